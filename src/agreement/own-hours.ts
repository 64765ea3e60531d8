import { isOpen, nextOpening, subtractBusinessTime } from '../time/business-time.ts';
import { calendarOf, type Hourly } from './calendar-of.ts';

/** A shorter gap between two open spans is a lunch break, not an evening. Milliseconds. */
const SHORTEST_EVENING = 3 * 3_600_000;

/** From a closing to the next opening, epoch milliseconds. */
export type Evening = { since: number; until: number };

/** The agreed hours as somebody keeps them whose clocks show another zone: the same week and holidays on their own clock. */
export function ownHours(agreement: Hourly, timeZone: string | null): Hourly {
  return timeZone === null ? agreement : { ...agreement, officeHours: { ...agreement.officeHours, timeZone } };
}

/**
 * The evening, night, weekend or holiday of somebody's own hours in which an instant (epoch milliseconds) lies; null within
 * their hours and in a break of less than three hours.
 */
export function eveningAt(agreement: Hourly, timeZone: string | null, at: number): Evening | null {
  const calendar = calendarOf(ownHours(agreement, timeZone), at);
  if (isOpen(calendar, at)) return null;
  // The last open millisecond ends at the closing.
  const evening = { since: subtractBusinessTime(calendar, at, 1) + 1, until: nextOpening(calendar, at) };
  return evening.until - evening.since < SHORTEST_EVENING ? null : evening;
}
