import { expect, test } from 'vitest';
import { movedText, outcomeSentence } from './outcome-words.ts';

const monday = Date.UTC(2026, 10, 23, 9, 50);
const HOUR = 3_600_000;

test.each([
  [{ outcome: 'broken' as const, problems: [] }, 'Not applied: 0 problems to mend first.'],
  [{ outcome: 'unchanged' as const, version: 3 }, 'Nothing to apply: this is version 3, as it is in force.'],
  [
    { outcome: 'applied' as const, version: 4, changes: [], waiting: 0, moved: [] },
    'Version 4 is in force. No question waits for an answer.',
  ],
  [
    { outcome: 'applied' as const, version: 4, changes: [], waiting: 1, moved: [] },
    'Version 4 is in force. 1 question waits for an answer; none is due at another time.',
  ],
])('an outcome is one sentence (%#)', (outcome, sentence) => {
  expect(outcomeSentence(outcome)).toBe(sentence);
});

test('a due time that moved names the day twice only when it is another', () => {
  const place = { channel: 'C1', ts: '1' };
  expect(movedText({ ...place, before: monday, after: monday + HOUR }, 'Europe/Berlin')).toBe(
    'due Mon 23 Nov, 10:50 → 11:50',
  );
  expect(movedText({ ...place, before: monday, after: monday + 24 * HOUR }, 'Europe/Berlin')).toBe(
    'due Mon 23 Nov, 10:50 → Tue 24 Nov, 10:50',
  );
  expect(movedText({ ...place, before: monday, after: null }, 'Europe/Berlin')).toContain('no longer counted');
  expect(movedText({ ...place, before: null, after: monday }, 'Europe/Berlin')).toContain('not counted before');
});
