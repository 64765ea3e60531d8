import { describe, expect, test } from 'vitest';
import { compileWords, widening } from './messages.ts';

const say = compileWords({
  en: { asked: '<@{who}> asked {count, plural, one {# thing} other {# things}}', bye: 'Bye' },
  tr: { asked: '<@{who}> {count} şey sordu', bye: 'Görüşürüz' },
  'zh-Hant': { asked: '<@{who}> 問了 {count} 件事', bye: '再見' },
});

describe('compileWords', () => {
  test('speaks the language asked for and lets Slack markup of the text through', () => {
    expect(say('tr', 'asked', { who: 'U1', count: 2 })).toBe('<@U1> 2 şey sordu');
  });

  test('widens a language until it has words, and ends in English', () => {
    expect(say('tr-TR', 'bye')).toBe('Görüşürüz');
    expect(say('tr_TR', 'bye')).toBe('Görüşürüz');
    expect(say('zh-Hant-TW', 'bye')).toBe('再見');
    expect(say('de-AT', 'bye')).toBe('Bye');
    expect(say('', 'bye')).toBe('Bye');
    expect(widening('zh-Hant-TW')).toEqual(['zh-Hant-TW', 'zh-Hant', 'zh', 'en']);
    expect(widening('en-US')).toEqual(['en-US', 'en']);
  });

  test('follows the plural rules of the language the words are in', () => {
    expect(say('en', 'asked', { who: 'U1', count: 1 })).toBe('<@U1> asked 1 thing');
    const russian = compileWords({ ru: { n: '{n, plural, one {# час} few {# часа} other {# часов}}' } });
    expect([1, 3, 5].map((n) => russian('ru-RU', 'n', { n }))).toEqual(['1 час', '3 часа', '5 часов']);
  });

  test('takes markup in a value for plain text of the message, never for a pattern', () => {
    expect(say('en', 'asked', { who: '{count}', count: 2 })).toBe('<@{count}> asked 2 things');
  });

  test('refuses a missing value, an unknown key and a message that is none', () => {
    expect(() => say('en', 'asked', { who: 'U1' })).toThrow();
    expect(() => say('en', 'nonsense' as 'bye')).toThrow('no words for "nonsense"');
    expect(() => compileWords({ en: { open: 'Hi {name' } })('en', 'open')).toThrow();
  });
});
