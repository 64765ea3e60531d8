import { parseDocument } from 'yaml';
import { applyAgreement } from '../curtain/curtain.ts';
import { obstacle } from './obstacle.ts';
import type { Stage } from './stage.ts';

const PERMISSION = 'outOfHoursReply';

/** Plays on while the agreement lets the bot reply outside the hours, and leaves it as it was however that ends. */
export async function whileItMayReply(stage: Stage, clientId: string, play: () => Promise<void>): Promise<void> {
  const before = await permissionsOf(stage, clientId);
  if (before.includes(PERMISSION)) return play();
  await permit(stage, clientId, [...before, PERMISSION]);
  try {
    await play();
  } finally {
    await permit(stage, clientId, before);
  }
}

async function permissionsOf({ sandbox }: Stage, clientId: string): Promise<readonly string[]> {
  const stored = await sandbox.house().store.agreements.stored(clientId);
  if (stored === null) throw obstacle('its client has no agreement any more.');
  return stored.agreement.mayPost;
}

async function permit({ sandbox }: Stage, clientId: string, permissions: readonly string[]): Promise<void> {
  const house = sandbox.house();
  const stored = await house.store.agreements.stored(clientId);
  const text = parseDocument(stored?.raw ?? '');
  if (permissions.length === 0) text.delete('mayPost');
  else text.set('mayPost', permissions);
  const applied = await applyAgreement(house, clientId, String(text), { by: 'Ruth Okafor', force: true });
  if (applied.outcome === 'broken' || applied.outcome === 'refused')
    throw obstacle('its client’s agreement cannot be changed any more.');
  await sandbox.walk.rest();
}
