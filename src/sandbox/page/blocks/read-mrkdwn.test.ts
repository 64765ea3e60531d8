import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Inline } from './mrkdwn-tree.ts';
import { readInline, readMrkdwn, wordsOf } from './read-mrkdwn.ts';

const text = (words: string): Inline => ({ type: 'text', text: words });
const bold = (...children: Inline[]): Inline => ({ type: 'bold', children });
const italic = (...children: Inline[]): Inline => ({ type: 'italic', children });

describe('marks', () => {
  test.each<[string, Inline[]]>([
    ['*bold*', [bold(text('bold'))]],
    ['_soft_ and ~gone~', [italic(text('soft')), text(' and '), { type: 'strike', children: [text('gone')] }]],
    ['*a _b_ c*', [bold(text('a '), italic(text('b')), text(' c'))]],
    ['(*a*), “_b_”.', [text('('), bold(text('a')), text('), “'), italic(text('b')), text('”.')]],
    ['`a *b* &lt;c&gt;`', [{ type: 'code', text: 'a *b* <c>' }]],
    ['*день*', [bold(text('день'))]],
  ])('are read in %s', (written, expected) => {
    expect(readInline(written)).toEqual(expected);
  });

  test.each([
    'snake_case_name',
    '2*3*4',
    'a*b*',
    '*a*b',
    '* a *',
    '*a',
    'a*',
    '**a**',
    '**',
    '*a\nb*',
    '~ a~',
    '`a\nb`',
    '``',
    'день_ночь_утро',
    '𝒶_b_',
  ])('mean nothing in %j', (written) => {
    const nodes = readInline(written);
    expect(nodes.filter(({ type }) => type !== 'text' && type !== 'break')).toEqual([]);
    expect(wordsOf(nodes)).toBe(written);
  });

  test('that cross each other are read by the first that closes', () => {
    expect(readInline('*a _b* c_')).toEqual([bold(text('a '), text('_'), text('b')), text(' c_')]);
  });

  test('in an address are part of the address', () => {
    const nodes = readInline('*<https://a.example/_x_*y*|x>*');
    expect(nodes).toEqual([bold({ type: 'link', url: 'https://a.example/_x_*y*', label: 'x' })]);
  });
});

describe('references', () => {
  test.each<[string, Inline]>([
    ['<@U1>', { type: 'person', id: 'U1', label: null }],
    ['<@W1|ann>', { type: 'person', id: 'W1', label: 'ann' }],
    ['<#C1|general>', { type: 'channel', id: 'C1', label: 'general' }],
    ['<!here>', { type: 'everybody', range: 'here' }],
    ['<!channel|@channel>', { type: 'everybody', range: 'channel' }],
    ['<!subteam^S1|@design>', { type: 'group', id: 'S1', label: '@design' }],
    ['<https://a.example/?a=1&amp;b=2|A &amp; B>', { type: 'link', url: 'https://a.example/?a=1&b=2', label: 'A & B' }],
    ['<mailto:a@b.example|a@b.example>', { type: 'link', url: 'mailto:a@b.example', label: 'a@b.example' }],
    [
      '<!date^1392734382^{date} at {time}^https://a.example/|Feb 18>',
      { type: 'date', at: 1392734382, format: '{date} at {time}', url: 'https://a.example/', fallback: 'Feb 18' },
    ],
    ['<!date^soon^{date}|some day>', text('some day')],
    [':+1::skin-tone-3:', { type: 'emoji', name: '+1::skin-tone-3', typed: ':+1::skin-tone-3:' }],
  ])('%s', (written, expected) => {
    expect(readInline(written)).toEqual([expected]);
  });

  test('bare addresses become links, without the sentence around them', () => {
    const link = (url: string): Inline => ({ type: 'link', url, label: null });
    expect(readInline('see (https://a.example/b_c_).')).toEqual([
      text('see ('),
      link('https://a.example/b_c'),
      text('_).'),
    ]);
    expect(readInline('&lt;https://a.example&gt;')).toEqual([text('<'), link('https://a.example'), text('>')]);
    expect(readInline('https://a.example', { verbatim: true })).toEqual([text('https://a.example')]);
  });
});

