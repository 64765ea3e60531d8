/** Which dates somebody means, told from where they are. Pure. */
import { dateOfDay } from '../../language/day-words.ts';
import { localDate, plusDays } from '../../time/local-date.ts';
import type { When } from './asked.ts';

const WEEK = 7;

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
    case 'week':
      return Array.from({ length: WEEK }, (_, index) => plusDays(theirs, index));
    default:
      return [dateOfDay(when, mine)].filter((date) => date !== null);
  }
}
