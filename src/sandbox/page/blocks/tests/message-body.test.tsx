import { describe, expect, test } from 'vitest';
import { drawn, drawnBlocks, plain } from './drawn.tsx';

describe('a message', () => {
  test('shows its blocks where it has any, else its words', () => {
    expect(drawn({ text: 'the *words*' })).toContain('the <strong>words</strong>');
    const both = drawn({ text: 'the words', blocks: [{ type: 'section', text: plain('the block') }] });
    expect(both).toContain('the block');
    expect(both).not.toContain('the words');
  });

  test('names people, channels and everybody, and marks who is meant', () => {
    const html = drawn({ text: '<@U1> <@U2> <@U9|guest> <#C1> <#C9> <!here>' });
    expect(html).toContain('<span class="mrkdwn-mention mrkdwn-mention-me">@Mira</span>');
    expect(html).toContain('<span class="mrkdwn-mention">@Jonas</span>');
    expect(html).toContain('@guest');
    expect(html).toContain('#nova');
    expect(html).toContain('private channel');
    expect(html).toContain('@here');
  });

  test('says that it was edited, was deleted, or is what somebody does', () => {
    expect(drawn({ text: 'x', edited: { user: 'U1', ts: '1.0' } })).toContain('(edited)');
    expect(drawn({ subtype: 'tombstone', text: 'secret' })).toMatch(/This message was deleted\.(?!.*secret)/);
    expect(drawn({ subtype: 'me_message', text: 'waves' })).toContain('message-body-done');
  });

  test('names its files and links to none of them', () => {
    const html = drawn({ files: [{ id: 'F1', name: 'brief.pdf', url_private: 'https://files.example/x' }] });
    expect(html).toContain('brief.pdf');
    expect(html).not.toContain('href');
  });

  test('shows what hangs on it, with colours that are colours only', () => {
    const html = drawn({
      attachments: [
        { title: 'A page', title_link: 'https://a.example', text: 'what _it_ says', color: '2eb67d' },
        { color: 'red;background:url(https://evil.example)', blocks: [{ type: 'section', text: plain('inside') }] },
      ],
    });
    expect(html).toContain('<a class="mrkdwn-link" href="https://a.example"');
    expect(html).toContain('<em>it</em>');
    expect(html).toContain('#2eb67d');
    expect(html).toContain('inside');
    expect(html).not.toContain('evil');
  });
});

describe('hostile text', () => {
  const nasty = '<img src=x onerror=alert(1)><script>alert(1)</script>"\'';
  test.each([
    ['words', drawn({ text: nasty })],
    ['plain text', drawnBlocks({ type: 'header', text: plain(nasty) })],
    ['rich text', drawnBlocks({ type: 'rich_text', elements: [section({ type: 'text', text: nasty })] })],
    ['a picture', drawnBlocks({ type: 'image', image_url: 'https://evil.example/x.png', alt_text: nasty })],
    ['Markdown', drawnBlocks({ type: 'markdown', text: `# ${nasty}\n- ${nasty}\n[x](javascript:alert(1))` })],
    ['a title', drawn({ attachments: [{ title: nasty, title_link: 'javascript:alert(1)' }] })],
    ['a file', drawn({ files: [{ name: nasty }] })],
    ['an unknown block', drawnBlocks({ type: nasty })],
    ['a cell', drawnBlocks({ type: 'table', rows: [[{ type: 'raw_text', text: nasty }]] })],
  ])('in %s never becomes markup', (_place, html) => {
    expect(html).not.toMatch(/<(?:script|img|iframe)/i);
    expect(html).not.toMatch(/href="(?!https?:|mailto:)/i);
    expect(html).not.toContain('evil.example');
  });

  test.each([
    { type: 'section', text: 7, fields: 'none', accessory: [] },
    { type: 'section', fields: [null, 3] },
    { type: 'actions', elements: { not: 'a list' } },
    { type: 'actions', elements: [null, { type: 'button' }, { type: 'static_select', options: [null, {}] }] },
    { type: 'rich_text', elements: [null, { type: 'rich_text_list', elements: 'x', indent: 'y' }, { type: 'odd' }] },
    { type: 'rich_text', elements: [section({ type: 'date', timestamp: 'soon' }, { type: 'color', value: 'url(x)' })] },
    { type: 'table', rows: [[null], 'x', 5], column_settings: 'y' },
    { type: 'input', label: null, element: null },
    { type: 'markdown' },
    { type: 'constructor' },
    {},
  ])('and odd blocks are drawn without a crash: %j', (block) => {
    expect(drawnBlocks(block)).toContain('message-body');
  });

  test('an unknown block says that it cannot be shown', () => {
    expect(drawnBlocks({ type: 'hologram' })).toContain('This block cannot be shown here: hologram');
  });
});

function section(...elements: Record<string, unknown>[]) {
  return { type: 'rich_text_section', elements };
}

describe('blocks', () => {
  test('rich text keeps its styles, its lists and their levels', () => {
    const items = (text: string) => [section({ type: 'text', text })];
    const html = drawnBlocks({
      type: 'rich_text',
      elements: [
        section({ type: 'text', text: 'a', style: { bold: true, italic: true } }, { type: 'user', user_id: 'U2' }),
        { type: 'rich_text_list', style: 'bullet', elements: items('one') },
        { type: 'rich_text_list', style: 'ordered', indent: 1, offset: 2, elements: items('three') },
        { type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'x = 1' }] },
      ],
    });
    expect(html).toContain('<strong><em>a</em></strong>');
    expect(html).toContain('@Jonas');
    expect(html).toMatch(/<ol[^>]* start="3"[^>]*><li>three/);
    expect(html).toContain('margin-inline-start:24px');
    expect(html).toContain('<pre class="mrkdwn-pre">x = 1</pre>');
  });

  test('a table has a head, sides and the words of rich cells', () => {
    const rich = { type: 'rich_text', elements: [section({ type: 'text', text: 'Nova', style: { bold: true } })] };
    const number = { type: 'raw_number', value: 3, text: '3' };
    const html = drawnBlocks({
      type: 'table',
      column_settings: [{}, { align: 'right' }],
      rows: [
        [
          { type: 'raw_text', text: 'Client' },
          { type: 'raw_text', text: 'Open' },
        ],
        [rich, number],
      ],
    });
    expect(html).toContain('<th scope="col">Client</th>');
    expect(html).toContain('<strong>Nova</strong>');
    expect(html).toContain('<td style="text-align:right">3</td>');
  });

  test('a picture is its words, and nothing is loaded', () => {
    const html = drawnBlocks({
      type: 'image',
      image_url: 'https://x.example/y.png',
      alt_text: 'A bike',
      title: plain('T'),
    });
    expect(html).toContain('A bike');
    expect(html).not.toContain('x.example');
  });

  test('Markdown shows headings, lists, links and code', () => {
    const html = drawnBlocks({ type: 'markdown', text: '# Top\n- **one**\n1. [a](https://a.example)\n```\n*x*\n```' });
    expect(html).toContain('<h3 class="blocks-header">Top</h3>');
    expect(html).toContain('<strong>one</strong>');
    expect(html).toContain('href="https://a.example"');
    expect(html).toContain('<pre class="mrkdwn-pre">*x*</pre>');
  });

  test('dates are the reader’s', () => {
    const at = Date.parse('2026-11-21T08:05:00Z') / 1000;
    expect(drawn({ text: `<!date^${at}^{date_short_pretty} {time}|then>` })).toContain('>Tomorrow 09:05</time>');
  });
});
