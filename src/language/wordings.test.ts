import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Aside, type Occasion, sayWording, wordingLanguages, wordingsOf } from './wordings.ts';

const values: Record<Occasion | Aside, Record<string, string | number>> = {
  contract: { years: 3, client: 'Nova' },
  'go-live': { years: 1, client: 'Nova' },
  count: { count: '100', title: 'Blog' },
  birthday: { name: 'Anna' },
  years: { name: 'Anna', years: 22 },
  win: {},
  recap: { month: 'November' },
  after: { date: 'Sat 5 Dec' },
  before: { date: 'Sat 5 Dec' },
  leap: {},
};
const occasions = Object.keys(values) as (Occasion | Aside)[];
const asides = ['after', 'before', 'leap'];

describe.each(wordingLanguages)('in %s', (language) => {
  test('every occasion has eleven wordings, each another, with all that they are about', () => {
    for (const occasion of occasions) {
      const said = wordingsOf(occasion).map((key) => sayWording(language, key, values[occasion]));
      expect(new Set(said).size).toBe(said.length);
      if (!asides.includes(occasion)) expect(said).toHaveLength(11);
      for (const text of said) expect(text).not.toMatch(/[{}#!]{2}|undefined|:[a-z_]+:/);
      for (const needed of ['name', 'title', 'date', 'month'])
        if (needed in values[occasion])
          for (const text of said) expect(text).toContain(String(values[occasion][needed]));
    }
  });

  test('has the words that English has, and no others', () => {
    const words = (tag: string) =>
      Object.keys(JSON.parse(readFileSync(new URL(`wordings/${tag}.json`, import.meta.url), 'utf8')) as object);
    expect(words(language)).toEqual(words('en'));
  });
});

test('one year and many are said as people say them', () => {
  const years = (language: string, many: number) => sayWording(language, 'contract.1', { years: many, client: 'Nova' });
  expect(years('en', 1)).toContain('One year together');
  expect(years('en', 5)).toContain('5 years together');
  expect([1, 3, 5, 21].map((many) => years('ru', many).match(/\d+ \S+?(?=\.)/)?.[0])).toEqual([
    '1 год',
    '3 года',
    '5 лет',
    '21 год',
  ]);
});

test('a wording that is not there any more is said in the first of its occasion', () => {
  expect(sayWording('en', 'win.99')).toBe(sayWording('en', 'win.1'));
  expect(() => sayWording('en', 'nothing.1')).toThrow();
});
