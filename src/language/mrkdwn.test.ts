import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escapeMrkdwn, escapeName, quoteWords } from './mrkdwn.ts';

const CALLS = /<[@!#]|@(?:here|channel|everyone)/;

describe('escapeMrkdwn', () => {
  test('escapes what Slack reads as markup, and only that', () => {
    expect(escapeMrkdwn('a < b && c > "d" *e*')).toBe('a &lt; b &amp;&amp; c &gt; "d" *e*');
  });
});

describe('escapeName', () => {
  test.each([
    ['Anna Novák-Ōe', 'Anna Novák-Ōe'],
    ['<!channel> & @here', '&lt;!channel&gt; &amp; @\u200Bhere'],
    ['*Bold* _slanted_ ~gone~ `code`', "∗Bold∗ -slanted- ∼gone∼ 'code'"],
    ['jan_m_2', 'jan_m_2'],
    [' two\nlines\r\n\tand\u2028more ', 'two lines and more'],
    ['An\u202Ena\u200B\u0000\uD800', 'Anna\uFFFD'],
  ])('%j is said as %j', (name, said) => expect(escapeName(name)).toBe(said));

  test('of whatever it is given it makes one line without markup', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        const said = escapeName(name);
        expect(said).not.toMatch(/[<>*~`\n\r]/);
        expect(said).not.toMatch(CALLS);
      }),
    );
  });
});

describe('quoteWords', () => {
  test('prefixes every line and drops empty ones', () => {
    expect(quoteWords('one\n\n  two\r\nthree', 100)).toBe('> one\n> two\n> three');
    expect(quoteWords(' \n\u200B ', 100)).toBe('');
  });

  test('names people instead of pinging them', () => {
    const nameOf = (id: string) => (id === 'U1' ? 'Anna' : undefined);
    expect(quoteWords('<@U1> and <@U2> and <@U3|Bob>', 100, nameOf)).toBe('> @\u200BAnna and @\u200BU2 and @\u200BBob');
    expect(quoteWords('<!here> <!subteam^S1|@team> <!channel|channel> @everyone <#C1|general>', 200)).toBe(
      '> @\u200Bhere @\u200Bteam @\u200Bchannel @\u200Beveryone #general',
    );
  });

  test('shows the words of a link, and of a date its fallback', () => {
    expect(quoteWords('see <https://a.example/x|our page> <!date^1^{date}|1 May>', 100)).toBe('> see our page 1 May');
  });

  test('keeps markup that was typed as text typed as text', () => {
    expect(quoteWords('&lt;!channel&gt; &amp;lt; > x', 100)).toBe('> &lt;!channel&gt; &amp;lt; &gt; x');
    expect(quoteWords('<https://x|&lt;!channel&gt;> <@U1', 100)).toBe('> &lt;!channel&gt; &lt;@\u200BU1');
  });

  test('opens no code block that would swallow what follows it', () => {
    expect(quoteWords('look ```rm -rf', 100)).not.toContain('```');
    expect(quoteWords('look ``\u200B`rm', 100)).not.toContain('```');
  });

  test('cuts between graphemes and never inside an escape', () => {
    expect(quoteWords('👩‍👩‍👧 family', 9)).toBe('');
    expect(quoteWords('👩‍👩‍👧 family', 13)).toBe('> 👩‍👩‍👧 f…');
    expect(quoteWords('<<<<', 12)).toBe('> &lt;&lt;…');
    expect(quoteWords('exact', 7)).toBe('> exact');
    expect(quoteWords('<<\n<', 14)).toBe('> &lt;&lt;…');
  });

  test('is one quote, within its length and without a ping, whatever the text', () => {
    const parts = fc.constantFrom(
      '<',
      '>',
      '@',
      '!',
      'U1',
      'here',
      'channel',
      '|',
      '&lt;',
      '`',
      '\n',
      '\u202E',
      'a',
      '#',
    );
    const hostile = fc.oneof(
      fc.array(parts).map((all) => all.join('')),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(hostile, fc.integer({ min: 3, max: 60 }), (text, maxLength) => {
        const quote = quoteWords(text, maxLength);
        expect(quote.length).toBeLessThanOrEqual(maxLength);
        expect(quote).not.toMatch(CALLS);
        expect(quote).not.toContain('```');
        if (quote !== '') expect(quote.split('\n').every((line) => line.startsWith('> '))).toBe(true);
      }),
    );
  });
});
