import { describe, expect, test } from 'vitest';
import type { Counted } from '../../../agreement/scope-list.ts';
import { monthBefore, passed } from '../../../engine/allowance.ts';
import { readFavour, readUsed } from '../asked.ts';

const item = (id: string, title: string, unit: string, keywords: string[] = []): Counted => ({
  id,
  kind: 'in',
  title,
  keywords,
  allowance: { amount: 400, unit },
});
const items = [
  item('blog', 'Blog articles', 'articles', ['Beitrag']),
  item('website', 'Care of the website', 'hours'),
  item('calls', 'Calls', 'hours'),
  item('pods', 'On air', 'podcast episodes'),
  item('menu', 'Menü güncellemeleri', 'saat'),
];
const used = (words: string) => {
  const { amount, items: found, note } = readUsed(words, items);
  return `${amount} ${found.map(({ id }) => id).join('+')}${note === '' ? '' : ` (${note})`}`;
};

describe('what was used', () => {
  test('is found by its unit, one or many, with a note behind it', () => {
    expect(used('1 article')).toBe('100 blog');
    expect(used('2 Articles about the fair')).toBe('200 blog (about the fair)');
    expect(used('1,5 saat öğle menüsü')).toBe('150 menu (öğle menüsü)');
  });

  test('is found by its id, title, its beginning or a keyword, on either side of the amount', () => {
    expect(used('website 1.5 hours')).toBe('150 website');
    expect(used('care of the website 2 hours new footer')).toBe('200 website (new footer)');
    expect(used('1 Beitrag')).toBe('100 blog');
    expect(used('2 calls')).toBe('200 calls');
    expect(used('1 episode')).toBe('100 pods');
    expect(used('menu 1 saat')).toBe('100 menu');
    expect(used('blog 1 fair report')).toBe('100 blog (fair report)');
  });

  test('is asked for where several fit, none does, or the unit is another item’s; what was typed stays as the note', () => {
    expect(used('2 hours the footer')).toBe('200 website+calls (the footer)');
    expect(used('3 elephants')).toBe('300  (elephants)');
    expect(used('blog 2 hours')).toBe('200  (hours)');
    expect(used('article')).toBe('null ');
    expect(used('')).toBe('null ');
  });

  test('is read at once however long it is', () => {
    expect(readUsed(`1 ${'word '.repeat(8000)}`, items).items).toEqual([]);
  });
});

describe('a favour', () => {
  test('is in hours or minutes, in both languages, with what it is', () => {
    const read = (words: string) => {
      const { hundredths, note } = readFavour(words);
      return `${hundredths}${note === '' ? '' : ` ${note}`}`;
    };
    expect(read('2 hours banner for the fair')).toBe('200 banner for the fair');
    expect(read('1h30 logo')).toBe('150 logo');
    expect(read('45 min')).toBe('75');
    expect(read('1,5 saat görsel')).toBe('150 görsel');
    expect(read('30 dk')).toBe('50');
    for (const other of ['', 'two hours', '2', '2 hoursbanner', '0 hours', '-1 hour', 'banner 2 hours'])
      expect(read(other), other).toBe('null');
  });
});

test('thresholds are passed once, all of it before the share, and never backwards', () => {
  const steps = (available: number, ...amounts: number[]) => {
    let sum = 0;
    return amounts.map((amount) => {
      const before = sum;
      sum += amount;
      return passed(before, sum, available, 80);
    });
  };
  expect(steps(400, 100, 100, 100, 100, 100)).toEqual([null, null, null, 100, null]);
  expect(steps(500, 100, 300, 50, 50, 50)).toEqual([null, 80, null, 100, null]);
  expect(steps(500, 600)).toEqual([100]);
});

test('the month before January is December', () => {
  expect([monthBefore('2026-01'), monthBefore('2026-11')]).toEqual(['2025-12', '2026-10']);
});
