/**
 * The hours of one agreement laid out for questions about dates: which calendar, what is usual, and whose holidays fall
 * when. A date is one of the office's own zone. Pure; it does not know who reads.
 */
import type { Agreement } from '../../agreement/agreement.ts';
import { calendarOf, datesOf } from '../../agreement/calendar-of.ts';
import { type HolidayDate, holidayDates } from '../../agreement/holidays.ts';
import { type DatedException, type HolidaysOf, WEEKDAYS } from '../../agreement/office-hours.ts';
import { widening } from '../../language/messages.ts';
import { type Calendar, parseCalendar } from '../../time/calendar.ts';
import { localDate } from '../../time/local-date.ts';
import { languages, say } from './words.ts';

export type Office = {
  timeZone: string;
  now: number;
  /** The office's date now. */
  today: string;
  calendar: Calendar;
  /** The week alone, without holidays and exceptions; null where no weekday has hours. */
  usual: Calendar | null;
  exceptions: ReadonlyMap<string, readonly DatedException[]>;
  /** Holidays by date: those of the agency's calendar, and the client's own. */
  holidays: Readonly<Record<Whose, ReadonlyMap<string, readonly HolidayDate[]>>>;
  /** Whether the client's holidays close the office too. */
  clientsClose: boolean;
  /** Beyond these dates holidays are not known. */
  known: { from: string; to: string };
};

/** On whose calendar something stands. */
export type Whose = 'agency' | 'client';

/** As far as the calendar of an agreement knows holidays. */
const [YEARS_BACK, YEARS_AHEAD] = [1, 3];

/** Lays the hours out around `now` (epoch milliseconds); `language` is that in which holidays are called. */
export function officeOf(agreement: Agreement, now: number, language: string): Office {
  const { officeHours, client } = agreement;
  const { timeZone, weekly } = officeHours;
  const year = new Date(now).getUTCFullYear();
  const [first, last] = [year - YEARS_BACK, year + YEARS_AHEAD];
  // Whoever reads all else in English reads such a name in English too.
  const isSpoken = widening(language).some((tag) => tag !== 'en' && languages.includes(tag));
  const called = (one: HolidayDate) =>
    isSpoken && one.isForeign ? { ...one, name: say(language, 'public-holiday') } : one;
  const listed = (of: HolidaysOf | undefined) => {
    const dates = of === undefined ? [] : holidayDates(of, timeZone, first, last, language);
    return byDate(dates.map(called), ({ date }) => [date]);
  };
  return {
    timeZone,
    now,
    today: localDate(timeZone, now),
    calendar: calendarOf(agreement, now),
    usual: WEEKDAYS.some((day) => (weekly[day] ?? []).length > 0) ? parseCalendar({ timeZone, weekly }) : null,
    exceptions: byDate(officeHours.exceptions, datesOf),
    holidays: { agency: listed(officeHours.holidays), client: listed(client.holidays) },
    clientsClose: client.holidays?.closes ?? false,
    known: { from: `${first}-01-01`, to: `${last}-12-31` },
  };
}

function byDate<One>(all: readonly One[], datesOfOne: (one: One) => string[]): Map<string, One[]> {
  const found = new Map<string, One[]>();
  for (const one of all) for (const date of datesOfOne(one)) found.set(date, [...(found.get(date) ?? []), one]);
  return found;
}
