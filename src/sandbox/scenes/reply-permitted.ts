import { editAgreement } from './edit-agreement.ts';
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

const permit = (stage: Stage, clientId: string, permissions: readonly string[]) =>
  editAgreement(stage, clientId, (file) => {
    if (permissions.length === 0) file.delete('mayPost');
    else file.set('mayPost', permissions);
  });
