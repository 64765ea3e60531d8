import { describe, expect, test } from 'vitest';
import {
  dayText,
  differsIn,
  localText,
  momentText,
  refusalOf,
  shortMomentText,
  spanText,
  zoneText,
} from './moments.ts';

const friday = Date.UTC(2026, 10, 20, 15, 50);

describe('moments', () => {
  test('stand in the zone they are asked for', () => {
    expect(momentText(friday, 'Europe/Berlin')).toBe('Fri 20 Nov, 16:50');
    expect(momentText(friday, 'Asia/Seoul')).toBe('Sat 21 Nov, 00:50');
    expect(dayText(friday, 'Europe/Berlin', true)).toBe('Fri 20 Nov 2026');
  });

  test('need no weekday on the same day, and the date only when the week would mislead', () => {
    expect(shortMomentText(friday + 60_000, friday, 'Europe/Berlin')).toBe('16:51');
    expect(shortMomentText(Date.UTC(2026, 10, 23, 8), friday, 'Europe/Berlin')).toBe('Mon 09:00');
    expect(shortMomentText(Date.UTC(2026, 10, 27, 8), friday, 'Europe/Berlin')).toBe('Fri 27 Nov, 09:00');
  });

  test('fill a date field with midnight as 00', () => {
    expect(localText(Date.UTC(2026, 10, 20, 23), 'Europe/Berlin')).toBe('2026-11-21T00:00');
  });

  test('are told apart by what a clock on the wall shows', () => {
    expect(differsIn(friday, 'Europe/Berlin', 'Europe/Paris')).toBe(false);
    expect(differsIn(friday, 'Europe/Berlin', 'Europe/Istanbul')).toBe(true);
    expect(zoneText('America/New_York')).toBe('New York');
  });
});

test.each([
  [30_000, '1 min'],
  [10_000, 'under a minute'],
  [65 * 60_000, '1 h 5 min'],
  [51 * 3_600_000 + 60_000, '2 d 3 h'],
  [-120_000, '2 min'],
])('a span of %i ms reads %s', (length, text) => {
  expect(spanText(length)).toBe(text);
});

describe('a jump', () => {
  test('goes to any later minute', () => {
    expect(refusalOf('2026-11-20T16:51', friday, 'Europe/Berlin')).toBeNull();
  });

  test('is kindly refused for the present minute, for the past and for nothing', () => {
    expect(refusalOf('2026-11-20T16:50', friday, 'Europe/Berlin')).toContain('only walks forwards');
    expect(refusalOf('2025-12-31T23:59', friday, 'Europe/Berlin')).toContain('Fri 20 Nov, 16:50');
    expect(refusalOf('', friday, 'Europe/Berlin')).toContain('Choose');
  });
});
