/**
 * A calendar: when it is open. Parsed once from what people write, then asked many times.
 * It keeps no clock, reads no file and knows no list of public holidays: whoever writes the definition names them.
 */
import { type CalendarDefinition, CalendarError, type OpeningRules, readDefinition } from './calendar-definition.ts';
import { dayOf, lastAtMost, layOut, type Timeline, ZONE_MARGIN } from './timeline.ts';
import { DAY } from './zone.ts';

export { type CalendarDefinition, CalendarError, type HourSpan, type Weekday } from './calendar-definition.ts';

/** Opaque: ask it through the functions of `src/time`. */
export interface Calendar {
  readonly timeZone: string;
  /** For `src/time` only: the hours laid out at least from `from` to `to`. */
  readonly timeline: (from: number, to: number) => Timeline;
  /** For `src/time` only: no opening begins before or after these instants. */
  readonly limits: { readonly first: number; readonly last: number };
}

const FIRST_INSTANT = Date.UTC(1900, 0, 1);
const LAST_INSTANT = Date.UTC(2200, 0, 1);
/** Laid out in one go, in days: some past for what is measured, a good year ahead for what is planned. */
const [PAST, AHEAD] = [40, 400];

/**
 * Makes a calendar from its definition. Throws {@link CalendarError} (with `path` and what to write instead) for a
 * wrong time, date, zone or span, and for a calendar that never opens.
 */
export function parseCalendar(definition: CalendarDefinition): Calendar {
  const rules = readDefinition(definition);
  const limits = openingLimits(rules);
  let laid: Timeline | undefined;
  const timeline = (from: number, to: number) => {
    const [fromDay, toDay] = [dayOf(from) - ZONE_MARGIN, dayOf(to) + ZONE_MARGIN + 1];
    if (!laid || fromDay < laid.fromDay || toDay > laid.toDay) {
      laid = layOut(
        rules,
        Math.min(fromDay - PAST, laid?.fromDay ?? Number.POSITIVE_INFINITY),
        Math.max(toDay + AHEAD, laid?.toDay ?? Number.NEGATIVE_INFINITY),
      );
    }
    return laid;
  };
  return Object.freeze({ timeZone: rules.timeZone, timeline, limits });
}

/** A calendar that is always open, its dates those of `timeZone` (IANA name; throws {@link CalendarError} if unknown). */
export function aroundTheClock(timeZone: string): Calendar {
  const day = [['00:00', '24:00']] as const;
  return parseCalendar({ timeZone, weekly: { mon: day, tue: day, wed: day, thu: day, fri: day, sat: day, sun: day } });
}

/** Whether the calendar is open at the instant `at` (epoch milliseconds). Opening is open, closing is closed. */
export function isOpen(calendar: Calendar, at: number): boolean {
  const { spans, starts } = timelineAt(calendar, at);
  const span = spans[lastAtMost(starts, at)];
  return span !== undefined && at < span.end;
}

/**
 * `at` itself when open, else the next opening (epoch milliseconds).
 * Throws {@link CalendarError} when no opening is left, which only a calendar without weekly hours can come to.
 */
export function nextOpening(calendar: Calendar, at: number): number {
  return findLater(calendar, at, ({ spans, starts }) => {
    const index = lastAtMost(starts, at);
    const current = spans[index];
    return current && at < current.end ? at : spans[index + 1]?.start;
  });
}

/** The timeline around one instant. Throws RangeError for what is no instant of the years 1900 to 2199. */
export function timelineAt(calendar: Calendar, at: number): Timeline {
  assertInstant(at);
  return calendar.timeline(at, at);
}

/** Throws RangeError unless `at` is epoch milliseconds in the years 1900 to 2199. */
export function assertInstant(at: number): void {
  if (!(at >= FIRST_INSTANT && at < LAST_INSTANT)) {
    throw new RangeError(`${at} is not an instant of the years 1900 to 2199 in epoch milliseconds`);
  }
}

/** What `find` finds on a timeline reaching from `at` ever further ahead; throws {@link CalendarError} at the calendar's end. */
export function findLater<T>(calendar: Calendar, at: number, find: (timeline: Timeline) => T | undefined): T {
  assertInstant(at);
  for (let reach = at; ; reach = Math.min(calendar.limits.last, reach + AHEAD * DAY + (reach - at))) {
    const found = find(calendar.timeline(at, reach));
    if (found !== undefined) return found;
    if (reach >= calendar.limits.last) throw endOfCalendar(at, reach);
  }
}

/** The same backwards. */
export function findEarlier<T>(calendar: Calendar, at: number, find: (timeline: Timeline) => T | undefined): T {
  assertInstant(at);
  for (let reach = at; ; reach = Math.max(calendar.limits.first, reach - AHEAD * DAY - (at - reach))) {
    const found = find(calendar.timeline(reach, at));
    if (found !== undefined) return found;
    if (reach <= calendar.limits.first) throw endOfCalendar(at, reach);
  }
}

function endOfCalendar(at: number, limit: number): CalendarError {
  const [when, until] = [at, limit].map((instant) => new Date(instant).toISOString());
  const missing = `has not enough open time ${limit < at ? 'before' : 'after'} ${when} (looked as far as ${until})`;
  return new CalendarError(`The calendar ${missing}: write weekly hours or more extra dates.`, ['extra']);
}

/** Weekly hours go on for ever; extra dates have a first and a last, and must open at least once. */
function openingLimits(rules: OpeningRules): Calendar['limits'] {
  if (rules.weekly.some((spans) => spans.length > 0)) return { first: FIRST_INSTANT, last: LAST_INSTANT };
  const days = [...rules.extra.keys()].filter((day) => layOut(rules, day, day + 1).spans.length > 0);
  if (days.length === 0) {
    throw new CalendarError('The calendar never opens: write hours such as mon: [["09:00", "17:00"]].', ['weekly']);
  }
  const reduce = (pick: (a: number, b: number) => number) => days.reduce((a, b) => pick(a, b));
  return { first: (reduce(Math.min) - ZONE_MARGIN) * DAY, last: (reduce(Math.max) + ZONE_MARGIN) * DAY };
}
