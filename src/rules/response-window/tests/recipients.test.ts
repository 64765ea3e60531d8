import { expect, test } from 'vitest';
import type { Agreement } from '../../../agreement/agreement.ts';
import { present, recipientsOf, thoseThere } from '../recipients.ts';

const people = { owner: { id: 'U0MIRA' }, backup: { id: 'U0JONAS' }, managers: [{ id: 'U0RUTH' }], staff: [] };
const agreement = { people } as unknown as Agreement;
const everybody: ('owner' | 'backup' | 'managers')[] = ['owner', 'backup', 'managers'];

function told(step: 'warning' | 'breach' | 'repeat', gone: string[], takenBy: string | null = null): string[] {
  const missing = { gone, away: [] };
  const data = present({ owner: 'U0MIRA', takenBy }, missing);
  const meant = recipientsOf(step, data, agreement, null, everybody);
  return thoseThere(meant, 'U0MIRA', { agreement, agency: null, missing }).map(({ userId }) => userId);
}

test.each([
  ['warning', [], ['U0MIRA']],
  ['warning', ['U0MIRA'], ['U0JONAS']],
  ['warning', ['U0MIRA', 'U0JONAS'], ['U0RUTH']],
  ['breach', ['U0MIRA'], ['U0RUTH', 'U0JONAS']],
  ['breach', ['U0RUTH'], ['U0MIRA']],
  ['breach', ['U0MIRA', 'U0RUTH'], ['U0JONAS']],
  ['repeat', ['U0JONAS'], ['U0MIRA', 'U0RUTH']],
] as const)('a %s with %j gone goes to %j', (step, gone, expected) => {
  expect(told(step, [...gone])).toEqual(expected);
});

test('whoever took it and is gone has it no longer', () => {
  expect(told('warning', ['U0JONAS'], 'U0JONAS')).toEqual(['U0MIRA']);
});

test('with everybody gone it is tried all the same, so that Slack’s refusal takes it to the operator', () => {
  expect(told('warning', ['U0MIRA', 'U0JONAS', 'U0RUTH'])).toEqual(['U0MIRA']);
});
