/**
 * Reads from when to when somebody is away, as they write it: `24 Dec 2 Jan`, `tomorrow`, `today 14:00 17:00`. Told from where
 * they are: which date it is and what the clocks show is theirs. Pure.
 */

import { instantOfWallTime, localDate, plusDays, startOfDate } from '../time/local-date.ts';
import { type Day, dateOfDay, readDay } from './day-words.ts';

/** Instants in epoch milliseconds, `until` exclusive. */
export type Span = { since: number; until: number };
export type Mistake = 'unreadable' | 'past' | 'backwards' | 'too-long' | 'too-far';
export type From = { now: number; timeZone: string };

/** A day, a time of day (`14:00`), or both; neither is never made. */
type Moment = { day: Day | null; time: string | null };

const DAY = 86_400_000;
const LONGEST = 366 * DAY;
/** A date without a year that was so lately is over; any other is the next. */
const LATELY = 90;
/** From a date without a year to one before it would be most of a year: that is a slip. */
const SLIP = 270 * DAY;
const LONGEST_MOMENT = 4;
const between = new Set([
  'from',
  'to',
  'until',
  'till',
  'til',
  'through',
  'and',
  '-',
  've',
  'ile',
  'kadar',
  'arasi',
  'at',
  'on',
  'saat',
]);

/** Takes words as `fold` gives them. A date is away whole, the last one too. */
export function readSpan(words: string, from: From): Span | Mistake {
  const parts = words
    .replaceAll(/[–—]/g, ' - ')
    .replaceAll(/(\d\.?)-(?=\d{1,2}\.)/g, '$1 - ')
    .replaceAll(',', ' ')
    .split(' ')
    .filter((part) => part !== '' && !between.has(part));
  for (let length = Math.min(parts.length, LONGEST_MOMENT); length > 0; length--) {
    const first = readMoment(parts.slice(0, length));
    const rest = parts.slice(length);
    const last = rest.length === 0 ? first : readMoment(rest);
    if (first !== null && last !== null) return spanOf(first, rest.length === 0 ? null : last, from);
  }
  return 'unreadable';
}

function readMoment(parts: string[]): Moment | null {
  if (parts.length === 0 || parts.length > LONGEST_MOMENT) return null;
  if (parts.length === 1 && ['now', 'simdi'].includes(parts[0] ?? '')) return { day: 'today', time: 'now' };
  const time = readTime(parts.at(-1) ?? '');
  const words = (time === null ? parts : parts.slice(0, -1)).join(' ');
  if (words === '') return time === null ? null : { day: null, time };
  const day = readDay(words);
  return day === null ? null : { day, time };
}

/** `14:00`, `9:30`, `2pm`. */
function readTime(text: string): string | null {
  const [, hour = '', minute = '00', half] = /^(\d{1,2})(?::(\d{2}))?(am|pm)?$/.exec(text) ?? [];
  if (hour === '' || (half === undefined && !text.includes(':'))) return null;
  const whole = half === undefined ? Number(hour) : (Number(hour) % 12) + (half === 'pm' ? 12 : 0);
  const isTime = Number(minute) < 60 && (half === undefined ? whole < 24 : Number(hour) >= 1 && Number(hour) <= 12);
  return isTime ? `${String(whole).padStart(2, '0')}:${minute}` : null;
}

function spanOf(first: Moment, last: Moment | null, { now, timeZone }: From): Span | Mistake {
  const today = localDate(timeZone, now);
  const from = dateFrom(first.day ?? 'today', today);
  const to =
    last === null || last.day === null ? from : dateOfDay(last.day === 'today' ? today : last.day, from ?? today);
  if (from === null || to === null) return 'unreadable';
  const since = first.time === null ? startOfDate(timeZone, from) : atTime(first.time, from, { now, timeZone });
  const end = last === null ? null : last.time;
  const until = end === null ? startOfDate(timeZone, plusDays(to, 1)) : atTime(end, to, { now, timeZone });
  if (until <= since) return 'backwards';
  if (until <= now) return 'past';
  if (until - since > SLIP && isWithoutYear(first.day) && isWithoutYear(last?.day ?? null)) return 'backwards';
  if (until - Math.max(since, now) > LONGEST) return 'too-long';
  return since - now > LONGEST ? 'too-far' : { since: Math.max(since, now), until };
}

function dateFrom(day: Day, today: string): string | null {
  return isWithoutYear(day) ? dateOfDay(day, plusDays(today, -LATELY)) : dateOfDay(day, today);
}

function isWithoutYear(day: Day | null): day is Day {
  return day !== null && /^\d\d-\d\d$/.test(day);
}

function atTime(time: string, date: string, { now, timeZone }: From): number {
  return time === 'now' ? now : instantOfWallTime(timeZone, date, time);
}
