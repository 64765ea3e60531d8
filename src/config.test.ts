/** What the environment says about the keys of people's words. */
import { expect, test } from 'vitest';
import { readConfig } from './config.ts';

const [key, old, older] = ['the key of this summer', 'the key of this spring', 'the key of last year'];

test('without keys nothing is encrypted and nothing was', () => {
  expect(readConfig('slack', {})).toMatchObject({ wordsKey: null, formerWordsKeys: [] });
});

test('former keys are one or several, with commas between them', () => {
  expect(readConfig('slack', { GROUNDRULES_KEY: key, GROUNDRULES_KEY_OLD: old })).toMatchObject({
    wordsKey: key,
    formerWordsKeys: [old],
  });
  const { formerWordsKeys } = readConfig('slack', { GROUNDRULES_KEY: key, GROUNDRULES_KEY_OLD: `${old}, ${older}` });
  expect(formerWordsKeys).toEqual(expect.arrayContaining([old, older]));
});

test('a former key that had a comma in it still opens what it sealed', () => {
  const withComma = 'sixteen letters and, sixteen more of them';
  expect(readConfig('slack', { GROUNDRULES_KEY_OLD: withComma }).formerWordsKeys).toContain(withComma);
});

test.each([
  ['GROUNDRULES_KEY', 'short', 'GROUNDRULES_KEY must have at least 16 characters'],
  ['GROUNDRULES_KEY_OLD', `${old},short`, 'GROUNDRULES_KEY_OLD must have at least 16 characters in each key'],
  ['GROUNDRULES_KEY_OLD', `${old},`, 'GROUNDRULES_KEY_OLD must have at least 16 characters in each key'],
])('a key that is too short is refused in %s: %s', (name, value, because) => {
  expect(() => readConfig('slack', { [name]: value })).toThrow(because);
});
