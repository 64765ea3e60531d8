import { describe, expect, test } from 'vitest';
import { readAsked } from '../asked.ts';

describe('what somebody says of themselves is read', () => {
  test.each([
    ['', { what: 'list' }],
    ['me', { what: 'me' }],
    ['ben', { what: 'me' }],
    ['me off', { what: 'off' }],
    ['Me ON', { what: 'on' }],
    ['me birthday 29 February', { what: 'birthday', day: '02-29' }],
    ['me birthday Feb 29', { what: 'birthday', day: '02-29' }],
    ['me birthday 29.02', { what: 'birthday', day: '02-29' }],
    ['ben doğum günüm 5 aralık', { what: 'birthday', day: '12-05' }],
    ['me started 2021-03-01', { what: 'started', day: '2021-03-01' }],
    ['ben başladım 1 mart 2021', { what: 'started', day: '2021-03-01' }],
  ])('“%s”', (words, asked) => {
    expect(readAsked(words)).toEqual(asked);
  });

  test('without the year of their birth, though they give it', () => {
    expect(readAsked('me birthday 5 December 1990')).toEqual({ what: 'birthday', day: '12-05' });
  });

  test.each(['me birthday', 'me birthday 31 november', 'me birthday today', 'me started 1 march', 'Jonas', 'me party'])(
    'and “%s” is not guessed at',
    (words) => {
      expect(readAsked(words)).toEqual({ what: 'unreadable' });
    },
  );
});
