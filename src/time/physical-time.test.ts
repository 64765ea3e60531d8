/**
 * The fast calendar against a slow one that shares nothing with it: for each step of physical time luxon is asked what
 * the wall clock shows, and the definition's own words are read afresh.
 */
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import {
  addBusinessDays,
  addBusinessTime,
  businessTimeBetween,
  endOfBusinessDay,
  openSpans,
  subtractBusinessTime,
} from './business-time.ts';
import {
  type Calendar,
  type CalendarDefinition,
  type HourSpan,
  isOpen,
  nextOpening,
  parseCalendar,
  type Weekday,
} from './calendar.ts';

const MINUTE = 60_000;
const QUARTER = 15 * MINUTE;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

interface Step {
  readonly at: number;
  readonly date: string;
  readonly open: boolean;
}

/** What is open at each step of [from, to), by the wall clock. */
function walk(definition: CalendarDefinition, from: number, to: number, step: number): Step[] {
  const steps: Step[] = [];
  for (let at = from; at < to; at += step) {
    const wall = DateTime.fromMillis(at, { zone: definition.timeZone });
    steps.push({ at, date: wall.toISODate() ?? '', open: openByTheBook(definition, wall) });
  }
  return steps;
}

function openByTheBook(definition: CalendarDefinition, wall: DateTime): boolean {
  const time = wall.toFormat('HH:mm');
  const noon = DateTime.fromISO(`${wall.toISODate()}T12:00`, { zone: 'UTC' });
  const [today, yesterday] = [noon, noon.minus({ days: 1 })];
  const holds = (spansOf: (day: DateTime) => readonly HourSpan[]) =>
    spansOf(today).some(([from, to]) => from <= time && (time < to || to < from)) ||
    spansOf(yesterday).some(([from, to]) => to < from && time < to);
  const on = (day: DateTime) => (entry: { date: string }) => entry.date === day.toISODate();
  const closures = definition.closures ?? [];
  const wholeDay = closures.filter((closure) => !closure.from && !closure.to).some(on(today));
  const timed = closures.filter((closure) => closure.from || closure.to);
  if (holds((day) => timed.filter(on(day)).map(({ from = '00:00', to = '24:00' }) => [from, to]))) return false;
  if (holds((day) => (definition.extra ?? []).filter(on(day)).flatMap(({ hours }) => hours))) return true;
  if (wholeDay || definition.holidays?.includes(today.toISODate() ?? '')) return false;
  return holds((day) => definition.weekly[day.toFormat('ccc').toLowerCase() as Weekday] ?? []);
}

function allWeek(timeZone: string, ...hours: HourSpan[]): CalendarDefinition {
  return { timeZone, weekly: { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours, sat: hours, sun: hours } };
}

const changes: [string, string, string][] = [
  ['an hour forward at two', 'Europe/Berlin', '2026-03-29T01:00Z'],
  ['an hour back at three', 'Europe/Berlin', '2026-10-25T01:00Z'],
  ['an hour forward in New York', 'America/New_York', '2026-03-08T07:00Z'],
  ['an hour back in New York', 'America/New_York', '2026-11-01T06:00Z'],
  ['half an hour forward on Lord Howe', 'Australia/Lord_Howe', '2026-10-03T15:30Z'],
  ['half an hour back on Lord Howe', 'Australia/Lord_Howe', '2026-04-04T15:00Z'],
  ['the date Apia skipped', 'Pacific/Apia', '2011-12-30T10:00Z'],
  ['the date Kwajalein skipped', 'Pacific/Kwajalein', '1993-08-21T12:00Z'],
  ['the start of Ramadan in Casablanca', 'Africa/Casablanca', '2026-02-15T02:00Z'],
  ['the end of Ramadan in Casablanca', 'Africa/Casablanca', '2026-03-22T02:00Z'],
  ['45 minutes off the hour on Chatham', 'Pacific/Chatham', '2026-04-04T14:00Z'],
  ['45 minutes off the hour in Kathmandu', 'Asia/Kathmandu', '1985-12-31T18:30Z'],
  ['midnight missing in Havana', 'America/Havana', '2026-03-08T05:00Z'],
  ['midnight twice in Havana', 'America/Havana', '2026-11-01T05:00Z'],
  ['midnight missing in Beirut', 'Asia/Beirut', '2026-03-28T22:00Z'],
  ['the hour before midnight twice in Beirut', 'Asia/Beirut', '2026-10-24T21:00Z'],
  ['a minute of the next date before the old one again', 'America/St_Johns', '2006-10-29T02:31Z'],
  ['two hours forward at Troll', 'Antarctica/Troll', '2026-03-29T01:00Z'],
  ['half an hour forward to midnight in Pyongyang', 'Asia/Pyongyang', '2018-05-04T15:00Z'],
];

const shapes: [string, (timeZone: string) => CalendarDefinition][] = [
  ['around the clock', (timeZone) => allWeek(timeZone, ['00:00', '24:00'])],
  ['at night', (timeZone) => allWeek(timeZone, ['21:45', '02:15'])],
  [
    'in small spans',
    (timeZone) => allWeek(timeZone, ['23:00', '23:59'], ['00:00', '00:01'], ['01:10', '01:50'], ['02:10', '02:40']),
  ],
];

