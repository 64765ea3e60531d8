import { describe, expect, test } from 'vitest';
import { placeOf, roomFor, ticksOf } from './scale.ts';

const HOUR = 3_600_000;
const spring = { from: Date.UTC(2026, 2, 27, 23), to: Date.UTC(2026, 2, 30, 22) };
const berlin = 'Europe/Berlin';

describe('the scale', () => {
  test('keeps what lies outside at its edges', () => {
    const scale = { from: 1000, to: 2000 };
    expect([0, 1000, 1250, 2000, 9000].map((at) => placeOf(at, scale))).toEqual([0, 0, 25, 100, 100]);
    expect(placeOf(5, { from: 7, to: 7 })).toBe(0);
  });
});

describe('ticks', () => {
  test('stand at local midnights on both sides of a day of 23 hours', () => {
    const days = ticksOf(spring, berlin).filter(({ kind }) => kind === 'day');
    expect(days.map(({ label }) => label)).toEqual(['Sat 28', 'Sun 29', 'Mon 30', 'Tue 31']);
    expect(days.slice(1).map(({ at }, index) => (at - (days[index]?.at ?? 0)) / HOUR)).toEqual([24, 23, 24]);
  });

  test('stand at local midnights on both sides of a day of 25 hours', () => {
    const autumn = { from: Date.UTC(2026, 9, 23, 22), to: Date.UTC(2026, 9, 26, 23) };
    const days = ticksOf(autumn, berlin).filter(({ kind }) => kind === 'day');
    expect(days.slice(1).map(({ at }, index) => (at - (days[index]?.at ?? 0)) / HOUR)).toEqual([24, 25, 24]);
  });

  test('show the hour of the wall’s clock after the change', () => {
    const sunday = { from: Date.UTC(2026, 2, 28, 23), to: Date.UTC(2026, 2, 29, 22) };
    const noon = ticksOf(sunday, berlin).find(({ label }) => label === '12');
    expect(noon?.at).toBe(Date.UTC(2026, 2, 29, 10));
  });

  test('leave out an hour that the day does not have', () => {
    const morning = { from: Date.UTC(2026, 2, 28, 23), to: Date.UTC(2026, 2, 29, 9) };
    expect(ticksOf(morning, berlin).map(({ label }) => label)).not.toContain('02');
  });

  test('are days alone where a fortnight is shown', () => {
    const fortnight = { from: Date.UTC(2026, 10, 16), to: Date.UTC(2026, 10, 30) };
    expect(ticksOf(fortnight, 'UTC').every(({ kind }) => kind === 'day')).toBe(true);
  });
});

test('labels never stand closer than asked, and a day’s drives out an hour’s', () => {
  const scale = { from: 0, to: 100 };
  const ticks = [
    { at: 0, kind: 'day' as const, label: 'a' },
    { at: 18, kind: 'hour' as const, label: 'b' },
    { at: 20, kind: 'day' as const, label: 'c' },
    { at: 25, kind: 'hour' as const, label: 'd' },
    { at: 97, kind: 'day' as const, label: 'e' },
  ];
  expect(roomFor(ticks, scale, 10).map(({ label }) => label)).toEqual(['a', 'c']);
});
