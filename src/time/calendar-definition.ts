/**
 * Reads a written calendar and says what is wrong with it, and what to write instead.
 * The outcome, {@link OpeningRules}, speaks of local dates and minutes only: it does not know what an instant is.
 */
import { DAY, isZoneName } from './zone.ts';

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** Opening and closing as `HH:MM`; an end before the start is on the next date; `24:00` ends a date. */
export type HourSpan = readonly [start: string, end: string];

/** A calendar as people write it. Dates are `YYYY-MM-DD` in `timeZone`. */
export interface CalendarDefinition {
  readonly timeZone: string;
  readonly weekly: { readonly [day in Weekday]?: readonly HourSpan[] | undefined };
  /** Dates on which the weekly hours do not hold. */
  readonly holidays?: readonly string[] | undefined;
  /** Without `from` and `to` the weekly hours of the whole date; else that part of the date, extra hours included. */
  readonly closures?: readonly { date: string; from?: string | undefined; to?: string | undefined }[] | undefined;
  /** Hours added to a date, be it a holiday or not. */
  readonly extra?: readonly { date: string; hours: readonly HourSpan[] }[] | undefined;
}

/** A calendar that cannot be used. `path` leads to the offending value of the definition, as in `['weekly', 'mon', 0, 1]`. */
export class CalendarError extends Error {
  readonly path: readonly (string | number)[];
  constructor(message: string, path: readonly (string | number)[]) {
    super(message);
    this.name = 'CalendarError';
    this.path = path;
  }
}

/** A part of one local date in minutes since its midnight, [from, to), 0 to 1440. */
export interface DateSpan {
  readonly from: number;
  readonly to: number;
}

/** The hours by local date. A date is counted in days since 1970-01-01. Overnight spans are already cut at midnight. */
export interface OpeningRules {
  readonly timeZone: string;
  /** Seven united, sorted lists, Monday first. */
  readonly weekly: readonly (readonly DateSpan[])[];
  readonly closedDates: ReadonlySet<number>;
  readonly extra: ReadonlyMap<number, readonly DateSpan[]>;
  readonly closures: ReadonlyMap<number, readonly DateSpan[]>;
}

type Path = readonly (string | number)[];
const FULL_DATE = 24 * 60;
const WEEKLY_EXAMPLE = 'write for example { mon: [["09:00", "17:00"]] }';

/** Checks the parts of a definition one by one; throws {@link CalendarError} at the first that is wrong. */
export function readDefinition(definition: CalendarDefinition): OpeningRules {
  const { timeZone, holidays = [], closures = [], extra = [] } = definition;
  if (!isZoneName(timeZone)) {
    fail(`${quote(timeZone)} is not a time zone: write an IANA name such as Europe/Istanbul or UTC.`, ['timeZone']);
  }
  const closedDates = new Set(list(holidays, ['holidays']).map((date, index) => readDate(date, ['holidays', index])));
  const timed = new Map<number, DateSpan[]>();
  for (const [index, { date, from, to }] of list(closures, ['closures']).entries()) {
    const day = readDate(date, ['closures', index, 'date']);
    if (from === undefined && to === undefined) closedDates.add(day);
    else addCut(timed, day, readSpan(from ?? '00:00', to ?? '24:00', ['closures', index], ['from', 'to']));
  }
  const added = new Map<number, DateSpan[]>();
  for (const [index, { date, hours }] of list(extra, ['extra']).entries()) {
    const day = readDate(date, ['extra', index, 'date']);
    for (const span of readSpans(hours, ['extra', index, 'hours'])) addCut(added, day, span);
  }
  return { timeZone, weekly: readWeekly(definition.weekly), closedDates, extra: added, closures: timed };
}

function readWeekly(weekly: CalendarDefinition['weekly']): DateSpan[][] {
  if (typeof weekly !== 'object' || weekly === null) fail(`Weekly hours are missing: ${WEEKLY_EXAMPLE}.`, ['weekly']);
  const byWeekday = new Map<number, DateSpan[]>();
  for (const [key, hours] of Object.entries(weekly)) {
    const weekday = WEEKDAYS.indexOf(key as Weekday);
    if (weekday < 0) fail(`${quote(key)} is not a weekday: write one of ${WEEKDAYS.join(', ')}.`, ['weekly', key]);
    for (const span of hours === undefined ? [] : readSpans(hours, ['weekly', key])) addCut(byWeekday, weekday, span);
  }
  // What Sunday's hours leave after midnight falls on Monday.
  for (const span of byWeekday.get(7) ?? []) addCut(byWeekday, 0, span);
  return WEEKDAYS.map((_, weekday) => unite(byWeekday.get(weekday) ?? []));
}

