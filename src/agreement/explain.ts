import { DateTime } from 'luxon';
import { openSpans } from '../time/business-time.ts';
import { closingHolidays, datesOf, type Hourly, targetCalendar } from './calendar-of.ts';
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
  /** Dates on the way on which the ordinary week did not hold, with the holiday's or exception's name. */
  special: { date: string; name: string }[];
}

/** Says when something asked at `at` (epoch milliseconds) is due under this window of the agreement, and why. */
export function explainDue(agreement: Hourly, window: Window, at: number): DueExplanation {
  const calendar = targetCalendar(agreement, window.hours, at);
  const due = dueBy(window.target, calendar, at);
  const spans = openSpans(calendar, at, due).map(({ start, end }) => ({ from: start, to: end, ms: end - start }));
  const { hours, target } = window;
  const special = hours === 'office' ? specialDates(agreement, at, due) : [];
  const warn = warnAt(calendar, at, due, window.warnAt);
  return { at, due, warn, timeZone: calendar.timeZone, hours, target, spans, special };
}

/** Holidays and dated exceptions on the local dates from one instant to another; an exception hides the holiday it overrules. */
function specialDates(agreement: Hourly, from: number, to: number): DueExplanation['special'] {
  const localDate = (at: number) => DateTime.fromMillis(at, { zone: agreement.officeHours.timeZone }).toISODate() ?? '';
  const [first, last] = [localDate(from), localDate(to)];
  const year = new Date(from).getUTCFullYear();
  const holidays = closingHolidays(agreement, year).map(({ date, name }) => [date, name] as const);
  const exceptions = agreement.officeHours.exceptions.flatMap((exception) =>
    datesOf(exception).map((date) => [date, exception.name ?? 'exception'] as const),
  );
  return [...new Map([...holidays, ...exceptions])]
    .filter(([date]) => date >= first && date <= last)
    .map(([date, name]) => ({ date, name }))
    .sort((a, b) => a.date.localeCompare(b.date));
}
