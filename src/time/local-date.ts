/**
 * Local dates of a time zone (`YYYY-MM-DD`): which one it is, where it begins, which one comes after. Pure; it knows no
 * opening hours and no words for dates.
 */
import { DateTime } from 'luxon';
import { DAY, isZoneName, MINUTE, offsetStretches, SECOND } from './zone.ts';

const HOUR = 60 * MINUTE;
const DATE = 'yyyy-MM-dd';
/** Since then zones keep an offset for a while, and until then a year has four digits. */
const EARLIEST = Date.UTC(1900, 0, 2);
const LATEST = Date.UTC(9000, 0, 1);
/** The same each time: calendars ask for the same dates and hours again and again, and Luxon takes long over each. */
const remembered = new Map<string, number>();
const MOST_REMEMBERED = 10_000;

function rememberedAs(name: string, find: () => number): number {
  const known = remembered.get(name);
  if (known !== undefined) return known;
  const found = find();
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  remembered.set(name, found);
  return found;
}

/** The date that the clocks of `timeZone` (IANA name) show at an instant (epoch milliseconds). */
export function localDate(timeZone: string, at: number): string {
  // What is no zone, and long ago, is Luxon's; all else is asked for so often that its zone data is read once.
  if (!isZoneName(timeZone) || !(at > EARLIEST && at < LATEST))
    return DateTime.fromMillis(at, { zone: timeZone }).toFormat(DATE);
  const second = Math.floor(at / SECOND) * SECOND;
  const offset = offsetStretches(timeZone, second, second + SECOND)[0]?.offset ?? 0;
  return new Date(at + offset).toISOString().slice(0, DATE.length);
}

/** What the clocks of `timeZone` (IANA name) show at an instant (epoch milliseconds): `14:05`. */
export function localTime(timeZone: string, at: number): string {
  return DateTime.fromMillis(at, { zone: timeZone }).toFormat('HH:mm');
}

/** The first instant (epoch milliseconds) of a date; where midnight is skipped, the one after the gap. */
export function startOfDate(timeZone: string, date: string): number {
  return rememberedAs(`${timeZone} ${date}`, () => findStart(timeZone, date));
}

function findStart(timeZone: string, date: string): number {
  const midnight = DateTime.fromISO(date, { zone: timeZone }).toMillis();
  // Where the clocks go back over midnight, it comes twice.
  return localDate(timeZone, midnight - HOUR) === date ? midnight - HOUR : midnight;
}

/**
 * The instant (epoch milliseconds) at which the clocks of a zone show a time (`14:00`) on a date: where they show it twice
 * the first, where they skip it as much later as they skip.
 */
export function instantOfWallTime(timeZone: string, date: string, time: string): number {
  return rememberedAs(`${timeZone} ${date} ${time}`, () => findInstant(timeZone, date, time));
}

function findInstant(timeZone: string, date: string, time: string): number {
  const found = DateTime.fromISO(`${date}T${time}`, { zone: timeZone });
  // Of two instants Luxon takes the one that fits what the zone keeps today, which is another in summer than in winter.
  const dayBefore = DateTime.fromMillis(found.toMillis() - DAY, { zone: timeZone });
  const earlier = found.toMillis() - (dayBefore.offset - found.offset) * MINUTE;
  const isShownTwice = dayBefore.offset > found.offset && sameClock(timeZone, earlier, found);
  return isShownTwice ? earlier : found.toMillis();
}

function sameClock(timeZone: string, at: number, other: DateTime): boolean {
  const form = 'yyyy-MM-dd HH:mm';
  return DateTime.fromMillis(at, { zone: timeZone }).toFormat(form) === other.toFormat(form);
}

/** The date so many days after (or before) another. */
export function plusDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * DAY).toISOString().slice(0, 10);
}

/** 0 for Monday to 6 for Sunday. */
export function weekdayOfDate(date: string): number {
  return (Math.floor(Date.parse(date) / DAY) + 3) % 7; // 1970-01-01 was a Thursday
}
