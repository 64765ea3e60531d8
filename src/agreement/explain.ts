import { openSpans } from '../time/business-time.ts';
import { type Hourly, targetCalendar } from './calendar-of.ts';
import { dueBy, type Window, warnAt } from './target.ts';

/** When an answer is due, and the open time that was counted on the way; all in epoch milliseconds. */
export interface DueExplanation {
  at: number;
  due: number;
  warn: number;
  timeZone: string;
  hours: Window['hours'];
  target: Window['target'];
  /** The open spans between `at` and `due`, in order; their `ms` add up to the open time of the window. */
  spans: { from: number; to: number; ms: number }[];
}

/** Says when something asked at `at` (epoch milliseconds) is due under this window of the agreement, and why. */
export function explainDue(agreement: Hourly, window: Window, at: number): DueExplanation {
  const calendar = targetCalendar(agreement, window.hours, at);
  const due = dueBy(window.target, calendar, at);
  const spans = openSpans(calendar, at, due).map(({ start, end }) => ({ from: start, to: end, ms: end - start }));
  const { hours, target } = window;
  return { at, due, warn: warnAt(calendar, at, due, window.warnAt), timeZone: calendar.timeZone, hours, target, spans };
}
