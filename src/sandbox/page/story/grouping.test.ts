import { describe, expect, test } from 'vitest';
import type { StoryLine } from '../../contract.ts';
import { byMinute, newsSince } from './grouping.ts';

const friday = Date.UTC(2026, 10, 20, 15, 50);
const line = (id: number, at: number): StoryLine => ({
  id,
  at,
  kind: 'person',
  who: 'Anna',
  text: `line ${id}`,
  look: null,
});

describe('lines', () => {
  test('of one minute stand together, and the day is said once', () => {
    const told = [line(1, friday), line(2, friday + 59_000), line(3, friday + 60_000), line(4, friday + 86_400_000)];
    const minutes = byMinute(told, 'Europe/Berlin');
    expect(minutes.map(({ day, time, lines }) => [day, time, lines.map(({ id }) => id)])).toEqual([
      ['Fri 20 Nov', '16:50', [1, 2]],
      [null, '16:51', [3]],
      ['Sat 21 Nov', '16:50', [4]],
    ]);
  });

  test('in the hour that comes twice keep their order', () => {
    const first = Date.UTC(2026, 9, 25, 0, 30);
    const minutes = byMinute([line(1, first), line(2, first + 1_800_000), line(3, first + 3_600_000)], 'Europe/Berlin');
    expect(minutes.map(({ time }) => time)).toEqual(['02:30', '02:00', '02:30']);
    expect(new Set(minutes.map(({ key }) => key)).size).toBe(3);
  });
});

describe('news', () => {
  test('are what came since, said by whom', () => {
    expect(newsSince([line(1, friday), line(2, friday)], 1)).toBe('Anna: line 2');
    expect(newsSince([line(1, friday)], 1)).toBe('');
  });

  test('of a whole scene are counted, but for the last', () => {
    const told = Array.from({ length: 9 }, (_, index) => line(index + 1, friday));
    expect(newsSince(told, 2, 2)).toBe('5 more lines. Anna: line 8 Anna: line 9');
  });
});
