/**
 * When Slack is silent for somebody, as it said when they were paged last: their own hours, not a pause that they made by hand,
 * which it tells nobody. Asks nothing, and keeps no page from anybody.
 */

/** In [since, until), epoch milliseconds. */
export type DoNotDisturb = { userId: string; since: number; until: number };

/** The silence in which somebody was at an instant (epoch milliseconds); null: none that is known. */
export function silenceAt(known: readonly DoNotDisturb[], userId: string, at: number): DoNotDisturb | null {
  return known.find((one) => one.userId === userId && one.since <= at && at < one.until) ?? null;
}
