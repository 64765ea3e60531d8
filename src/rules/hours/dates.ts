/** Which dates somebody means, told from where they are. Pure. */
import { localDate, plusDays, weekdayOfDate } from '../../time/local-date.ts';
import type { When } from './asked.ts';

const WEEK = 7;
/** 29 February comes at least this often, but for a turn of the century that nobody here will see. */
const LONGEST_WAIT = 8;

/**
 * The dates of `when`, first to last; none for *now*. Today, tomorrow and weekdays are the reader's; where it is already
 * (or still) another date at the office, today is both. A week is the office's next seven dates, from its today on.
 */
export function datesAsked(when: When, at: { now: number; readerZone: string; officeZone: string }): string[] {
  const [mine, theirs] = [at.readerZone, at.officeZone].map((zone) => localDate(zone, at.now)) as [string, string];
  switch (when) {
    case 'now':
      return [];
    case 'today':
      return [...new Set([mine, theirs])].sort();
    case 'tomorrow':
      return [plusDays(mine, 1)];
    case 'week':
      return Array.from({ length: WEEK }, (_, index) => plusDays(theirs, index));
    default:
      return /^[0-6]$/.test(when) ? [nextWeekday(mine, Number(when))] : nextDate(mine, when);
  }
}

/** Today counts: on a Monday, Monday is today. */
function nextWeekday(today: string, weekday: number): string {
  return plusDays(today, (weekday - weekdayOfDate(today) + WEEK) % WEEK);
}

function nextDate(today: string, date: string): string[] {
  if (date.length > 5) return [date];
  for (let year = Number(today.slice(0, 4)); year < Number(today.slice(0, 4)) + LONGEST_WAIT; year++) {
    const found = `${year}-${date}`;
    const isThere = !Number.isNaN(Date.parse(found)) && plusDays(found, 0) === found;
    if (isThere && found >= today) return [found];
  }
  return [];
}
