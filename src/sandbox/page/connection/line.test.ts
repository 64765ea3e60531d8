import { expect, test } from 'vitest';
import { pauseBefore } from './line.ts';

test('pauses between attempts grow up to ten seconds and stay there', () => {
  const waits = Array.from({ length: 12 }, (_, attempt) => pauseBefore(attempt));
  expect(waits).toEqual([...waits].sort((one, other) => one - other));
  expect(waits[0]).toBeLessThan(500);
  expect(waits.at(-1)).toBe(10_000);
});
