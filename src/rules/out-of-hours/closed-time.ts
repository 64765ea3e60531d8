/** The closed time around an instant: between which closing and which opening of the agreed hours it lies. */
import type { Agreement } from '../../agreement/agreement.ts';
import { calendarOf } from '../../agreement/calendar-of.ts';
import { isOpen, nextOpening, subtractBusinessTime } from '../../time/business-time.ts';

/** From the closing to the next opening, epoch milliseconds. */
export type ClosedTime = { since: number; until: number };

/** The closed time that an instant (epoch milliseconds) lies in; null while the office is open. */
export function closedTimeAt(agreement: Pick<Agreement, 'officeHours' | 'client'>, at: number): ClosedTime | null {
  const calendar = calendarOf(agreement, at);
  if (isOpen(calendar, at)) return null;
  // The last open millisecond ends at the closing.
  return { since: subtractBusinessTime(calendar, at, 1) + 1, until: nextOpening(calendar, at) };
}
