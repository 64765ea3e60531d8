import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { amountText, readAmount } from '../../../agreement/amount.ts';
import { loadAgreement } from '../../../agreement/load.ts';
import { problemText } from '../../../agreement/problem.ts';
import { readAllowance, scopeOf, scopeSection } from '../../../agreement/scope-list.ts';
import { sectionOf } from '../../../agreement/section.ts';
import type { Reader } from '../../../engine/rule.ts';
import { sections } from '../../index.ts';
import { card } from '../card.ts';

const root = new URL('../../../../', import.meta.url);
const sample = (name: string) => readFileSync(new URL(`src/sandbox/sample/${name}.yml`, root), 'utf8');

function load(text: string) {
  return loadAgreement(text, {
    fileName: 'nova.yml',
    sections,
    template: (name) => readFileSync(new URL(`agreements/${name}`, root), 'utf8'),
  });
}

function agreed(name: string) {
  const loaded = load(sample(name));
  if (!loaded.ok) throw new Error(loaded.problems.map(problemText).join('\n'));
  return { ...loaded.agreement, version: 1 };
}

const withScope = (lines: string) => sample('nova').replace(/\nscope:[\s\S]*$/, `\nscope:\n${lines}\n`);
const problemsOf = (lines: string) => {
  const loaded = load(withScope(lines));
  return loaded.ok ? [] : loaded.problems.map(problemText).map((text) => text.replace(/^nova\.yml:\d+:/, ''));
};
const reader = (language: string): Reader => ({
  userId: 'U0ANNA',
  language,
  timeZone: 'Europe/Berlin',
  side: 'client',
  now: 0,
});

describe('the list of an agreement', () => {
  test('has the same service in for one client and out for another', () => {
    const kinds = ['nova', 'defne'].map((name) => {
      const items = sectionOf(agreed(name), scopeSection)?.items ?? [];
      return ['video', 'blog', 'newsletter'].map((id) => items.find((item) => item.id === id)?.kind);
    });
    expect(kinds).toEqual([
      ['out', 'in', 'in'],
      ['in', 'out', 'out'],
    ]);
  });

  test('says where it is wrong and what to write instead', () => {
    expect(
      problemsOf(
        [
          '  items:',
          '    - { id: Blog articles, kind: maybe, title: Blog }',
          '    - { id: video, kind: in, title: Video, allowance: a lot, price: { amount: 3.999, currency: Euro } }',
          '    - { id: logo, kind: in, titel: Logo }',
        ].join('\n'),
      ),
    ).toEqual([
      '3 scope.items[2].title: title is missing; write title: Blog articles',
      '13 scope.items[0].id: an id is lower-case letters, digits and hyphens, such as blog-articles',
      '34 scope.items[0].kind: "maybe" is not one of in, out; write in or out',
      '55 scope.items[1].allowance: "a lot" is not an amount with its unit; write 4 articles a month, 10 hours or 2 revision rounds',
      '79 scope.items[1].price.amount: write a price with two digits behind the point at most, such as 180.50',
      '96 scope.items[1].price.currency: write the three letters of a currency, such as EUR, TRY or USD',
      '29 scope.items[2].titel: titel is not known here; did you mean title?',
    ]);
  });

  test('keeps examples of what was corrected for a year, as long as it says, or never', () => {
    const kept = (lines: string) => {
      const loaded = load(withScope(`  items: []\n${lines}`));
      return loaded.ok ? scopeOf(loaded.agreement).keepExamples : loaded.problems.map(problemText);
    };
    expect(['', '  keepExamples: 1 day', '  keepExamples: 0 days'].map(kept)).toEqual([365, 1, 0]);
    expect(kept('  keepExamples: a year')).toEqual([
      expect.stringMatching(/"a year" is not a number of days; write 365 days or 0 days$/),
    ]);
    expect(kept('  keepExamples: 4000 days')).toEqual([expect.stringMatching(/write no more than 3650 days$/)]);
    expect(scopeOf({ sections: { scope: { items: [] } } }).keepExamples).toBe(365);
  });

  test('has no id twice, no allowance for what is out, and nothing to carry over without one', () => {
    expect(
      problemsOf(
        [
          '  items:',
          '    - { id: blog, kind: in, title: Blog, carryOver: true }',
          '    - { id: blog, kind: out, title: Video, allowance: 2 hours }',
          '  favours: { budget: { amount: 100, currency: EUR } }',
        ].join('\n'),
      ),
    ).toEqual([
      '53 scope.items[0].carryOver: there is no allowance to carry over; write one, such as allowance: 10 hours',
      '13 scope.items[1].id: another item has this id already; every item has its own',
      '55 scope.items[1].allowance: what is out has no allowance; write kind: in, or take the line out',
      '22 scope.favours.budget: hours cannot be held against a budget without hourly; write what an hour is worth',
    ]);
  });
});

describe('allowances', () => {
  test('are read with or without the month, in both languages', () => {
    const articles = { amount: 400, unit: 'articles' };
    for (const text of ['4 articles a month', '4 articles per month', '4 articles']) {
      expect(readAllowance(text), text).toEqual(articles);
    }
    expect(readAllowance('ayda 16 paylaşım')).toEqual({ amount: 1600, unit: 'paylaşım' });
    expect(readAllowance('1,5 days')).toEqual({ amount: 150, unit: 'days' });
    for (const text of ['4', 'articles', '0 hours', '-2 hours', '1.234 hours', '4 4', '9999999 hours'])
      expect(readAllowance(text), text).toBeUndefined();
  });

  test('are exact in hundredths and written as the reader writes them', () => {
    expect([readAmount('1.5'), readAmount('0,25'), readAmount('100000')]).toEqual([150, 25, 10_000_000]);
    expect([amountText(150, 'en'), amountText(150, 'tr'), amountText(400, 'tr')]).toEqual(['1.5', '1,5', '4']);
  });
});

describe('the card', () => {
  test('says what is in and what is not, in the language of the client', () => {
    expect(card.lines(agreed('nova'), reader('en'), null)).toEqual([
      '*Part of it*: Posts for social media (12 posts a month), Blog articles (4 articles a month), Care of the website (5 hours a month), Newsletter',
      '*Not part of it*: Video, Paid advertising, Logo and branding',
    ]);
    expect(card.lines(agreed('defne'), reader('tr'), null)).toEqual([
      '*Dahil*: Kısa videolar (ayda 2 video), Sosyal medya paylaşımları (ayda 16 paylaşım), Menü ve fiyat güncellemeleri (ayda 3 saat)',
      '*Dahil değil*: E-bülten, Blog yazıları, Ambalaj tasarımı',
    ]);
  });

  test('stays short for the longest list, and says nothing of one that is empty', () => {
    const item = (index: number) => `    - { id: i${index}, kind: in, title: "${'<&>'.repeat(26)}" }`;
    const loaded = load(withScope(['  items:', ...Array.from({ length: 100 }, (_, at) => item(at))].join('\n')));
    if (!loaded.ok) throw new Error(loaded.problems.map(problemText).join('\n'));
    const lines = card.lines({ ...loaded.agreement, version: 1 }, reader('en'), null);
    expect(lines.map(({ length }) => length <= 2900)).toEqual([true]);
    expect(lines[0]).toMatch(/\d+ more$/);
    expect(card.lines({ ...agreed('nova'), sections: {} }, reader('en'), null)).toEqual([]);
  });
});
