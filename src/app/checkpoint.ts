/** Every place at which a process may die and nothing may be lost or said twice; the kill tests visit each. */
export const checkpoints = [
  'claimed',
  'introduced',
  'held',
  'written-down',
  'judged',
  'committed',
  'alarm-read',
  'alarm-rung',
  'alarm-set',
  'answered',
  'delivery-leased',
  'delivery-heard',
  'delivery-started',
  'delivery-said',
  'delivery-recorded',
  'page-started',
  'page-sent',
  'swept',
] as const;

export type CheckpointName = (typeof checkpoints)[number];
export type Checkpoint = (name: CheckpointName) => Promise<void>;

export const noCheckpoint: Checkpoint = () => Promise.resolve();
