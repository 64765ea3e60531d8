/**
 * Counting open time and business dates of a calendar. Instants and durations are milliseconds, instants since the
 * epoch. Pure: the same question always has the same answer. It does not know targets, warnings or who is asked.
 */
import { assertInstant, type Calendar, findEarlier, findLater, nextOpening } from './calendar.ts';
import { dayOf, instantOf, lastAtMost, openUntil, wallTimeAt } from './timeline.ts';
import { DAY } from './zone.ts';

export { isOpen, nextOpening } from './calendar.ts';

/**
 * The first instant by which `ms` of open time have passed since `at`: exactly at closing stays at closing.
 * Adding nothing gives `at`, open or not. Throws RangeError when `ms` is negative, CalendarError when so much open
 * time never comes.
 */
export function addBusinessTime(calendar: Calendar, at: number, ms: number): number {
  assertDuration(ms);
  if (ms === 0) return at;
  return findLater(calendar, at, (timeline) => {
    const total = openUntil(timeline, at) + ms;
    const index = lastAtMost(timeline.openBefore, total);
    const span = timeline.spans[index];
    if (!span) return undefined;
    // Just enough by the closing before: the due time stays there and does not wait for this opening.
    if (span.openBefore === total) return timeline.spans[index - 1]?.end;
    const found = span.start + total - span.openBefore;
    return found <= span.end ? found : undefined;
  });
}

/**
 * The last instant from which `ms` of open time pass until `at`: exactly at opening stays at opening, so that a
 * warning never moves into the night before. Taking nothing away gives `at`. Errors as in {@link addBusinessTime}.
 */
export function subtractBusinessTime(calendar: Calendar, at: number, ms: number): number {
  assertDuration(ms);
  if (ms === 0) return at;
  return findEarlier(calendar, at, (timeline) => {
    const total = openUntil(timeline, at) - ms;
    const span = timeline.spans[lastAtMost(timeline.openBefore, total)];
    return span && span.start + total - span.openBefore;
  });
}

/** Milliseconds of open time from `from` until `to`; negative when `to` is the earlier. */
export function businessTimeBetween(calendar: Calendar, from: number, to: number): number {
  assertInstant(from);
  assertInstant(to);
  const timeline = calendar.timeline(Math.min(from, to), Math.max(from, to));
  return openUntil(timeline, to) - openUntil(timeline, from);
}

/** An open interval [start, end), epoch milliseconds. */
export interface OpenSpan {
  readonly start: number;
  readonly end: number;
}

/** The open intervals within [from, to), in order and apart from each other; none when `to` is not after `from`. */
export function openSpans(calendar: Calendar, from: number, to: number): OpenSpan[] {
  assertInstant(from);
  assertInstant(to);
  if (to <= from) return [];
  const { spans, starts } = calendar.timeline(from, to);
  return spans
    .slice(Math.max(0, lastAtMost(starts, from)), lastAtMost(starts, to) + 1)
    .map(({ start, end }) => ({ start: Math.max(start, from), end: Math.min(end, to) }))
    .filter(({ start, end }) => start < end);
}

/**
 * The last closing of the `n`th business date after the local date of `at`; for n = 0 of that date itself if still
 * ahead, else of the next business date. Hours that run past midnight close a date at midnight.
 * Throws RangeError unless n is 0, 1, 2, …; CalendarError when there is no such date.
 */
export function endOfBusinessDay(calendar: Calendar, at: number, n: number): number {
  assertCount(n);
  return findLater(calendar, at, (timeline) => {
    const today = dayOf(wallTimeAt(timeline, at));
    const { dates, days } = timeline;
    const index = lastAtMost(days, today);
    const current = dates[index];
    if (n === 0 && current?.day === today && current.lastClosing > at) return current.lastClosing;
    return dates[index + Math.max(1, n)]?.lastClosing;
  });
}

/**
 * The same local time on the `n`th business date after the local date of `at`, moved to the next opening if closed.
 * A local time that date skips counts as the end of the gap, one it has twice as the first. n = 0 gives `at`.
 * Errors as in {@link endOfBusinessDay}.
 */
export function addBusinessDays(calendar: Calendar, at: number, n: number): number {
  assertCount(n);
  if (n === 0) return at;
  const sameTime = findLater(calendar, at, (timeline) => {
    const wallTime = wallTimeAt(timeline, at);
    const today = dayOf(wallTime);
    const target = timeline.dates[lastAtMost(timeline.days, today) + n];
    return target && instantOf(timeline, wallTime + (target.day - today) * DAY);
  });
  return nextOpening(calendar, sameTime);
}

function assertDuration(ms: number): void {
  if (!(ms >= 0 && ms < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`${ms} is not a duration: give milliseconds, 0 or more`);
  }
}

function assertCount(n: number): void {
  if (!Number.isInteger(n) || n < 0) throw new RangeError(`${n} is not a number of business dates: give 0, 1, 2, …`);
}
