import { describe, expect, test } from 'vitest';
import { cutSentences, foldWord } from './tokens.ts';

const cut = (words: string) =>
  cutSentences(words).map((sentence) => sentence.map((clause) => clause.map(({ text }) => text)));

describe('cutSentences', () => {
  test('gives whole words for Latin and Cyrillic, characters for Korean, Chinese and Thai', () => {
    expect(cut('ok спасибо 네 好的 ค่ะ')).toEqual([[['ok', 'спасибо', '네', '好', '的', 'ค่', 'ะ']]]);
  });

  test('ends sentences at their marks and clauses at commas, but not inside a file name or a number', () => {
    expect(cut('One, two. Three!\nlogo.png 1.5')).toEqual([
      [['one'], ['two']],
      [['three']],
      [['logo', 'png', '1', '5']],
    ]);
  });

  test('ends a clause where Thai or Korean politeness ends it', () => {
    expect(cut('ขอบคุณครับ โลโก้')[0]).toHaveLength(2);
    expect(cut('감사합니다 로고')[0]).toHaveLength(2);
    expect(cut('필요 없어요')[0]).toHaveLength(1);
  });

  test('keeps a Russian "что" with the words it explains', () => {
    expect(cut('спасибо, что быстро')[0]).toHaveLength(1);
    expect(cut('спасибо, но поздно')[0]).toHaveLength(2);
  });

  test('reads traditional characters as simplified ones', () => {
    expect(cut('謝謝')).toEqual(cut('谢谢'));
  });
});

describe('foldWord', () => {
  test('makes careful and careless typing one', () => {
    expect(['TEŞEKKÜR', 'teşekkür', 'tesekkur', 'Teşekkür'].map(foldWord)).toEqual(Array(4).fill('tesekkur'));
    expect(['IŞIK', 'ışık', 'isik', 'İŞİK'].map(foldWord)).toEqual(Array(4).fill('isik'));
    expect(foldWord('Всё')).toBe('все');
    expect(foldWord("I'm")).toBe('im');
    expect(foldWord('мой')).toBe('мой');
  });
});
