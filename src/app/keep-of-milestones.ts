/** Carries out what rules keep of milestones. */
import type { SaveMilestone } from '../engine/effect.ts';
import type { EventOf } from '../engine/event.ts';
import type { Case } from './case.ts';

/** What became of one: how it stood before and how it stands now. */
export type ChangedMilestone = Pick<EventOf<'MilestoneChanged'>, 'milestoneId' | 'from' | 'to'>;

/** Gives what changed of it. Throws where it is of no client, of another one, or was changed by somebody else meanwhile. */
export async function keepOfMilestones(
  { tx, held }: Pick<Case, 'tx' | 'held'>,
  { milestone }: SaveMilestone,
): Promise<ChangedMilestone> {
  const { clientId } = held;
  if (clientId === null) throw new Error('This is of no client.');
  const { id, state, revision } = milestone;
  const known = await tx.ask(null)('milestone', { id });
  if (known !== null && known.clientId !== clientId) throw new Error('This is no milestone of the client.');
  if (revision !== (known?.revision ?? 0) + 1) throw new Error('This milestone was changed meanwhile.');
  await tx.saveMilestone({ ...milestone, clientId });
  return { milestoneId: id, from: known?.state ?? null, to: state };
}
