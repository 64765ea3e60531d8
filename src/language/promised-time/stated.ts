/**
 * A stated time as it is kept, and the local dates and clocks that it is made of. Pure; it reads no words: those are for
 * the files beside it.
 */
import { DateTime } from 'luxon';
import { localDate, plusDays, weekdayOfDate } from '../../time/local-date.ts';

/** An instant (epoch milliseconds), or a local date (`YYYY-MM-DD`) of which no time was named. */
export type StatedTime = { at: number } | { date: string };

/** When the words were written (epoch milliseconds), and by which zone's clocks (IANA name). */
export type Written = { sentAt: number; timeZone: string };

/** What the clocks show; a day's part counts until its end. */
export type Clock = { hour: number; minute: number };
export const noon: Clock = { hour: 12, minute: 0 };

const FRIDAY = 4;
const FARTHEST_DAYS = 92;
const DAY = 24 * 60 * 60_000;

/** The writer's own date. */
export function today({ sentAt, timeZone }: Written): string {
  return localDate(timeZone, sentAt);
}

/** So many days after the writer's own date. */
export function inDays(written: Written, days: number): string {
  return plusDays(today(written), days);
}

/** The date of the next such weekday (0 is Monday), today not among them, so many weeks later. */
export function comingWeekday(written: Written, weekday: number, weeks = 0): string {
  const ahead = (weekday - weekdayOfDate(today(written)) + 7) % 7;
  return inDays(written, (ahead === 0 ? 7 : ahead) + 7 * weeks);
}

/** The Friday of the writer's week; in its weekend, of the next. */
export function endOfWeek(written: Written): string {
  return inDays(written, (FRIDAY - weekdayOfDate(today(written)) + 7) % 7);
}

/** A date and what the clocks show then, as an instant; where they skip it, just after. */
export function onDate({ timeZone }: Written, date: string, { hour, minute }: Clock): StatedTime {
  const [year, month, day] = date.split('-').map(Number);
  return { at: DateTime.fromObject({ year, month, day, hour, minute }, { zone: timeZone }).toMillis() };
}

/** The stated time where it lies ahead, and not further than anybody promises in a chat; else null. */
export function ahead(written: Written, stated: StatedTime): StatedTime | null {
  const { sentAt } = written;
  if ('at' in stated) return stated.at > sentAt && stated.at <= sentAt + FARTHEST_DAYS * DAY ? stated : null;
  const isValid = DateTime.fromISO(stated.date, { zone: 'utc' }).isValid;
  return isValid && stated.date >= today(written) && stated.date <= inDays(written, FARTHEST_DAYS) ? stated : null;
}

/** A clock without a date: today where it is ahead, else tomorrow's morning; null where it has just passed. */
export function nextClock(written: Written, clock: Clock): StatedTime | null {
  const now = onDate(written, today(written), clock);
  if (ahead(written, now) !== null) return now;
  return clock.hour <= noon.hour ? onDate(written, inDays(written, 1), clock) : null;
}

/** Small hours named without morning or evening are those of an office's afternoon. */
export function officeHour(hour: number): number {
  return hour >= 1 && hour <= 7 ? hour + 12 : hour;
}
