import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromWall, toWall } from './wall-time.ts';

const seconds = (text: string) => Date.parse(text) / 1000;

test('an instant stands in the input as the reader’s clocks show it', () => {
  expect(toWall(seconds('2026-11-23T08:05:30Z'), 'Europe/Berlin')).toBe('2026-11-23T09:05');
  expect(toWall(seconds('2026-11-23T08:05:00Z'), 'Asia/Kathmandu')).toBe('2026-11-23T13:50');
});

test('a typed time comes back as the instant it means there', () => {
  expect(fromWall('2026-11-23T09:05', 'Europe/Berlin')).toBe(seconds('2026-11-23T08:05:00Z'));
  expect(fromWall('2026-07-01T09:05', 'America/New_York')).toBe(seconds('2026-07-01T13:05:00Z'));
});

test('a time that clocks show twice is the first, one they skip lies behind the gap', () => {
  expect(fromWall('2026-10-25T02:30', 'Europe/Berlin')).toBe(seconds('2026-10-25T00:30:00Z'));
  expect(fromWall('2026-03-29T02:30', 'Europe/Berlin')).toBe(seconds('2026-03-29T01:30:00Z'));
});

test.each(['', 'tomorrow', '2026-13-01T00:00', '2026-11-23'])('%j is no time', (typed) => {
  expect(fromWall(typed, 'Europe/Berlin')).toBeNull();
});

test('every minute that a zone’s clocks show reads back as an instant that shows it', () => {
  const zones = fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Auckland', 'UTC');
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2_000_000_000 }), zones, (at, zone) => {
      const wall = toWall(at, zone);
      expect(toWall(fromWall(wall, zone) ?? 0, zone)).toBe(wall);
    }),
  );
});
