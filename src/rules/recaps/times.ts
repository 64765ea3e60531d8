/** When somebody is asked, reminded or told: in their own hours, after so many business days. */
import type { Agreement } from '../../agreement/agreement.ts';
import { calendarOf } from '../../agreement/calendar-of.ts';
import { ownHours } from '../../agreement/own-hours.ts';
import { addBusinessDays } from '../../time/business-time.ts';
import { isOpen, nextOpening } from '../../time/calendar.ts';

/** That instant, or when somebody's own hours begin after it (epoch milliseconds). */
export function inOwnHours(agreement: Agreement, zone: string | null, at: number): number {
  const calendar = calendarOf(ownHours(agreement, zone), at);
  return isOpen(calendar, at) ? at : nextOpening(calendar, at);
}

/** So many business days of the agreement's after an instant (epoch milliseconds). */
export function daysAfter(agreement: Agreement, at: number, days: number): number {
  return addBusinessDays(calendarOf(agreement, at), at, days);
}
