/**
 * Local dates of a time zone (`YYYY-MM-DD`): which one it is, where it begins, which one comes after. Pure; it knows no
 * opening hours and no words for dates.
 */
import { DateTime } from 'luxon';
import { DAY, MINUTE } from './zone.ts';

const HOUR = 60 * MINUTE;

/** The date that the clocks of `timeZone` (IANA name) show at an instant (epoch milliseconds). */
export function localDate(timeZone: string, at: number): string {
  return DateTime.fromMillis(at, { zone: timeZone }).toFormat('yyyy-MM-dd');
}

/** What the clocks of `timeZone` (IANA name) show at an instant (epoch milliseconds): `14:05`. */
export function localTime(timeZone: string, at: number): string {
  return DateTime.fromMillis(at, { zone: timeZone }).toFormat('HH:mm');
}

/** The first instant (epoch milliseconds) of a date; where midnight is skipped, the one after the gap. */
export function startOfDate(timeZone: string, date: string): number {
  const midnight = DateTime.fromISO(date, { zone: timeZone }).toMillis();
  // Where the clocks go back over midnight, it comes twice.
  return localDate(timeZone, midnight - HOUR) === date ? midnight - HOUR : midnight;
}

/**
 * The instant (epoch milliseconds) at which the clocks of a zone show a time (`14:00`) on a date: where they show it twice
 * the first, where they skip it as much later as they skip.
 */
export function instantOfWallTime(timeZone: string, date: string, time: string): number {
  return DateTime.fromISO(`${date}T${time}`, { zone: timeZone }).toMillis();
}

/** The date so many days after (or before) another. */
export function plusDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * DAY).toISOString().slice(0, 10);
}

/** 0 for Monday to 6 for Sunday. */
export function weekdayOfDate(date: string): number {
  return (Math.floor(Date.parse(date) / DAY) + 3) % 7; // 1970-01-01 was a Thursday
}
