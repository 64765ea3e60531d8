/**
 * What comes again and again: on which local dates, and when. Pure. It deliberately plans nothing: whoever keeps a deadline
 * asks for the one after it. A date on which a calendar does not open is moved or left out, and never so far that it would
 * meet the next one: of a fortnight's closing remains one report, not three on the same morning.
 */
import { openSpans } from './business-time.ts';
import type { Calendar } from './calendar.ts';
import { instantOfWallTime, localDate, plusDays, startOfDate, weekdayOfDate } from './local-date.ts';

/** Of a month or of what it holds: the first (1), the second, … or the last. */
export type Which = number | 'last';

/**
 * `weekday` counts from 0 for Monday; `which` from 1. *weekly*: every so many weeks, of which one holds the date `from`. *date*: in a month
 * that is shorter the last one. *yearly*: the 29th of February is the 28th in other years; `month` counts from 1.
 */
export type Pattern =
  | { kind: 'weekly'; weekday: number; every: number; from: string }
  | { kind: 'weekday-of-month'; which: Which; weekday: number }
  | { kind: 'business-day-of-month'; which: Which }
  | { kind: 'date-of-month'; which: Which }
  | { kind: 'yearly'; month: number; day: number };

/** Where the calendar does not open on a date: the business date before or after it, or none. */
export type Move = 'before' | 'after' | 'skip';

/** `time` is what the clocks of `timeZone` (IANA name) show: `15:00`. */
export type Recurrence = { pattern: Pattern; time: string; timeZone: string; move: Move };

/** `date`: when it is; `plannedFor`: when it would be if no date were closed; `at`: its instant, epoch milliseconds. */
export type Occurrence = { date: string; plannedFor: string; at: number };

/** A pattern that never meets an open date, or once in so many turns, has no next one. */
const MOST_TURNS = 200;
const WEEK = 7;
const MONTHS = 12;

/**
 * Those in [from, until), both epoch milliseconds, in order, at most one of each turn. Where clocks show the time twice it is
 * the first, where they skip it as much later as they skip.
 */
export function occurrencesBetween(
  recurrence: Recurrence,
  calendar: Calendar,
  from: number,
  until: number,
): Occurrence[] {
  const found: Occurrence[] = [];
  const first = turnOf(recurrence, from) - 1;
  const last = turnOf(recurrence, until) + 1;
  for (let turn = first; turn <= last; turn += 1) {
    const one = occurrenceOf(recurrence, calendar, turn);
    if (one !== null && one.at >= from && one.at < until) found.push(one);
  }
  return found;
}

/** What would be in [from, until) if its date were not closed, and comes neither before nor after it; in order, at its usual hour. */
export function leftOutBetween(
  recurrence: Recurrence,
  calendar: Calendar,
  from: number,
  until: number,
): Pick<Occurrence, 'plannedFor' | 'at'>[] {
  const found: Pick<Occurrence, 'plannedFor' | 'at'>[] = [];
  for (let turn = turnOf(recurrence, from); turn <= turnOf(recurrence, until); turn += 1) {
    const plannedFor = dateOf(recurrence, calendar, turn);
    if (plannedFor === null || moved(recurrence, calendar, turn, plannedFor) !== null) continue;
    const at = instantOfWallTime(recurrence.timeZone, plannedFor, recurrence.time);
    if (at >= from && at < until) found.push({ plannedFor, at });
  }
  return found;
}

/** The first after an instant (epoch milliseconds); null: the calendar never opens on one again. */
export function nextOccurrence(recurrence: Recurrence, calendar: Calendar, after: number): Occurrence | null {
  const first = turnOf(recurrence, after) - 1;
  for (let turn = first; turn < first + MOST_TURNS; turn += 1) {
    const one = occurrenceOf(recurrence, calendar, turn);
    if (one !== null && one.at > after) return one;
  }
  return null;
}

