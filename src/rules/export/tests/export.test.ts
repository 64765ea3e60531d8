import { describe, expect, test } from 'vitest';
import type { AgreementText, Ask } from '../../../engine/facts.ts';
import type { Reader } from '../../../engine/rule.ts';
import { exportRule } from '../rule.ts';

const reader: Reader = { userId: 'U0MIRA', language: 'en', timeZone: 'Europe/Berlin', side: 'staff', now: 0 };

async function drawn(raw: string, language = 'en') {
  const text: AgreementText = { version: 3, raw, resolvedText: raw, appliedAt: 1_780_000_000_000, appliedBy: 'cli' };
  const answers: Record<string, unknown> = { agreementText: text, agreement: { client: { name: 'Nova <Bikes>' } } };
  const ask = (async (name: string) => answers[name]) as Ask;
  const [view] = exportRule.views;
  const data = { what: 'file', clientId: 'nova' };
  const found = view?.render(await view.load(ask, data, reader), { ...reader, language }, data);
  const pieces = (found?.blocks ?? []).flatMap((block) =>
    block.type === 'rich_text'
      ? block.elements.flatMap((one) => one.elements.map((part) => ('text' in part ? part.text : '')))
      : [],
  );
  return { text: found?.text ?? '', pieces, types: found?.blocks.map(({ type }) => type) };
}

const short = 'schema: 1\nversion: 3\nid: nova\n';
const long = (lines: number) =>
  `${short}${Array.from({ length: lines }, (_, index) => `# line ${index} ${'x'.repeat(80)}`).join('\n')}\n`;

describe('/rules export', () => {
  test('gives the file under a line that names its version and since when', async () => {
    const { pieces, text } = await drawn(short);
    expect(pieces).toEqual([
      '# Exported by groundrules: version 3, in force since 2026-05-28 22:26 Europe/Berlin. Edit it, then apply it.\nschema: 1\nversion: 3\nid: nova',
    ]);
    expect(text).toContain('Nova &lt;Bikes&gt;');
  });

  test('cuts a long file between lines into pieces that make it whole again', async () => {
    const { pieces } = await drawn(long(60));
    expect(pieces.length).toBeGreaterThan(1);
    expect(pieces.every((piece) => piece.length <= 3000)).toBe(true);
    expect(pieces.join('\n').split('\n').slice(1).join('\n')).toBe(long(60).trimEnd());
  });

  test.each([
    ['en', /groundrules export nova/],
    ['tr', /bir mesaja sığmayacak/],
  ])('of a file that no message holds says in %s how to get it', async (language, words) => {
    const { text, pieces } = await drawn(long(200), language);
    expect(text).toMatch(words);
    expect(pieces).toEqual([]);
  });

  test('shows fences, mentions and markup in the file as the text they are', async () => {
    const hostile = `${short}# \`\`\` <!channel> *bold* <https://x|y>\n`;
    const { pieces, types } = await drawn(hostile);
    expect(pieces.join()).toContain('# ``` <!channel> *bold* <https://x|y>');
    expect(types).toEqual(['section', 'rich_text']);
  });

  test.each([
    ['of a client whom one serves', { clientId: 'nova', serves: true }, 'exported'],
    ['of one whom one does not', { clientId: 'nova', serves: false }, 'not-yours'],
    ['of none', { clientId: null, serves: false }, 'which'],
  ])('asked %s', (_, facts, reason) => {
    const event = { kind: 'CommandGiven', words: 'export' } as Parameters<typeof exportRule.decide>[0]['event'];
    expect(exportRule.decide({ event, facts, agreement: null, agency: null, now: 0 })[0]?.reason.name).toBe(reason);
  });
});
