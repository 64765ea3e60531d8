import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { run } from './index.ts';
import { groundrules, scratchFolder } from './tests/groundrules.ts';

const scratch = scratchFolder();
afterAll(scratch.remove);

const items = `items:
  - { id: posts, kind: in, title: Instagram posts }
  - { id: film, kind: out, title: Video production, examples: [shoot a video] }
`;
let files = 0;

function file(text: string, ending = 'yml'): string {
  const folder = join(scratch.path, `read-${++files}`);
  mkdirSync(folder);
  const path = join(folder, `scope.${ending}`);
  writeFileSync(path, text);
  return path;
}

async function read(path: string, ...lines: string[]) {
  const said = { out: [] as string[], err: [] as string[] };
  const code = await run(['read', '--scope', path], {
    out: (text) => void said.out.push(text),
    err: (text) => void said.err.push(text),
    hasColours: false,
    isWatched: false,
    lines: async function* () {
      yield* lines;
    },
  });
  return { code, out: said.out.map((line) => JSON.parse(line)), err: said.err.join('\n') };
}

describe('read', () => {
  test('gives one line for each message, in order, with every answer and its reasons', async () => {
    const { code, out } = await read(
      file(items),
      '{"id":"a","text":"please shoot a video of the shop asap"}',
      '{"id":7,"text":"thanks!"}',
    );
    expect(code).toBe(0);
    expect(out).toEqual([
      {
        ...{ id: 'a', needsReply: true, isRequest: true, scope: 'out', verdict: 'flag', item: 'film' },
        ...{ urgency: 'elevated', score: expect.any(Number), reasons: expect.arrayContaining(['elevated: “asap”']) },
      },
      {
        ...{ id: 7, needsReply: false, isRequest: false, scope: 'none', verdict: 'none', item: null },
        ...{ urgency: 'normal', score: 0, reasons: ['needs no reply: thanks'] },
      },
    ]);
  });

  test('names the lines that cannot be read, reads the others, and exits with 1', async () => {
    const { code, out, err } = await read(file(items), 'nonsense', '', '{"id":1}', '{"id":2,"text":"ok"}');
    expect({ code, ids: out.map(({ id }) => id) }).toEqual({ code: 1, ids: [2] });
    expect(err).toBe(
      'line 1: not JSON; write {"id": "1", "text": "…"}\nline 3: needs a "text"; write {"id": "1", "text": "…"}',
    );
  });

  test.each([
    ['JSON', '{"items":[{"id":"film","kind":"out","title":"Video"}]}', 'json'],
    ['a whole agreement', `schema: 1\nid: nova\nscope:\n${items.replaceAll(/^/gm, '  ')}`, 'yml'],
  ])('takes a scope list as %s', async (_, text, ending) => {
    const { out } = await read(file(text, ending), '{"id":1,"text":"please make a video"}');
    expect(out[0]).toMatchObject({ item: 'film', verdict: 'flag' });
  });

  test.each([
    [
      'a side that is none',
      'items:\n  - { id: a, kind: maybe, title: A }\n',
      ':2:20 items[0].kind: kind is "in" or "out"',
    ],
    ['a title that is missing', 'items:\n  - id: a\n    kind: in\n', ':2:5 items[0].title: title is missing'],
    ['no items', 'things: []\n', ':1:1 items: a scope list has items'],
    [
      'two items with one id',
      'items:\n  - { id: a, kind: in, title: A }\n  - { id: a, kind: out, title: B }\n',
      ':3:11 items[1].id: another item',
    ],
    ['broken YAML', 'items: [\n', ':2:1 '],
    ['an agreement without', 'schema: 1\nscope: 3\n', ':2:8 scope: a scope list has items'],
  ])('refuses %s with line and column', async (_, text, because) => {
    const { code, out, err } = await read(file(text));
    expect({ code, out }).toEqual({ code: 1, out: [] });
    expect(err).toContain(because);
  });

  test('wants to know the scope list', async () => {
    const { code, err } = await groundrules('read');
    expect(code).toBe(2);
    expect(err).toContain('--scope');
  });
});

describe('score', () => {
  const rows = [
    { text: 'please shoot a video', language: 'en', needsReply: true, isRequest: true, scope: 'out', item: 'film' },
    { text: 'please post this on instagram', lang: 'en', needs_reply: true, is_request: true, scope_label: 'in' },
    { text: 'teşekkürler', lang: 'tr', needs_reply: true },
  ];
  const labelled = () => file(rows.map((row) => JSON.stringify(row)).join('\n'), 'jsonl');

  test('prints a row for each language and only the questions that are labelled', async () => {
    const { code, out } = await groundrules('score', labelled(), '--scope', file(items), '--mistakes');
    expect(code).toBe(0);
    expect(out).toMatch(/^ +messages +needs a reply +request +out above in +flag /);
    expect(out).toMatch(/\nen +2 +1\.00 \/ 1\.00 +1\.00 \/ 1\.00 +1\.00 +1\.00 \/ 1\.00/);
    expect(out).toMatch(/\ntr +1 +– \/ 0\.00/);
    expect(out).toContain('message 3: needsReply is true, was read as false');
    expect(out).not.toContain('emergency');
  });

  test('gives programs the same as JSON', async () => {
    const { out } = await groundrules('score', labelled(), '--scope', file(items), '--json');
    expect(JSON.parse(out)).toMatchObject({ overall: { messages: 3, ranking: 1 }, mistakes: [{ row: 3 }] });
  });

  test('says which line of the file is wrong', async () => {
    const { code, err } = await groundrules('score', file('{"text":1}', 'jsonl'), '--scope', file(items));
    expect(code).toBe(1);
    expect(err).toContain('line 1: "text" is missing');
  });
});
