/**
 * Lays a calendar's local hours out on physical time, once for many questions: open spans with the open time before
 * them, and business dates with their last closing. Exact on every clock change, because each stretch of one offset
 * is laid out by itself: a wall time that does not exist lies in no stretch, one that happens twice lies in two.
 * It does not parse, does not remember and does not search beyond its own edges.
 */
import { type DateSpan, type OpeningRules, unite } from './calendar-definition.ts';
import { DAY, MINUTE, type OffsetStretch, offsetStretches } from './zone.ts';

/** Open from `start` up to but not including `end`, epoch milliseconds. `openBefore` is the timeline's open time until `start`. */
export interface LaidSpan {
  readonly start: number;
  readonly end: number;
  readonly openBefore: number;
}

/** A local date (days since 1970-01-01) that has open time, and the instant at which that open time ends. */
export interface BusinessDate {
  readonly day: number;
  readonly lastClosing: number;
}

/** Every local date from `fromDay` up to but not including `toDay`, whole. Spans, dates and stretches are in order. */
export interface Timeline {
  readonly fromDay: number;
  readonly toDay: number;
  readonly stretches: readonly OffsetStretch[];
  readonly spans: readonly LaidSpan[];
  readonly dates: readonly BusinessDate[];
  /** The keys to search by, one for each span or date: searching plain numbers is what makes questions cheap. */
  readonly starts: Float64Array;
  readonly openBefore: Float64Array;
  readonly days: Float64Array;
}

/** No wall clock is further than this from UTC, in days, so a margin of it makes the edges whole. */
export const ZONE_MARGIN = 2;

/** Lays out the local dates [fromDay, toDay). */
export function layOut(rules: OpeningRules, fromDay: number, toDay: number): Timeline {
  const stretches = offsetStretches(rules.timeZone, (fromDay - ZONE_MARGIN) * DAY, (toDay + ZONE_MARGIN) * DAY);
  const spans: { start: number; end: number; openBefore: number }[] = [];
  const dates: { day: number; lastClosing: number }[] = [];
  for (const { start, end, offset } of stretches) {
    const lastDay = Math.min(toDay - 1, dayOf(end + offset - 1));
    for (let day = Math.max(fromDay, dayOf(start + offset)); day <= lastDay; day++) {
      for (const { from, to } of openOn(rules, day)) {
        const opening = Math.max(start, day * DAY + from * MINUTE - offset);
        const closing = Math.min(end, day * DAY + to * MINUTE - offset);
        if (opening >= closing) continue;
        appendSpan(spans, opening, closing);
        appendDate(dates, day, closing);
      }
    }
  }
  return {
    ...{ fromDay, toDay, stretches, spans, dates },
    starts: Float64Array.from(spans, ({ start }) => start),
    openBefore: Float64Array.from(spans, ({ openBefore }) => openBefore),
    days: Float64Array.from(dates, ({ day }) => day),
  };
}

/** (Weekly hours, none on a holiday or whole-day closure) plus extra hours, minus timed closures. */
function openOn(rules: OpeningRules, day: number): readonly DateSpan[] {
  const weekly = rules.closedDates.has(day) ? [] : (rules.weekly[weekdayOf(day)] ?? []);
  const extra = rules.extra.get(day);
  const closures = rules.closures.get(day) ?? [];
  return closures.reduce(minus, extra ? unite([...weekly, ...extra]) : weekly);
}

function minus(spans: readonly DateSpan[], hole: DateSpan): readonly DateSpan[] {
  return spans
    .flatMap(({ from, to }) => [
      { from, to: Math.min(to, hole.from) },
      { from: Math.max(from, hole.to), to },
    ])
    .filter(({ from, to }) => from < to);
}

function appendSpan(spans: { start: number; end: number; openBefore: number }[], start: number, end: number): void {
  const last = spans.at(-1);
  if (last?.end === start) last.end = end;
  else spans.push({ start, end, openBefore: last ? last.openBefore + last.end - last.start : 0 });
}

function appendDate(dates: { day: number; lastClosing: number }[], day: number, closing: number): void {
  // Clocks set back over midnight bring the earlier date once more, so the date may be the last but one.
  const known = dates.at(-1)?.day === day ? dates.at(-1) : dates.at(-2)?.day === day ? dates.at(-2) : undefined;
  if (known) known.lastClosing = closing;
  else dates.push({ day, lastClosing: closing });
}

/** The local date of a wall time (both since 1970-01-01: days from milliseconds). */
export function dayOf(wallTime: number): number {
  return Math.floor(wallTime / DAY);
}

/** 0 for Monday to 6 for Sunday. */
function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7; // 1970-01-01 was a Thursday
}

/** Index of the last of the ascending `keys` that is at most `limit`, -1 for none. */
export function lastAtMost(keys: Float64Array, limit: number): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((keys[middle] as number) <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Milliseconds of open time from the timeline's beginning until `at`. */
export function openUntil({ spans, starts }: Timeline, at: number): number {
  const span = spans[lastAtMost(starts, at)];
  return span ? span.openBefore + Math.min(at, span.end) - span.start : 0;
}

/** Wall time (milliseconds since 1970-01-01T00:00 on the zone's clocks) at an instant. */
export function wallTimeAt({ stretches }: Timeline, at: number): number {
  return at + (stretches.findLast(({ start }) => start <= at)?.offset ?? 0);
}

/** The first instant at which the clocks show `wallTime`; where they skip it, the instant at which they jump. */
export function instantOf({ stretches }: Timeline, wallTime: number): number {
  const stretch = stretches.find(({ end, offset }) => wallTime < end + offset);
  return stretch ? Math.max(wallTime - stretch.offset, stretch.start) : wallTime;
}
