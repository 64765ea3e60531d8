/** Counting dates on which a calendar opens, before and after a local date. Pure; hours within a date are not its matter. */
import type { Calendar } from './calendar.ts';
import { plusDays } from './local-date.ts';
import { isBusinessDate } from './recurrence.ts';

/** A calendar that stays closed for so long opens for nobody who waits. */
const MOST_CLOSED = 200;

/**
 * The date (`YYYY-MM-DD`) that is so many of a calendar's business dates after a date, or before it where `count` is below 0; the date itself for 0, open or not. Null where the calendar does not open often enough within 200 days.
 */
export function businessDateFrom(calendar: Calendar, date: string, count: number): string | null {
  const step = Math.sign(count);
  let left = Math.abs(count);
  let one = date;
  for (let days = 0; left > 0; days += 1) {
    if (days === MOST_CLOSED) return null;
    one = plusDays(one, step);
    if (isBusinessDate(calendar, one)) left -= 1;
  }
  return one;
}
