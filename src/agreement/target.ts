import { addBusinessDays, addBusinessTime, businessTimeBetween, endOfBusinessDay } from '../time/business-time.ts';
import type { Calendar } from '../time/calendar.ts';
import type { Target, Warning } from './duration.ts';

export type { Target, Warning };

/** One window of an agreement: what is promised, in which hours it is counted, when to warn. */
export interface Window {
  target: Target;
  hours: 'office' | 'roundTheClock';
  warnAt: Warning;
}

/** When what is promised at `from` is due; instants in epoch milliseconds, counted in the calendar. */
export function dueBy(target: Target, calendar: Calendar, from: number): number {
  if (target.kind === 'open-time') return addBusinessTime(calendar, from, target.ms);
  if (target.kind === 'business-days') return addBusinessDays(calendar, from, target.days);
  return endOfBusinessDay(calendar, from, target.after);
}

/**
 * When to warn of what was asked at `from` and is due at `due`; instants in epoch milliseconds. Counted in open time,
 * whatever the target's unit; a window no longer than the lead of `… before` is warned at half (, 13).
 */
export function warnAt(calendar: Calendar, from: number, due: number, warning: Warning): number {
  const window = businessTimeBetween(calendar, from, due);
  if (warning.kind === 'share') return addBusinessTime(calendar, from, Math.round(window * warning.share));
  const elapsed = warning.ms < window ? window - warning.ms : Math.round(window / 2);
  return addBusinessTime(calendar, from, elapsed);
}
