import { aroundTheClock, type Calendar, type CalendarDefinition, parseCalendar } from '../time/calendar.ts';
import type { Agreement } from './agreement.ts';
import { type HolidayDate, holidayDates } from './holidays.ts';
import { type DatedException, type HolidaysOf, type Hours, WEEKDAYS } from './office-hours.ts';
import type { Window } from './target.ts';

/** Holidays are known from the year before now until the third after: no target reaches further than two years. */
const [YEARS_BACK, YEARS_AHEAD] = [1, 3];

/** What a calendar is made of: the office hours, and the client's holidays where these close it. */
export type Hourly = Pick<Agreement, 'officeHours'> & { client?: Agreement['client'] };

/** More agreements than this are worked out again; far above what one agency has. */
const MOST_REMEMBERED = 1000;
const remembered = new Map<string, Calendar>();
const roundTheClock = new Map<string, Calendar>();

/**
 * The calendar of an agreement's office hours, with the holidays of the years around `now` (epoch milliseconds) worked
 * in. Remembered by what the hours say, since agreements are read from the database again and again. Throws
 * CalendarError for hours that never open, which loading refuses.
 */
export function calendarOf(agreement: Hourly, now: number): Calendar {
  const year = new Date(now).getUTCFullYear();
  const key = JSON.stringify([year, agreement.officeHours, closingHolidaysOfClient(agreement)]);
  const known = remembered.get(key);
  if (known) return known;
  const calendar = parseCalendar(calendarDefinition(agreement, year));
  const oldest = remembered.size < MOST_REMEMBERED ? undefined : remembered.keys().next().value;
  if (oldest !== undefined) remembered.delete(oldest);
  remembered.set(key, calendar);
  return calendar;
}

/** The calendar in which a window is counted: the office hours, or every hour of every day in the same zone. */
export function targetCalendar(agreement: Hourly, hours: Window['hours'], now: number): Calendar {
  if (hours === 'office') return calendarOf(agreement, now);
  const { timeZone } = agreement.officeHours;
  const calendar = roundTheClock.get(timeZone) ?? aroundTheClock(timeZone);
  roundTheClock.set(timeZone, calendar);
  return calendar;
}

/** Every holiday that closes this agreement's calendar around `year`, exceptions not yet considered. */
export function closingHolidays(agreement: Hourly, year: number): HolidayDate[] {
  const { holidays, timeZone } = agreement.officeHours;
  return [holidays, closingHolidaysOfClient(agreement)].flatMap((of) =>
    of ? holidayDates(of, timeZone, year - YEARS_BACK, year + YEARS_AHEAD) : [],
  );
}

function closingHolidaysOfClient({ client }: Hourly): HolidaysOf | undefined {
  return client?.holidays?.closes ? client.holidays : undefined;
}

/** The definition for `src/time`: week, holidays around `year`, and over both the dated exceptions. */
export function calendarDefinition(agreement: Hourly, year: number): CalendarDefinition {
  const { timeZone, weekly, exceptions } = agreement.officeHours;
  const closures: { date: string; from?: string; to?: string }[] = [];
  const extra: { date: string; hours: Hours }[] = [];
  const decided = new Set<string>();
  for (const exception of exceptions) {
    for (const date of datesOf(exception)) {
      if (exception.closed) {
        closures.push(...exception.closed.map(([from, to]) => ({ date, from, to })));
        continue;
      }
      decided.add(date);
      if (exception.hours === 'usual') continue;
      closures.push({ date });
      if (exception.hours && exception.hours.length > 0) extra.push({ date, hours: exception.hours });
    }
  }
  const holidays = closingHolidays(agreement, year).filter(({ date }) => !decided.has(date));
  closures.push(...holidays.flatMap(({ date, part }) => (part ? [{ date, ...part }] : [])));
  return {
    timeZone,
    weekly: Object.fromEntries(WEEKDAYS.map((day) => [day, weekly[day] ?? []])),
    holidays: [...new Set(holidays.flatMap(({ date, part }) => (part ? [] : [date])))],
    closures,
    extra,
  };
}

/** The dates an exception speaks of, first to last. */
export function datesOf({ date, until = date }: Pick<DatedException, 'date' | 'until'>): string[] {
  const dates: string[] = [];
  for (let at = Date.parse(date); at <= Date.parse(until); at += 86_400_000)
    dates.push(new Date(at).toISOString().slice(0, 10));
  return dates;
}