describe.each(changes)('%s', (_what, timeZone, around) => {
  it.each(shapes)('is counted minute by minute %s', (_shape, define) => {
    const definition = define(timeZone);
    const calendar = parseCalendar(definition);
    const from = Date.parse(around) - 3 * HOUR;
    const steps = walk(definition, from, from + 6 * HOUR, MINUTE);
    expect(steps.map(({ at }) => isOpen(calendar, at))).toEqual(steps.map(({ open }) => open));
    const minutes = steps.map(({ at }) => businessTimeBetween(calendar, from, at) / MINUTE);
    expect(minutes).toEqual(steps.map((_, index) => steps.slice(0, index).filter(({ open }) => open).length));
  });
});

// St. John's changed a minute past midnight, off the quarters that the random situations are walked in.
const onQuarters = changes.map(([, timeZone]) => timeZone).filter((timeZone) => timeZone !== 'America/St_Johns');
const zones = [...new Set(onQuarters), 'UTC', 'Europe/Istanbul', 'Asia/Kolkata'];
const clockTime = (last: number) =>
  fc.integer({ min: 0, max: last }).map((quarter) => {
    const [hours, minutes] = [Math.floor(quarter / 4), (quarter % 4) * 15];
    return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
  });
const span: fc.Arbitrary<HourSpan> = fc.tuple(clockTime(95), clockTime(96)).filter(([from, to]) => from !== to);
const hours = fc.array(span, { maxLength: 3 });

/** A calendar with whatever may happen to it, and an instant close to a clock change of its zone, on a quarter of an hour. */
const situation = fc
  .record({
    timeZone: fc.constantFrom(...zones),
    spare: fc.nat(1000),
    weekly: fc.record({ mon: hours, tue: hours, wed: hours, thu: hours, fri: hours, sat: hours, sun: hours }),
    monday: span,
    holidays: fc.array(fc.integer({ min: -3, max: 5 }), { maxLength: 2 }),
    closures: fc.array(fc.record({ day: fc.integer({ min: -3, max: 5 }), span: fc.option(span) }), { maxLength: 2 }),
    extra: fc.array(fc.record({ day: fc.integer({ min: -3, max: 5 }), hours }), { maxLength: 2 }),
    quarters: fc.integer({ min: -192, max: 96 }),
  })
  .map(({ timeZone, spare, weekly, monday, holidays, closures, extra, quarters }) => {
    const own = changes.filter(([, zone]) => zone === timeZone).map(([, , at]) => Date.parse(at));
    const pivot = Math.floor((own[spare % Math.max(1, own.length)] ?? Date.UTC(2026, 4, 1, 12)) / QUARTER) * QUARTER;
    const date = (day: number) => new Date(pivot + day * DAY).toISOString().slice(0, 10);
    const definition: CalendarDefinition = {
      timeZone,
      weekly: { ...weekly, mon: [...weekly.mon, monday] },
      holidays: holidays.map(date),
      closures: closures.map(({ day, span: part }) => ({
        date: date(day),
        ...(part && part[0] < part[1] ? { from: part[0], to: part[1] } : {}),
      })),
      extra: extra.map((entry) => ({ date: date(entry.day), hours: entry.hours })),
    };
    return { definition, calendar: parseCalendar(definition), at: pivot + quarters * QUARTER };
  });

const duration = fc.integer({ min: 1, max: 120 * HOUR });
const few = { numRuns: 25 };
const many = { numRuns: 100 };

