/** Carries out what rules note down of goals. */
import { goalsOf } from '../agreement/goals.ts';
import type { NoteGoal } from '../engine/effect.ts';
import type { EventOf } from '../engine/event.ts';
import type { Case } from './case.ts';

/** Of which goal something was noted down, and of which month. */
export type NotedGoal = Pick<EventOf<'GoalNoted'>, 'goalId' | 'month'>;

/** Gives what was noted. Throws where it is of no client, nobody noted it, or it is no goal of theirs. */
export async function keepOfGoals(
  { tx, held, event, now }: Pick<Case, 'tx' | 'held' | 'event' | 'now'>,
  { value }: NoteGoal,
): Promise<NotedGoal> {
  const { clientId, agreement } = held;
  if (clientId === null || agreement === null) throw new Error('This is of no client.');
  if (event.actor === null) throw new Error('Nobody noted this.');
  const { goalId, month } = value;
  if (!goalsOf(agreement).some(({ id }) => id === goalId)) throw new Error('This is no goal of the client.');
  await tx.addGoalValue({ ...value, clientId, by: event.actor, at: now });
  return { goalId, month };
}
