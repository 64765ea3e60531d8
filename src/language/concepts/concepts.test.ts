import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { expandBraces } from '../phrase-tree.ts';
import { cutPhrase, cutSentences } from '../tokens.ts';

const LANGUAGES = ['en', 'tr', 'ko', 'zh', 'th', 'ru'] as const;
const phrases = z.array(z.string().trim().min(1)).min(1);
const concept = z.strictObject({
  about: z.string().min(40),
  near: z.array(z.string()).min(1).optional(),
  ...Object.fromEntries(LANGUAGES.map((language) => [language, phrases])),
  not: z.partialRecord(z.enum(LANGUAGES), phrases).optional(),
}) as unknown as z.ZodType<Concept>;
type Lists = Partial<Record<(typeof LANGUAGES)[number], string[]>>;
type Concept = { about: string; near?: string[]; not?: Lists } & Required<Lists>;

const folder = import.meta.dirname;
const concepts = Object.fromEntries(
  readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => [
      file.slice(0, -5),
      concept.parse(JSON.parse(readFileSync(join(folder, file), 'utf8')), { reportInput: true }),
    ]),
);
const nearby = (one: string, other: string) =>
  concepts[one]?.near?.includes(other) && concepts[other]?.near?.includes(one);

/** A phrase as readers see it: folded tokens, an open end marked. */
function keyOf(phrase: string): string {
  const parts = phrase.trim().split(/\s+/);
  return parts
    .flatMap((part) => [...cutPhrase(part).map(({ text }) => text), ...(part.endsWith('*') ? ['*'] : [])])
    .join(' ')
    .replaceAll(' *', '*');
}

test('there are at least twenty-five services, each with words in six languages', () => {
  expect(Object.keys(concepts).length).toBeGreaterThanOrEqual(25);
  const poor = Object.entries(concepts).flatMap(([name, lists]) =>
    LANGUAGES.filter((language) => lists[language].flatMap(expandBraces).length < 30).map(
      (language) => `${name}.${language}`,
    ),
  );
  expect(poor).toEqual([]);
});

test('services that are near know each other', () => {
  const oneSided = Object.entries(concepts).flatMap(([name, { near = [] }]) =>
    near.filter((other) => other === name || !nearby(name, other)).map((other) => `${name} → ${other}`),
  );
  expect(oneSided).toEqual([]);
});

describe.each(Object.entries(concepts))('%s', (_, { near, not = {}, ...lists }) => {
  const named = LANGUAGES.map((language) => [language, lists[language], not[language] ?? []] as const);

  test('has phrases that parse: balanced braces, an open end only at the end of a word, one clause', () => {
    const all = named.flatMap(([, words, exceptions]) => [...words, ...exceptions]).flatMap(expandBraces);
    expect(all.filter((phrase) => /[{}]|\*(?!\s|$)|(?<!\S)\*/.test(phrase))).toEqual([]);
    expect(all.filter((phrase) => cutSentences(phrase).flat(1).length !== 1)).toEqual([]);
  });

  test('says nothing twice in one language', () => {
    for (const [language, words, exceptions] of named) {
      for (const list of [words, exceptions]) {
        const keys = list.flatMap(expandBraces).map(keyOf);
        const twice = keys.filter((key, index) => keys.indexOf(key) !== index);
        expect(twice, language).toEqual([]);
      }
    }
  });

  test('makes exceptions only of what it lists', () => {
    const own = named.flatMap(([, words]) => words.flatMap(expandBraces)).map((phrase) => ` ${keyOf(phrase)} `);
    const holds = (phrase: string) => {
      const key = ` ${keyOf(phrase).replaceAll('*', '')} `;
      return own.some((word) => key.includes(word.includes('*') ? word.replace(/\*.*$/, '') : word));
    };
    const pointless = named.flatMap(([, , exceptions]) => exceptions.filter((one) => !expandBraces(one).some(holds)));
    expect(pointless).toEqual([]);
  });

  test('does not take a single letter or character of a language for a word', () => {
    const short = named
      .flatMap(([, words]) => words.flatMap(expandBraces))
      .filter((phrase) => {
        const tokens = cutPhrase(phrase);
        const least = tokens[0]?.kind === 'character' ? 1 : 2;
        return tokens.length === 1 && (tokens[0]?.text.length ?? 0) < least;
      });
    expect(short).toEqual([]);
  });
});

test('no phrase belongs to two services that are not near each other, in no pair of languages', () => {
  const owners = new Map<string, Set<string>>();
  for (const [name, lists] of Object.entries(concepts)) {
    for (const key of LANGUAGES.flatMap((language) => lists[language].flatMap(expandBraces)).map(keyOf)) {
      owners.set(key, (owners.get(key) ?? new Set()).add(name));
    }
  }
  const disputed = [...owners].flatMap(([key, names]) => {
    const pairs = [...names].flatMap((one, index) => [...names].slice(index + 1).map((other) => [one, other] as const));
    return pairs.filter(([one, other]) => !nearby(one, other)).map((pair) => `${key}: ${pair.join(' and ')}`);
  });
  expect(disputed).toEqual([]);
});
