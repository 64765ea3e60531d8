import { describe, expect, test } from 'vitest';
import { CHATTER_KINDS, LEXICON_FILES, OPENING_KINDS } from './lexicon.ts';
import { expandBraces } from './phrase-tree.ts';

describe('the lists', () => {
  test.each(Object.entries(LEXICON_FILES))('of %s use known names and say what each of them is', (_, file) => {
    expect(CHATTER_KINDS).toEqual(expect.arrayContaining(Object.keys(file.chatter)));
    expect(OPENING_KINDS).toEqual(expect.arrayContaining(Object.keys(file.opens)));
    for (const kind of Object.keys(file.opens)) expect(file.about).toHaveProperty([`opens.${kind}`]);
    for (const kind of Object.keys(file.neutral)) expect(file.about).toHaveProperty([`neutral.${kind}`]);
    expect(file.about).toHaveProperty('chatter');
    expect(file.about).toHaveProperty('notation');
  });

  test.each(Object.entries(LEXICON_FILES))('of %s have balanced braces and an open end only at an end', (_, file) => {
    const phrases = [file.chatter, file.opens, file.neutral].flatMap((lists) => Object.values(lists).flat());
    const broken = (phrase: string) => /[{}]|.…./.test(phrase) || phrase.trim() === '';
    expect(phrases.flatMap(expandBraces).filter(broken)).toEqual([]);
  });

  test('stay few enough to be ready quickly', () => {
    const all = Object.values(LEXICON_FILES).flatMap(({ chatter, opens, neutral }) =>
      [chatter, opens, neutral].flatMap((lists) => Object.values(lists).flat()),
    );
    expect(all.flatMap(expandBraces).length).toBeLessThan(80_000);
  });
});
