import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseCalendar } from './calendar.ts';
import { localTime, plusDays } from './local-date.ts';
import { isBusinessDate, nextOccurrence, occurrencesBetween, type Pattern, type Recurrence } from './recurrence.ts';

const timeZone = 'Europe/Berlin';
const weekly = { mon: nine(), tue: nine(), wed: nine(), thu: nine(), fri: nine() };
function nine() {
  return [['09:00', '17:00']] as const;
}
const calendar = parseCalendar({
  timeZone,
  weekly,
  holidays: ['2026-12-25', '2027-01-01', '2027-03-26', '2027-03-29'],
  closures: [
    '2026-12-21',
    '2026-12-22',
    '2026-12-23',
    '2026-12-24',
    '2026-12-28',
    '2026-12-29',
    '2026-12-30',
    '2026-12-31',
  ].map((date) => ({ date })),
});

const friday: Pattern = { kind: 'weekly', weekday: 4, every: 1, from: '2026-11-02' };
const of = (pattern: Pattern, move: Recurrence['move'] = 'before', time = '15:00'): Recurrence => ({
  pattern,
  time,
  timeZone,
  move,
});
const dates = (recurrence: Recurrence, from: string, until: string) =>
  occurrencesBetween(recurrence, calendar, Date.parse(from), Date.parse(until)).map(({ date }) => date);

describe('on which dates it comes', () => {
  test.each<[string, Recurrence, string, string, string[]]>([
    ['every Friday', of(friday), '2026-11-01', '2026-11-30', ['2026-11-06', '2026-11-13', '2026-11-20', '2026-11-27']],
    [
      'every two weeks, counted from one of them',
      of({ ...friday, every: 2, from: '2026-11-13' }),
      '2026-11-01',
      '2026-12-18',
      ['2026-11-13', '2026-11-27', '2026-12-11'],
    ],
    [
      'the first business day',
      of({ kind: 'business-day-of-month', which: 1 }),
      '2026-12-01',
      '2027-03-01',
      ['2026-12-01', '2027-01-04', '2027-02-01'],
    ],
    [
      'the last business day, with the office closed',
      of({ kind: 'business-day-of-month', which: 'last' }),
      '2026-12-01',
      '2027-02-01',
      ['2026-12-18', '2027-01-29'],
    ],
    [
      'the last Thursday',
      of({ kind: 'weekday-of-month', which: 'last', weekday: 3 }, 'skip'),
      '2026-11-01',
      '2027-02-01',
      ['2026-11-26', '2027-01-28'],
    ],
    [
      'the 31st, in a shorter month the last day',
      of({ kind: 'date-of-month', which: 31 }, 'before'),
      '2027-01-01',
      '2027-05-01',
      ['2027-01-29', '2027-02-26', '2027-03-31', '2027-04-30'],
    ],
    [
      'the 29th of February',
      of({ kind: 'yearly', month: 2, day: 29 }, 'after'),
      '2027-01-01',
      '2029-01-01',
      ['2027-03-01', '2028-02-29'],
    ],
    [
      'a fifth Monday only in months that have one',
      of({ kind: 'weekday-of-month', which: 5, weekday: 0 }),
      '2026-11-01',
      '2027-04-01',
      ['2026-11-30', '2027-03-25'],
    ],
  ])('%s', (_what, recurrence, from, until, expected) => {
    expect(dates(recurrence, from, until)).toEqual(expected);
  });

  test('a weekend is one on clocks far from the office too, also where its office is open for a part of that date', () => {
    const seoul = (which: number): Recurrence => ({ ...of({ kind: 'date-of-month', which }), timeZone: 'Asia/Seoul' });
    expect(dates(seoul(14), '2026-11-01', '2026-11-30')).toEqual(['2026-11-13']);
    expect(dates(seoul(16), '2026-11-01', '2026-11-30')).toEqual(['2026-11-16']);
  });

  test('a holiday moves it to the business date before or after it, or leaves it out', () => {
    const around = ['2027-03-20', '2027-04-01'] as const;
    expect(dates(of(friday, 'before'), ...around)).toEqual(['2027-03-25']);
    expect(dates(of(friday, 'after'), ...around)).toEqual(['2027-03-30']);
    expect(dates(of(friday, 'skip'), ...around)).toEqual([]);
  });

  test('a fortnight of closing leaves no heap before or after it', () => {
    expect(dates(of(friday, 'before'), '2026-12-14', '2027-01-12')).toEqual(['2026-12-18', '2027-01-08']);
    expect(dates(of(friday, 'after'), '2026-12-14', '2027-01-12')).toEqual(['2026-12-18', '2027-01-04', '2027-01-08']);
  });
});

