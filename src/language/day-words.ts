/**
 * Reads a day as people write it in a command, in English or Turkish: today, a weekday, a date; and says which date that is
 * for somebody who stands at one. It asks no clock, and reads no times and no sentences.
 */
import { plusDays, weekdayOfDate } from '../time/local-date.ts';

/** `today`, `tomorrow`, a weekday as `0` (Monday) to `6`, a date as `12-24` or as `2026-12-24`. */
export type Day = string;

const RELATIVE: Readonly<Record<string, readonly string[]>> = {
  today: ['today', 'bugun'],
  tomorrow: ['tomorrow', 'yarin'],
};
const WEEKDAYS: readonly (readonly string[])[] = [
  ['monday', 'pazartesi', 'pzt'],
  ['tuesday', 'sali'],
  ['wednesday', 'carsamba'],
  ['thursday', 'persembe'],
  ['friday', 'cuma'],
  ['saturday', 'cumartesi', 'cmt'],
  ['sunday', 'pazar'],
];
const MONTHS: readonly (readonly string[])[] = [
  ['january', 'ocak'],
  ['february', 'subat'],
  ['march', 'mart'],
  ['april', 'nisan'],
  ['may', 'mayis'],
  ['june', 'haziran'],
  ['july', 'temmuz'],
  ['august', 'agustos'],
  ['september', 'eylul'],
  ['october', 'ekim'],
  ['november', 'kasim'],
  ['december', 'aralik'],
];
/** So much of a name is enough to know it by. */
const FEWEST_LETTERS = 3;
const WEEK = 7;
/** 29 February comes at least this often, but for a turn of the century that nobody here will see. */
const LONGEST_WAIT = 8;

/** Takes words folded by {@link fold}; null: they name no day. */
export function readDay(text: string): Day | null {
  for (const [day, names] of Object.entries(RELATIVE)) if (names.includes(text)) return day;
  const weekday = indexOfName(text, WEEKDAYS);
  return weekday === null ? readDate(text) : String(weekday);
}

/** The date (`2026-12-24`) of a day, for whom it is `today`; a weekday or a date without a year is the next, today counted. */
export function dateOfDay(day: Day, today: string): string | null {
  if (day === 'today') return today;
  if (day === 'tomorrow') return plusDays(today, 1);
  return /^[0-6]$/.test(day) ? nextWeekday(today, Number(day)) : nextDate(today, day);
}

/** Lower case, without accents and dots on or off an i, with single spaces. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ı', 'i')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

function readDate(text: string): Day | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  if (iso) return dateOf(Number(iso[3]), Number(iso[2]), iso[1]);
  const dotted = /^(\d{1,2})\.(\d{1,2})\.?(\d{4})?$/.exec(text);
  if (dotted) return dateOf(Number(dotted[1]), Number(dotted[2]), dotted[3]);
  const named =
    /^(?<day>\d{1,2})(?:st|nd|rd|th|\.)? (?<month>\p{L}+)\.?(?:,? (?<year>\d{4}))?$/u.exec(text) ??
    /^(?<month>\p{L}+)\.? (?<day>\d{1,2})(?:st|nd|rd|th)?(?:,? (?<year>\d{4}))?$/u.exec(text);
  const month = indexOfName(named?.groups?.month ?? '', MONTHS);
  return month === null ? null : dateOf(Number(named?.groups?.day), month + 1, named?.groups?.year);
}

/** Only what is in a calendar; without a year, in that of some year. */
function dateOf(day: number, month: number, year: string | undefined): Day | null {
  const two = (part: number) => String(part).padStart(2, '0');
  const date = `${year ?? '2028'}-${two(month)}-${two(day)}`;
  const at = Date.parse(date);
  if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== date) return null;
  return year === undefined ? date.slice(5) : date;
}

/** "paz" is Sunday (pazar) and not Monday (pazartesi): the shortest name that begins so. */
function indexOfName(text: string, names: readonly (readonly string[])[]): number | null {
  if (text.length < FEWEST_LETTERS) return null;
  const found = names
    .flatMap((called, index) => called.map((name) => ({ name, index })))
    .filter(({ name }) => name.startsWith(text.replace(/\.$/, '')))
    .sort((a, b) => a.name.length - b.name.length);
  return found[0]?.index ?? null;
}

/** Today counts: on a Monday, Monday is today. */
function nextWeekday(today: string, weekday: number): string {
  return plusDays(today, (weekday - weekdayOfDate(today) + WEEK) % WEEK);
}

function nextDate(today: string, date: string): string | null {
  if (date.length > 5) return date;
  for (let year = Number(today.slice(0, 4)); year < Number(today.slice(0, 4)) + LONGEST_WAIT; year++) {
    const found = `${year}-${date}`;
    const isThere = !Number.isNaN(Date.parse(found)) && plusDays(found, 0) === found;
    if (isThere && found >= today) return found;
  }
  return null;
}