describe('any calendar near any clock change', () => {
  it('is open when the wall clock says so, and counts what it is open', () => {
    fc.assert(
      fc.property(situation, ({ definition, calendar, at }) => {
        const steps = walk(definition, at, at + 2 * DAY, QUARTER);
        expect(steps.map((step) => isOpen(calendar, step.at))).toEqual(steps.map((step) => step.open));
        const open = steps.filter((step) => step.open).length * QUARTER;
        expect(businessTimeBetween(calendar, at, at + 2 * DAY)).toBe(open);
        const spans = openSpans(calendar, at, at + 2 * DAY);
        expect(spans.reduce((sum, { start, end }) => sum + end - start, 0)).toBe(open);
      }),
      few,
    );
  });

  it('counts business dates as the wall clock shows them', () => {
    fc.assert(
      fc.property(situation, fc.integer({ min: 0, max: 3 }), ({ definition, calendar, at }, n) => {
        const steps = walk(definition, at - 2 * DAY, at + 7 * DAY, QUARTER);
        const today = steps.find((step) => step.at === at)?.date ?? '';
        const closings = new Map(steps.filter((step) => step.open).map(({ date, at }) => [date, at + QUARTER]));
        const later = [...closings.keys()].filter((date) => date > today).toSorted();
        const ahead = (closings.get(today) ?? 0) > at;
        const target = n === 0 ? (ahead ? today : later[0]) : later[n - 1];
        fc.pre(target !== undefined && target < (steps.at(-1)?.date ?? ''));
        expect(endOfBusinessDay(calendar, at, n)).toBe(closings.get(target));
        expect(addBusinessDays(calendar, at, 0)).toBe(at);
        fc.pre(n > 0);
        const wall = (instant: number) => DateTime.fromMillis(instant, { zone: definition.timeZone }).toFormat('HH:mm');
        // The first step that shows the time, or is past it because the clocks skipped it; then the first open one.
        const reached = steps.findIndex(({ date, at: step }) => date === target && wall(step) >= wall(at));
        const skipped = steps.findIndex(({ date }) => date > target);
        const next = steps.slice(reached < 0 ? skipped : reached).find(({ open }) => open);
        fc.pre(next !== undefined);
        expect(addBusinessDays(calendar, at, n)).toBe(next.at);
      }),
      few,
    );
  });

  it('measures exactly what was added, and closes no sooner', () => {
    fc.assert(
      fc.property(situation, duration, fc.nat(QUARTER), ({ calendar, at }, ms, late) => {
        const due = addBusinessTime(calendar, at + late, ms);
        expect(businessTimeBetween(calendar, at + late, due)).toBe(ms);
        expect(businessTimeBetween(calendar, at + late, due - 1)).toBe(ms - 1);
      }),
      many,
    );
  });

  it('takes away what was added, back to the opening it began with', () => {
    fc.assert(
      fc.property(situation, duration, ({ calendar, at }, ms) => {
        const due = addBusinessTime(calendar, at, ms);
        const back = subtractBusinessTime(calendar, due, ms);
        expect(back).toBe(nextOpening(calendar, at));
        expect(isOpen(calendar, back)).toBe(true);
        expect(addBusinessTime(calendar, back, ms)).toBe(due);
      }),
      many,
    );
  });

  it('adds up: two durations one after the other are their sum', () => {
    fc.assert(
      fc.property(situation, duration, duration, ({ calendar, at }, one, other) => {
        const sum = addBusinessTime(calendar, at, one + other);
        expect(addBusinessTime(calendar, addBusinessTime(calendar, at, one), other)).toBe(sum);
      }),
      many,
    );
  });

  it('never makes a later question due sooner', () => {
    fc.assert(
      fc.property(situation, duration, duration, ({ calendar, at }, later, ms) => {
        expect(addBusinessTime(calendar, at + later, ms)).toBeGreaterThanOrEqual(addBusinessTime(calendar, at, ms));
        expect(nextOpening(calendar, at + later)).toBeGreaterThanOrEqual(nextOpening(calendar, at));
        expect(endOfBusinessDay(calendar, at + later, 1)).toBeGreaterThan(at + later);
      }),
      many,
    );
  });

  it('measures in parts what it measures whole, in any order', () => {
    const away = fc.integer({ min: -400 * DAY, max: 400 * DAY });
    fc.assert(
      fc.property(situation, away, away, ({ calendar, at }, one, other) => {
        const [a, b, c] = [at, at + one, at + other];
        const whole = businessTimeBetween(calendar, a, c);
        expect(businessTimeBetween(calendar, a, b) + businessTimeBetween(calendar, b, c)).toBe(whole);
      }),
      { numRuns: 50 },
    );
  });
});

const questions: [string, (calendar: Calendar, at: number) => number][] = [
  ['whether it is open', (calendar, at) => Number(isOpen(calendar, at))],
  ['the next opening', nextOpening],
  ['the open time before', (calendar, at) => businessTimeBetween(calendar, at - 30 * HOUR, at)],
  ['thirty hours on', (calendar, at) => addBusinessTime(calendar, at, 30 * HOUR)],
  ['thirty hours back', (calendar, at) => subtractBusinessTime(calendar, at, 30 * HOUR)],
  ['the end of the date', (calendar, at) => endOfBusinessDay(calendar, at, 0)],
  ['the end of the third date on', (calendar, at) => endOfBusinessDay(calendar, at, 3)],
  ['a business day on', (calendar, at) => addBusinessDays(calendar, at, 1)],
];

describe.each(questions)('asked for %s, hour after hour for two years', (_question, ask) => {
  it.each(['Pacific/Apia', 'Pacific/Pago_Pago'])(
    'a calendar never depends on what it was asked before, in %s',
    (zone) => {
      const define = () => parseCalendar(allWeek(zone, ['22:00', '01:00'], ['09:00', '17:00']));
      const [first, last] = [Date.UTC(2025, 0, 1), Date.UTC(2027, 0, 1)];
      const whole = define();
      businessTimeBetween(whole, first - 500 * DAY, last + 500 * DAY);
      const instants = Array.from({ length: (last - first) / (5 * HOUR) }, (_, index) => first + index * 5 * HOUR);
      const [forwards, backwards] = [define(), define()];
      expect(instants.filter((at) => ask(forwards, at) !== ask(whole, at))).toEqual([]);
      expect(instants.toReversed().filter((at) => ask(backwards, at) !== ask(whole, at))).toEqual([]);
    },
  );
});