/** Sorts spans and melts those that overlap or touch. */
export function unite(spans: readonly DateSpan[]): DateSpan[] {
  const united: DateSpan[] = [];
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    const last = united.at(-1);
    if (last && span.from <= last.to) united[united.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
    else united.push(span);
  }
  return united;
}

/** Files a span under its date, and what lies past midnight under the next: so a holiday takes only its own date's part. */
function addCut(byDay: Map<number, DateSpan[]>, day: number, { from, to }: DateSpan): void {
  const add = (date: number, part: DateSpan) => byDay.set(date, [...(byDay.get(date) ?? []), part]);
  add(day, { from, to: Math.min(to, FULL_DATE) });
  if (to > FULL_DATE) add(day + 1, { from: 0, to: to - FULL_DATE });
}

function readSpans(hours: readonly HourSpan[], path: Path): DateSpan[] {
  return list(hours, path).map((pair, index) => {
    if (!Array.isArray(pair) || pair.length !== 2) {
      fail(`${quote(pair)} is not a pair of times: write ["09:00", "17:00"].`, [...path, index]);
    }
    return readSpan(pair[0], pair[1], [...path, index], [0, 1]);
  });
}

/** Minutes since the date's midnight; the end is past 1440 where the span runs into the next date. */
function readSpan(start: string, end: string, path: Path, [startKey, endKey]: Path): DateSpan {
  const from = readTime(start, [...path, startKey as string | number]);
  const to = readTime(end, [...path, endKey as string | number]);
  if (from === FULL_DATE)
    fail('Nothing starts at 24:00: write 00:00 under the next day.', [...path, startKey as number]);
  if (from === to) {
    fail(`From ${start} to ${end} is empty: write a later end, or 00:00 to 24:00 for the whole day.`, path);
  }
  return { from, to: to < from ? to + FULL_DATE : to };
}

function readTime(text: unknown, path: Path): number {
  const parts = typeof text === 'string' ? /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text) : null;
  if (parts) return Number(parts[1]) * 60 + Number(parts[2]);
  if (text === '24:00') return FULL_DATE;
  fail(`${quote(text)} is not a time of day: write ${suggestTime(String(text))}.`, path);
}

function suggestTime(text: string): string {
  const [, hour = '', minute = '00', half = ''] =
    /^(\d{1,2})(?:[:.h](\d{2}))?(?::\d{2})?\s*(am|pm)?$/i.exec(text) ?? [];
  const hours = half === '' ? Number(hour) : (Number(hour) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
  if (hour === '' || Number(minute) > 59 || hours > 47) return 'hours and minutes from 00:00 to 24:00, such as 09:00';
  if (hours >= 24) return `${clockFace(hours - 24, minute)} (an end before the start is on the next date)`;
  return clockFace(hours, minute);
}

function clockFace(hours: number, minute: string): string {
  return `${String(hours).padStart(2, '0')}:${minute}`;
}

function readDate(text: unknown, path: Path): number {
  if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(text)) {
    fail(`${quote(text)} is not a date: write year, month and day, such as 2026-12-31.`, path);
  }
  const at = Date.parse(`${text}T00:00:00Z`);
  if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== text) {
    fail(`There is no ${text}: write a date that exists.`, path);
  }
  if (text < '1900' || text >= '2200') fail(`${text} is too far away: write a year from 1900 to 2199.`, path);
  return at / DAY;
}

function list<T>(value: readonly T[], path: Path): readonly T[] {
  if (!Array.isArray(value)) fail(`${quote(value)} is not a list: write [ … ], or [] for none.`, path);
  return value;
}

function quote(value: unknown): string {
  return JSON.stringify(value) ?? String(value);
}

function fail(message: string, path: Path): never {
  throw new CalendarError(message, path);
}
