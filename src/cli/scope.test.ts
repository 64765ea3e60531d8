import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { groundrules, scratchFolder } from './tests/groundrules.ts';

const scratch = scratchFolder();
afterAll(scratch.remove);

function file(name: string, ...lines: string[]): string {
  const path = join(scratch.path, name);
  writeFileSync(path, lines.join('\n'));
  return path;
}

describe('scope import', () => {
  test('prints the section for an agreement’s file, and names the lines that were not read', async () => {
    const path = file(
      'statement.txt',
      'Between us',
      'Included',
      '- 4 blog articles a month',
      'Not included',
      '- Video (850 EUR per clip)',
    );
    const { code, out, err } = await groundrules('scope', 'import', path);
    expect({ code, out }).toEqual({
      code: 0,
      out: [
        'scope:',
        '  items:',
        '    - id: blog-articles',
        '      kind: in',
        '      title: Blog articles',
        '      allowance: 4 blog articles a month',
        '    - id: video',
        '      kind: out',
        '      title: Video',
        '      price:',
        '        amount: 850',
        '        currency: EUR',
        '        per: clip',
      ].join('\n'),
    });
    expect(err).toContain(`${path}:1: not read as an item: Between us`);
    expect(err).toContain('2 items: 1 in, 1 out. 1 remarks above.');
  });

  test('gives a list that read and score take as it is', async () => {
    const { out } = await groundrules(
      'scope',
      'import',
      file('items.csv', 'kind;title', 'in;Blog', 'out;Video production'),
    );
    const { code, err } = await groundrules(
      'score',
      file('labelled.jsonl', '{"text":"please shoot a video","needsReply":true}'),
      '--scope',
      file('scope.yml', out),
    );
    expect({ code, err }).toEqual({ code: 0, err: '' });
  });

  test('says where a table is wrong, takes the rest, and refuses kindly where nothing is found', async () => {
    const table = file('odd.csv', 'title,kind,allowance', 'Blog,perhaps,lots', '"Video,out', 'Care,in,2 hours');
    const { code, out, err } = await groundrules('scope', 'import', table, '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out).scope.items.map(({ id }: { id: string }) => id)).toEqual(['blog', 'care']);
    expect(err.split('\n').slice(0, 3)).toEqual([
      `${table}:2: neither in nor out; it is listed as in: Blog: perhaps`,
      `${table}:2: not an amount such as 4 articles or 10 hours; it is listed without: Blog: lots`,
      `${table}:3: a quote is opened here and not closed: "Video,out`,
    ]);
    const nothing = await groundrules(
      'scope',
      'import',
      file('letter.txt', 'We thank you. It was a pleasure.'),
      '--csv',
    );
    expect(nothing).toMatchObject({ code: 1, out: '', err: expect.stringContaining('title,kind,allowance') });
    expect(await groundrules('scope', 'import', join(scratch.path, 'none.txt'))).toMatchObject({ code: 1 });
    expect(await groundrules('scope', 'import')).toMatchObject({ code: 2 });
  });
});
