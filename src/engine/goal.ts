/**
 * What both sides want to reach, month by month: what it came to, how far that is, and when it was there first. Pure. It
 * deliberately decides nothing about a figure and knows no words but under which name somebody's sentence is kept.
 */
import type { Goal } from '../agreement/goals.ts';
import { monthBefore } from './allowance.ts';

/** What a goal came to in a month, as somebody noted it down; entered again it is another row, and the last one counts. */
export type GoalValue = {
  id: string;
  clientId: string;
  /** The goal's id in the agreement. */
  goalId: string;
  /** The calendar month in the client's zone: `2026-11`. */
  month: string;
  /** Null: what was entered before is taken back. */
  value: number | null;
  by: string;
  /** Epoch milliseconds. */
  at: number;
  /** Where the sentence is kept that says what it means for the client's business; null: there is none. */
  note: { channelId: string; place: string } | null;
  agreementVersion: number;
};

/** What a transaction may note down of it, once for each id. */
export type GoalValuesKept = { addGoalValue(value: GoalValue): Promise<void> };

/**
 * A goal in one month. `last`: what the month before came to. `share`: how much of the way is gone, 1 where it is reached,
 * also above; null where nothing was entered, or nobody could say.
 */
export type KpiRow = Pick<Goal, 'title' | 'unit' | 'target' | 'by' | 'direction' | 'why'> & {
  goalId: string;
  month: string;
  last: number | null;
  now: number | null;
  share: number | null;
  isReached: boolean;
  note: GoalValue['note'];
};

/** Every goal in a month (`2026-11`), in the order of the agreement; also those of which nothing was entered. */
export function kpiRows(goals: readonly Goal[], values: readonly GoalValue[], month: string): KpiRow[] {
  return goals.map((goal) => {
    const entered = valueIn(values, goal.id, month);
    const now = entered?.value ?? null;
    const { id: goalId, title, unit, target, by, direction, why } = goal;
    return {
      ...{ goalId, title, unit, target, by, direction, why, month, now },
      last: valueIn(values, goal.id, monthBefore(month))?.value ?? null,
      share: now === null ? null : shareOf(goal, now),
      isReached: now !== null && isReached(goal, now),
      note: now === null ? null : (entered?.note ?? null),
    };
  });
}

/** What counts of a goal in a month: what was entered last. Null: nothing, or it was taken back. */
export function valueIn(values: readonly GoalValue[], goalId: string, month: string): GoalValue | null {
  const own = values.filter((one) => one.goalId === goalId && one.month === month);
  const last = own.toSorted((one, other) => one.at - other.at).at(-1);
  return last === undefined || last.value === null ? null : last;
}

/** The first month in which a goal was reached, by what counts now; null: in none. */
export function firstReachedIn(goal: Goal, values: readonly GoalValue[]): string | null {
  const months = [...new Set(values.filter(({ goalId }) => goalId === goal.id).map(({ month }) => month))].sort();
  const reached = months.find((month) => {
    const value = valueIn(values, goal.id, month)?.value ?? null;
    return value !== null && isReached(goal, value);
  });
  return reached ?? null;
}

/** Whether a figure is as good as was wanted. */
export function isReached({ target, direction }: Pick<Goal, 'target' | 'direction'>, value: number): boolean {
  return direction === 'up' ? value >= target : value <= target;
}

/** Counted from where it started, where that was agreed; else from nothing. */
function shareOf(goal: Goal, value: number): number | null {
  const { start, target, direction } = goal;
  if (start !== undefined) return Math.max(0, (value - start) / (target - start));
  if (isReached(goal, value) && (target <= 0 || value <= 0)) return 1;
  if (target <= 0 || value <= 0) return direction === 'up' && target > 0 ? 0 : null;
  return direction === 'up' ? value / target : target / value;
}
