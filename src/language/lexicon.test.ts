import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { CHATTER_KINDS, LEXICON_FILES, OPENING_KINDS } from './lexicon.ts';
import { expandBraces } from './phrase-tree.ts';
import { REQUEST_FILES } from './request/request-lexicon.ts';
import { URGENCY_FILES } from './request/urgency.ts';
import { CONCEPT_FILES } from './scope/concept-files.ts';
import { cutPhrase } from './tokens.ts';

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
    expect(all.flatMap(expandBraces).length).toBeLessThan(90_000);
  });
});

const CUE_FILES = [
  ...Object.entries(REQUEST_FILES).map(([language, file]) => ['requests', language, file] as const),
  ...Object.entries(URGENCY_FILES).map(([language, file]) => ['urgency', language, file] as const),
];

describe.each(CUE_FILES)('the lists of %s in %s', (_, __, { about, ...lists }) => {
  test('say what each of them is', () => {
    expect(Object.keys(about).sort()).toEqual([...Object.keys(lists), 'notation'].sort());
  });

  test('hold phrases that parse', () => {
    const phrases = Object.values(lists).flat().flatMap(expandBraces);
    const broken = (phrase: string) => /[{}]/.test(phrase) || cutPhrase(phrase).length === 0;
    expect(phrases.filter(broken)).toEqual([]);
    expect(phrases.length).toBeGreaterThan(100);
  });

  test('name nothing twice', () => {
    const twice = Object.entries(lists).flatMap(([kind, phrases]) =>
      phrases.filter((phrase, index) => phrases.indexOf(phrase) < index).map((phrase) => `${kind}: ${phrase}`),
    );
    expect(twice).toEqual([]);
  });
});

test('every service that has a file is read', () => {
  const files = readdirSync(new URL('./concepts/', import.meta.url)).filter((file) => file.endsWith('.json'));
  expect(Object.keys(CONCEPT_FILES).sort()).toEqual(files.map((file) => file.slice(0, -5)).sort());
});
