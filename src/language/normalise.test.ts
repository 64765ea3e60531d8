import { describe, expect, test } from 'vitest';
import { normalise } from './normalise.ts';

const words = (text: string) => normalise(text).words.replace(/\s+/g, ' ').trim();

describe('normalise', () => {
  test('keeps the writer’s own words and drops code, quotes, mentions, channels and links', () => {
    const text =
      '&gt; quoted\nhello <@U1|anna> in <#C1|general> see <https://a.example/?x=1|this> ```code?``` and `more?`';
    expect(words(text)).toBe('hello in see and');
    expect(normalise(text)).toMatchObject({ mention: true, unread: true });
  });

  test('drops everything after a block quote begins', () => {
    expect(words('yes\n&gt;&gt;&gt; one\ntwo')).toBe('yes');
  });

  test('reads escaped characters once', () => {
    expect(words('a &amp;lt; b &lt;c')).toBe('a &lt; b <c');
  });

  test('drops links that were never marked as such', () => {
    expect(words('look http://a.example/?q=1看看')).toBe('look 看看');
  });

  test('collects each emoji, as characters without skin tone, as names, and from keyboard faces', () => {
    expect(normalise('ok 👍🏽 :tada::+1::skin-tone-3: :) at 10:30:45').emoji.slice().sort()).toEqual([
      ':)',
      ':+1:',
      ':tada:',
      '👍',
    ]);
  });

  test('brings wide forms together and leaves Korean lone letters as typed', () => {
    expect(words('ＯＫ？ ㅋㅋ 네ㄳ')).toBe('OK? ㅋㅋ 네ㄳ');
  });

  test('removes what cannot be seen', () => {
    expect(words('t\u200Bh\u2060a\u00ADnks\u202E \uD83D x')).toBe('thanks x');
  });
});
