import type { Reason } from '../../engine/facts.ts';

/** What the rule concludes, as it is recorded. */
export const reasonNames = [
  'flagged',
  'asked',
  'asked-again',
  'changed',
  'withdrawn',
  'rewritten',
  'in-scope',
  'no-work',
  'undone',
  'raised',
  'doubted',
  'read-as-out',
  'read-as-in',
  'read-as-none',
] as const;
/** What it answers; not worth telling later. */
export type ReasonName =
  | (typeof reasonNames)[number]
  | 'not-told'
  | 'too-old'
  | 'shown'
  | 'refused'
  | 'not-yours'
  | 'passed-on';

export const because = (name: ReasonName, data: Reason['data'] = {}): Reason => ({ name, data });