test('the hour is that of the wall clock: once where it comes twice, after the gap where it is skipped', () => {
  const nights = parseCalendar({ timeZone, weekly: { sun: [['00:00', '24:00']] } });
  const sundays = of({ ...friday, weekday: 6 }, 'skip', '02:30');
  const inZone = (from: string, until: string) =>
    occurrencesBetween(sundays, nights, Date.parse(from), Date.parse(until)).map(({ at }) =>
      new Date(at).toISOString(),
    );
  expect(inZone('2026-10-24', '2026-10-27')).toEqual(['2026-10-25T00:30:00.000Z']);
  expect(inZone('2027-03-27', '2027-03-30')).toEqual(['2027-03-28T01:30:00.000Z']);
});

test('a date is a date of its own zone, whatever the clocks of the office show', () => {
  const inTokyo = { ...of(friday), timeZone: 'Asia/Tokyo', time: '07:00' };
  const [one] = occurrencesBetween(inTokyo, calendar, Date.parse('2026-11-05'), Date.parse('2026-11-07'));
  expect(one).toEqual({ date: '2026-11-06', plannedFor: '2026-11-06', at: Date.parse('2026-11-05T22:00:00Z') });
});

test('none comes where the calendar does not open any more', () => {
  const once = parseCalendar({ timeZone, weekly: {}, extra: [{ date: '2026-11-06', hours: nine() }] });
  expect(nextOccurrence(of(friday, 'skip'), once, Date.parse('2026-11-01'))?.date).toBe('2026-11-06');
  expect(nextOccurrence(of(friday, 'skip'), once, Date.parse('2026-11-07'))).toBeNull();
});

const anyPattern: fc.Arbitrary<Pattern> = fc.oneof(
  fc.record({
    kind: fc.constant('weekly' as const),
    weekday: fc.integer({ min: 0, max: 6 }),
    every: fc.integer({ min: 1, max: 6 }),
    from: fc.constantFrom('2026-01-01', '2026-11-05'),
  }),
  fc.record({
    kind: fc.constant('weekday-of-month' as const),
    which: fc.constantFrom(1, 2, 4, 'last' as const),
    weekday: fc.integer({ min: 0, max: 6 }),
  }),
  fc.record({ kind: fc.constant('business-day-of-month' as const), which: fc.constantFrom(1, 3, 'last' as const) }),
  fc.record({ kind: fc.constant('date-of-month' as const), which: fc.constantFrom(1, 15, 31, 'last' as const) }),
  fc.record({
    kind: fc.constant('yearly' as const),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 31 }),
  }),
);
const anyRecurrence = fc.record({
  pattern: anyPattern,
  time: fc.constantFrom('00:00', '02:30', '09:00', '15:00', '23:59'),
  timeZone: fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Tokyo', 'Africa/Cairo', 'Pacific/Apia'),
  move: fc.constantFrom('before' as const, 'after' as const, 'skip' as const),
});
const anyStart = fc.integer({ min: Date.parse('2026-01-01'), max: Date.parse('2028-01-01') });

describe('whatever comes again', () => {
  test('comes on open dates only, in order, never two on one date, and at its hour', () => {
    fc.assert(
      fc.property(anyRecurrence, anyStart, (recurrence, start) => {
        const found = occurrencesBetween(recurrence, calendar, start, start + 400 * 86_400_000);
        expect(new Set(found.map(({ date }) => date)).size).toBe(found.length);
        for (const [index, { date, at }] of found.entries()) {
          expect(isBusinessDate(calendar, date)).toBe(true);
          expect(at).toBeGreaterThan(found[index - 1]?.at ?? 0);
          if (recurrence.time !== '02:30' && recurrence.time !== '00:00')
            expect(localTime(recurrence.timeZone, at)).toBe(recurrence.time);
        }
      }),
      { numRuns: 30 },
    );
  });

  test('one after the other is the same as all at once, and asked in two parts nothing is lost or twice', () => {
    fc.assert(
      fc.property(anyRecurrence, anyStart, fc.integer({ min: 1, max: 399 }), (recurrence, start, day) => {
        const until = start + 400 * 86_400_000;
        const all = occurrencesBetween(recurrence, calendar, start, until);
        const middle = start + day * 86_400_000;
        const inParts = [
          ...occurrencesBetween(recurrence, calendar, start, middle),
          ...occurrencesBetween(recurrence, calendar, middle, until),
        ];
        expect(inParts).toEqual(all);
        const walked = [];
        for (let at = start - 1; ; ) {
          const next = nextOccurrence(recurrence, calendar, at);
          if (next === null || next.at >= until) break;
          walked.push(next);
          at = next.at;
        }
        expect(walked).toEqual(all);
      }),
      { numRuns: 30 },
    );
  });

  test('is planned for the dates that its words say, however these are moved', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 6 }), anyStart, (weekday, start) => {
        const recurrence = of({ ...friday, weekday }, 'after');
        for (const { plannedFor, date } of occurrencesBetween(recurrence, calendar, start, start + 60 * 86_400_000)) {
          expect((new Date(plannedFor).getUTCDay() + 6) % 7).toBe(weekday);
          expect(date < plusDays(plannedFor, 7)).toBe(true);
        }
      }),
    );
  });
});
