import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { localDate, localTime, startOfDate, weekdayOfDate } from './local-date.ts';
import { type Turns, turnAt, turnsBetween } from './rota.ts';

const HOUR = 3_600_000;
const berlin: Turns = { timeZone: 'Europe/Berlin', weekday: 0, time: '09:00', startsOn: '2026-11-02', count: 3 };
const at = (text: string) => Date.parse(text);

describe('turns of a week', () => {
  test.each([
    ['the first instant of the first turn', berlin, '2026-11-02T08:00:00Z', 0],
    ['the last instant before it, though nobody has begun', berlin, '2026-11-02T07:59:59.999Z', 2],
    ['the second week', berlin, '2026-11-11T12:00:00Z', 1],
    ['the fourth week, which is the first of them again', berlin, '2026-11-23T08:00:00Z', 0],
    ['a year before', berlin, '2025-11-05T12:00:00Z', 2],
    [
      'a start in the middle of a week waits for the hand-over',
      { ...berlin, startsOn: '2026-10-28' },
      '2026-11-02T08:00:00Z',
      0,
    ],
    ['one alone', { ...berlin, count: 1 }, '2026-12-24T18:00:00Z', 0],
  ])('%s', (_remark, turns, instant, position) => {
    expect(turnAt(turns, at(instant)).position).toBe(position);
  });

  test('hand over on the wall clock: the week in which clocks go back is an hour longer, the other an hour shorter', () => {
    const lengthAt = (instant: string) => {
      const { since, until } = turnAt(berlin, at(instant));
      return (until - since) / HOUR;
    };
    expect(lengthAt('2026-10-22T12:00:00Z')).toBe(169);
    expect(lengthAt('2026-03-25T12:00:00Z')).toBe(167);
    expect(lengthAt('2026-11-11T12:00:00Z')).toBe(168);
  });

  test('hand over after the gap where clocks skip the time, and at the first of two where they show it twice', () => {
    const sundays = { ...berlin, weekday: 6, time: '02:30', startsOn: '2026-03-22' };
    expect(new Date(turnAt(sundays, at('2026-03-30T00:00:00Z')).since).toISOString()).toBe('2026-03-29T01:30:00.000Z');
    expect(new Date(turnAt(sundays, at('2026-10-26T00:00:00Z')).since).toISOString()).toBe('2026-10-25T00:30:00.000Z');
  });

  const zones = [
    'Europe/Berlin',
    'America/New_York',
    'Australia/Lord_Howe',
    'Africa/Cairo',
    'Pacific/Apia',
    'Asia/Kolkata',
  ];
  const anyTurns = fc.record({
    timeZone: fc.constantFrom(...zones),
    weekday: fc.integer({ min: 0, max: 6 }),
    time: fc.constantFrom('00:00', '00:30', '02:30', '09:00', '17:45', '23:59'),
    startsOn: fc.constantFrom('2011-12-28', '2025-12-31', '2026-03-29', '2026-10-25', '2028-02-29'),
    count: fc.integer({ min: 1, max: 5 }),
  });
  const anyInstant = fc.integer({ min: at('2008-01-01T00:00:00Z'), max: at('2040-01-01T00:00:00Z') });

  test('every instant lies in exactly one turn, and the next person follows', () => {
    fc.assert(
      fc.property(anyTurns, anyInstant, (turns, instant) => {
        const turn = turnAt(turns, instant);
        expect(turn.since).toBeLessThanOrEqual(instant);
        expect(turn.until).toBeGreaterThan(instant);
        expect(turnAt(turns, turn.since)).toEqual(turn);
        expect(turnAt(turns, turn.until - 1)).toEqual(turn);
        expect(turnAt(turns, turn.until)).toMatchObject({
          since: turn.until,
          position: (turn.position + 1) % turns.count,
        });
      }),
      { numRuns: 300 },
    );
  });

  test('every hand-over shows the agreed weekday and time, but for the time that clocks skip', () => {
    fc.assert(
      fc.property(anyTurns, anyInstant, (turns, instant) => {
        const { timeZone, weekday, time } = turns;
        const { since } = turnAt(turns, instant);
        const date = localDate(timeZone, since);
        const shown = `${weekdayOfDate(date)} ${localTime(timeZone, since)}`;
        // Half an hour or an hour is skipped; in Samoa a whole day once was.
        const isSkipped = localDate(timeZone, startOfDate(timeZone, date) - 1) < '2011-12-30' && date > '2011-12-30';
        const shownOnDate = Array.from(
          { length: 25 * 60 },
          (_, minute) => startOfDate(timeZone, date) + minute * 60_000,
        );
        const isShown = shownOnDate.some(
          (one) => localTime(timeZone, one) === time && localDate(timeZone, one) === date,
        );
        if (isShown && !isSkipped) expect(shown).toBe(`${weekday} ${time}`);
      }),
      { numRuns: 40 },
    );
  });

  test('the turns of a stretch tile it', () => {
    fc.assert(
      fc.property(anyTurns, anyInstant, fc.integer({ min: 1, max: 90 * 24 }), (turns, from, hours) => {
        const until = from + hours * HOUR;
        const found = turnsBetween(turns, from, until);
        expect(found[0]?.since).toBeLessThanOrEqual(from);
        expect(found.at(-1)?.until).toBeGreaterThanOrEqual(until);
        for (const [index, turn] of found.entries()) if (index > 0) expect(turn.since).toBe(found[index - 1]?.until);
      }),
      { numRuns: 100 },
    );
  });
});
