import { expect, test } from 'vitest';
import { readAsked, withoutRota } from '../asked.ts';

test.each([
  ['', { what: 'list', words: '' }],
  ['  evenings ', { what: 'list', words: 'evenings' }],
  [
    'override <@U0ELIF> friday 18:00 monday 09:00',
    { what: 'override', userId: 'U0ELIF', words: 'friday 18:00 monday 09:00' },
  ],
  ['override evenings <@U0ELIF|elif> tomorrow', { what: 'override', userId: 'U0ELIF', words: 'evenings tomorrow' }],
  ['override Friday', { what: 'override', userId: null, words: 'friday' }],
  ['devral yarın', { what: 'override', userId: null, words: 'yarin' }],
  ['override <@U0ELIF>', { what: 'unreadable' }],
  ['override <@U0ELIF> <@U0JONAS> friday', { what: 'unreadable' }],
  ['override @elif friday', { what: 'unknown-person' }],
  ['swap <@U0ELIF> <@U0JONAS>', { what: 'swap', userIds: ['U0ELIF', 'U0JONAS'], words: '' }],
  ['swap evenings <@U0ELIF>', { what: 'swap', userIds: [null, 'U0ELIF'], words: 'evenings' }],
  ['değiş <@U0ELIF>', { what: 'swap', userIds: [null, 'U0ELIF'], words: '' }],
  ['swap', { what: 'unreadable' }],
  ['swap <@U1> <@U2> <@U3>', { what: 'unreadable' }],
  ['back', { what: 'back' }],
  ['geri', { what: 'back' }],
  ['<@U0ELIF>', { what: 'unreadable' }],
])('%j is read as %j', (words, asked) => expect(readAsked(words)).toEqual(asked));

test('a rota is found wherever it stands among the words', () => {
  const names = ['evenings', 'week-end'];
  expect(withoutRota('friday 18:00 week-end', names)).toEqual({ rota: 'week-end', words: 'friday 18:00' });
  expect(withoutRota('evenings', names)).toEqual({ rota: 'evenings', words: '' });
  expect(withoutRota('friday', names)).toEqual({ rota: null, words: 'friday' });
  expect(withoutRota('', [])).toEqual({ rota: null, words: '' });
});