/** Turns are counted so that each has one date: weeks, months or years. */
function turnOf({ pattern, timeZone }: Recurrence, at: number): number {
  const date = localDate(timeZone, at);
  if (pattern.kind === 'weekly') return Math.floor(daysBetween(mondayOf(pattern.from), date) / (WEEK * pattern.every));
  const [year, month] = partsOf(date);
  return pattern.kind === 'yearly' ? year : year * MONTHS + month - 1;
}

function occurrenceOf(recurrence: Recurrence, calendar: Calendar, turn: number): Occurrence | null {
  const { time, timeZone } = recurrence;
  const plannedFor = dateOf(recurrence, calendar, turn);
  const date = plannedFor === null ? null : moved(recurrence, calendar, turn, plannedFor);
  if (plannedFor === null || date === null) return null;
  return { date, plannedFor, at: instantOfWallTime(timeZone, date, time) };
}

/** On which date a turn has it, open or not; null: on none. */
function dateOf({ pattern }: Recurrence, calendar: Calendar, turn: number): string | null {
  switch (pattern.kind) {
    case 'weekly':
      return plusDays(mondayOf(pattern.from), turn * WEEK * pattern.every + pattern.weekday);
    case 'yearly':
      return dateText(turn, pattern.month, Math.min(pattern.day, daysOf(turn, pattern.month)));
    case 'date-of-month': {
      const [year, month] = monthOf(turn);
      const days = daysOf(year, month);
      return dateText(year, month, pattern.which === 'last' ? days : Math.min(pattern.which, days));
    }
    case 'weekday-of-month':
      return pick(
        datesOf(turn).filter((date) => weekdayOfDate(date) === pattern.weekday),
        pattern.which,
      );
    case 'business-day-of-month':
      return pick(
        datesOf(turn).filter((date) => isBusinessDate(calendar, date)),
        pattern.which,
      );
  }
}

/** The date that it is moved to; null: left out, or closed until the neighbour's turn. */
function moved(recurrence: Recurrence, calendar: Calendar, turn: number, plannedFor: string): string | null {
  const { move } = recurrence;
  if (isBusinessDate(calendar, plannedFor)) return plannedFor;
  if (move === 'skip') return null;
  const step = move === 'after' ? 1 : -1;
  const neighbour = neighbourOf(recurrence, calendar, turn, step);
  for (let date = plusDays(plannedFor, step); date !== neighbour; date = plusDays(date, step)) {
    if (isBusinessDate(calendar, date)) return date;
  }
  return null;
}

/** The next date in that direction, open or not. */
function neighbourOf(recurrence: Recurrence, calendar: Calendar, turn: number, step: 1 | -1): string {
  for (let other = turn + step; Math.abs(other - turn) <= MONTHS; other += step) {
    const date = dateOf(recurrence, calendar, other);
    if (date !== null) return date;
  }
  throw new RangeError('What comes again has a date within twelve turns.');
}

/**
 * Whether the calendar opens at all on a date, as its own clocks have it: a Saturday is one everywhere, also where it begins
 * on the office's Friday afternoon.
 */
export function isBusinessDate(calendar: Calendar, date: string): boolean {
  const { timeZone } = calendar;
  return openSpans(calendar, startOfDate(timeZone, date), startOfDate(timeZone, plusDays(date, 1))).length > 0;
}

const pick = (dates: readonly string[], which: Which) => (which === 'last' ? dates.at(-1) : dates[which - 1]) ?? null;

const mondayOf = (date: string) => plusDays(date, -weekdayOfDate(date));

const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000;

const monthOf = (turn: number): [year: number, month: number] => [Math.floor(turn / MONTHS), (turn % MONTHS) + 1];

function datesOf(turn: number): string[] {
  const [year, month] = monthOf(turn);
  return Array.from({ length: daysOf(year, month) }, (_, index) => dateText(year, month, index + 1));
}

const daysOf = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate();

const dateText = (year: number, month: number, day: number) =>
  new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);

function partsOf(date: string): [year: number, month: number] {
  return [Number(date.slice(0, 4)), Number(date.slice(5, 7))];
}
