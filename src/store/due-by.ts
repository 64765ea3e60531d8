/** What waits for a time, and has waited long enough. */
import { gt, lte, or } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';

/** Nothing that is tried again waits for longer than this (milliseconds): the last of eight tries, an hour and some. */
const LONGEST_WAIT = 65 * 60_000;

/**
 * Whether its time has come at `now` (epoch milliseconds). One further ahead than anything waits was written by a clock
 * that has been set back since: that has come too. Not for promised times, which may be as far ahead as they like.
 */
export function dueBy(column: PgColumn, now: number) {
  return or(lte(column, now), gt(column, now + LONGEST_WAIT));
}