describe('hostile text', () => {
  test.each([
    ['<script>alert(1)</script>', '<script>alert(1)</script>'],
    ['<javascript:alert(1)|ok>', '<javascript:alert(1)|ok>'],
    ['<JaVaScript:alert(1)>', '<JaVaScript:alert(1)>'],
    ['<data:text/html,x|y>', '<data:text/html,x|y>'],
    ['<https://a|<b>>', '<https://a|<b>>'],
    ['<https://a.example', '<https://a.example'],
    ['<', '<'],
    ['<>', '<>'],
    ['<@>', '<@>'],
    ['&amp;lt;b&amp;gt;', '&lt;b&gt;'],
    ['<https:// javascript:alert(1)>', '<https:// javascript:alert(1)>'],
  ])('%s stays what it is', (written, shown) => {
    const nodes = readInline(written, { verbatim: true });
    expect(nodes.some(({ type }) => type === 'link')).toBe(false);
    expect(wordsOf(nodes)).toBe(shown);
  });

  test.each([
    ['*', (n: number) => '*'.repeat(n)],
    ['open marks', (n: number) => '*a _b ~c '.repeat(n / 9)],
    ['alternating marks', (n: number) => '*_~'.repeat(n / 3)],
    ['pairs', (n: number) => '*_~a~_* '.repeat(n / 8)],
    ['<', (n: number) => '<'.repeat(n)],
    ['open references', (n: number) => '<https://a|'.repeat(n / 11)],
    ['backticks', (n: number) => '`a '.repeat(n / 3)],
    ['fences', (n: number) => '```'.repeat(n / 3)],
    ['fences with words', (n: number) => '```a```'.repeat(n / 7)],
    ['colons', (n: number) => ':a'.repeat(n / 2)],
    ['quotes', (n: number) => '>>>\n'.repeat(n / 4)],
    ['one long word', (n: number) => 'h'.repeat(n)],
    ['addresses', (n: number) => `https://a.example/${'.'.repeat(n)}`],
  ])('of %s is read in time that grows with its length only', (_name, make) => {
    const long = make(400_000);
    const started = performance.now();
    const blocks = readMrkdwn(long);
    expect(performance.now() - started).toBeLessThan(4000);
    expect(blocks.length).toBeGreaterThan(0);
  });

  test('never nests deeper than the three marks', () => {
    const depth = (nodes: Inline[]): number =>
      Math.max(0, ...nodes.map((node) => ('children' in node ? 1 + depth(node.children) : 0)));
    const symbols = fc.constantFrom('*', '_', '~', '`', ' ', 'a', '\n', '<', '>', ':', '&lt;', '(', 'я');
    fc.assert(
      fc.property(fc.array(symbols, { maxLength: 60 }), (pieces) => {
        expect(depth(readInline(pieces.join('')))).toBeLessThanOrEqual(3);
      }),
    );
  });

  test('loses no word, whatever is written', () => {
    const symbols = fc.constantFrom('*', '_', '~', ' ', 'word', '\n', '(', '.', ':');
    const bare = (written: string) => written.replace(/[*_~]/g, '');
    fc.assert(
      fc.property(fc.array(symbols, { maxLength: 60 }), (pieces) => {
        const written = pieces.join('');
        expect(bare(wordsOf(readInline(written)))).toBe(bare(written));
      }),
    );
  });
});

describe('blocks', () => {
  test('quotes are lines that begin with > or its entity, up to the first that does not', () => {
    const blocks = readMrkdwn('Anna asked:\n> Is it *ready*?\n&gt; Today?\nOpen');
    expect(blocks).toEqual([
      { type: 'lines', children: [text('Anna asked:')] },
      {
        type: 'quote',
        children: [text('Is it '), bold(text('ready')), text('?'), { type: 'break' }, text('Today?')],
      },
      { type: 'lines', children: [text('Open')] },
    ]);
  });

  test('>>> quotes all that follows', () => {
    expect(readMrkdwn('a\n&gt;&gt;&gt;b\nc')).toEqual([
      { type: 'lines', children: [text('a')] },
      { type: 'quote', children: [text('b'), { type: 'break' }, text('c')] },
    ]);
  });

  test('fenced code keeps its lines and reads no marks', () => {
    expect(readMrkdwn('see ```\n*a*\n> b &lt;c&gt; <https://x.example>\n``` there')).toEqual([
      { type: 'lines', children: [text('see ')] },
      { type: 'code', text: '*a*\n> b <c> https://x.example' },
      { type: 'lines', children: [text(' there')] },
    ]);
  });

  test('a fence that nothing closes is text', () => {
    expect(readMrkdwn('a ``` b')).toEqual([{ type: 'lines', children: [text('a ``` b')] }]);
  });

  test('an empty text is nothing', () => {
    expect(readMrkdwn('')).toEqual([]);
  });
});
