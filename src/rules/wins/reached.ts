/** What both sides reached together in a month, beside what somebody raised: milestones, and goals that were there first. */
import type { Agreement } from '../../agreement/agreement.ts';
import { zoneOfClient } from '../../agreement/client-zone.ts';
import { type Goal, goalsOf } from '../../agreement/goals.ts';
import { milestonesOf } from '../../agreement/rhythm.ts';
import { winsRecapAfter } from '../../agreement/wins.ts';
import { endOfMonth, monthBefore } from '../../engine/allowance.ts';
import type { Ask } from '../../engine/facts.ts';
import { firstReachedIn, type GoalValue, valueIn } from '../../engine/goal.ts';
import { localDate } from '../../time/local-date.ts';

/** Goals are looked for from this month on. */
const FIRST_MONTH = '2000-01';

/** `date`: a local date of the client's. `now`: what the goal came to. */
export type Reached = {
  milestones: { title: string; date: string }[];
  goals: { title: string; unit: string; now: number }[];
};

/** In a month (`2026-11`) of the client's. A figure of the month before that came in after its card counts here. */
export async function loadReachedIn(ask: Ask, agreement: Agreement, month: string): Promise<Reached> {
  const clientId = agreement.id;
  const agreed = milestonesOf(agreement);
  const kept = agreed.length === 0 ? [] : await ask('milestonesOf', { clientId });
  const milestones = kept.flatMap(({ milestoneId, state, reachedAt }) => {
    const title = agreed.find(({ id }) => id === milestoneId)?.title;
    const date = reachedAt === null ? '' : localDate(zoneOfClient(agreement), reachedAt);
    return state === 'reached' && title !== undefined && date.startsWith(month) ? [{ title, date }] : [];
  });
  const goals = goalsOf(agreement);
  const values = goals.length === 0 ? [] : await ask('goalValues', { clientId, from: FIRST_MONTH, until: month });
  return { milestones, goals: goals.flatMap((goal) => goalReachedIn(goal, values, agreement, month)) };
}

function goalReachedIn(
  goal: Goal,
  values: readonly GoalValue[],
  agreement: Agreement,
  month: string,
): Reached['goals'] {
  const first = firstReachedIn(goal, values);
  const value = first === null ? null : valueIn(values, goal.id, first);
  if (first === null || value === null || value.value === null) return [];
  const before = monthBefore(month);
  const cameLate = first === before && value.at > winsRecapAfter(agreement, endOfMonth(agreement, before));
  return first === month || cameLate ? [{ title: goal.title, unit: goal.unit ?? '', now: value.value }] : [];
}
