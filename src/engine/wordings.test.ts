import { expect, test } from 'vitest';
import { APART, chooseWording } from './wordings.ts';

const keys = Array.from({ length: 11 }, (_, index) => `win.${index + 1}`);

test('no wording comes again within ten posts, whatever they are about', () => {
  const said: string[] = [];
  for (let post = 0; post < 500; post += 1) {
    const key = chooseWording(keys, said, `post:${(post * 7919) % 101}`);
    expect(said.slice(0, APART)).not.toContain(key);
    said.unshift(key);
  }
});

test('the choice goes by what the post is about, and not always to the first', () => {
  const chosen = Array.from({ length: 200 }, (_, index) => chooseWording(keys, [], `nova:${index}`));
  expect(new Set(chosen).size).toBe(keys.length);
  expect(chooseWording(keys, ['win.4'], 'nova:1')).toBe(chooseWording(keys, ['win.4'], 'nova:1'));
});

test('with too few to go round, the one said longest ago comes again', () => {
  expect(chooseWording(['a', 'b', 'c'], ['b', 'c', 'a'], 'x')).toBe('a');
  expect(chooseWording(['a', 'b'], ['a', 'a', 'b', 'a'], 'x')).toBe('b');
});

test('what another occasion said takes nothing away', () => {
  expect(chooseWording(['only'], ['win.1', 'win.2'], 'x')).toBe('only');
  expect(() => chooseWording([], [], 'x')).toThrow(RangeError);
});
