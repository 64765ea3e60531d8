import { describe, expect, it } from 'vitest';
import { conflicts } from './conflicts.ts';
import { diffAgreements } from './diff.ts';
import { merge } from './layers.ts';
import { peopleBlock } from './people-block.ts';
import { exportAgreement, type Incoming, planApply, type StoredVersion, withVersion } from './version.ts';

const text = (version: number | undefined, ...lines: string[]) =>
  ['schema: 1', ...(version === undefined ? [] : [`version: ${version}   # counted by apply`]), ...lines, ''].join(
    '\n',
  );
const stored = (version: number, ...lines: string[]): StoredVersion => {
  const raw = text(version, ...lines);
  return { version, raw, resolvedText: raw };
};
const incoming = (version: number | undefined, ...lines: string[]): Incoming => {
  const raw = text(version, ...lines);
  return { raw, resolvedText: raw, fileVersion: version };
};

const first = ['grouping: 5m', 'channels:', '  - C0ONE # the first'];
const second = ['grouping: 5m', 'channels:', '  - C0ONE # the first', '  - C0TWO'];

describe('applying a file', () => {
  it('where nothing is in force makes it version 1, whatever number it says', () => {
    for (const number of [undefined, 1, 7]) {
      expect(planApply(incoming(number, ...first), undefined)).toMatchObject({ kind: 'first', version: 1 });
    }
  });

  it('made from the version in force makes the next, and touches nothing but the number', () => {
    const plan = planApply(incoming(3, ...second), stored(3, ...first));
    expect(plan).toEqual({
      kind: 'next',
      version: 4,
      raw: text(4, ...second),
      resolvedText: text(4, ...second),
      changes: [{ path: 'channels', after: 'C0TWO', text: 'channels: + C0TWO' }],
      lost: [],
    });
  });

  it('that changes nothing changes nothing, so that applying twice is applying once', () => {
    expect(planApply(incoming(3, ...first), stored(3, ...first))).toEqual({ kind: 'unchanged', version: 3 });
    expect(planApply(incoming(1, ...first), stored(3, ...first))).toEqual({ kind: 'unchanged', version: 3 });
    const exported = exportAgreement(stored(3, ...first), 'today');
    const same = { raw: exported, resolvedText: exported, fileVersion: 3 };
    expect(planApply(same, stored(3, ...first))).toEqual({ kind: 'unchanged', version: 3 });
  });

  it('with only a comment changed keeps the comment in a version of its own', () => {
    const plan = planApply(incoming(3, '# a remark', ...first), stored(3, ...first));
    expect(plan).toMatchObject({ kind: 'next', version: 4, changes: [] });
  });

  it('made from an older version is refused with the difference', () => {
    const plan = planApply(incoming(2, ...first), stored(3, ...second));
    expect(plan).toMatchObject({
      kind: 'refused',
      inForce: 3,
      difference: [{ text: 'channels: − C0TWO' }],
      lost: [{ text: 'channels: − C0TWO' }],
    });
    expect(plan.kind === 'refused' && plan.message).toContain(
      'the file was made from version 2, and version 3 is in force',
    );
  });

  it('made from no version, or one that never was, is refused too', () => {
    expect(planApply(incoming(undefined, ...second), stored(3, ...first))).toMatchObject({ kind: 'refused' });
    expect(planApply(incoming(9, ...second), stored(3, ...first))).toMatchObject({ kind: 'refused' });
  });

  it('by force says exactly what was agreed since and is lost, and what is only new', () => {
    const base = stored(1, 'grouping: 5m', 'status: active', 'channels: [C0ONE, C0OLD]');
    const inForce = stored(2, 'grouping: 10m', 'status: active', 'channels: [C0ONE, C0TWO]');
    const file = incoming(1, 'grouping: 5m', 'status: paused', 'channels: [C0ONE, C0OLD, C0NEW]');
    const refused = planApply(file, inForce, { base });
    const forced = planApply(file, inForce, { base, force: true });
    const lost = ['grouping: 5m → 10m', 'channels: + C0TWO', 'channels: − C0OLD'];
    expect(refused.kind === 'refused' && refused.lost.map((change) => change.text)).toEqual(lost);
    expect(forced.kind === 'next' && forced.lost.map((change) => change.text)).toEqual(lost);
    expect(forced).toMatchObject({ kind: 'next', version: 3 });
    expect(forced.kind === 'next' && forced.changes.map((change) => change.text)).toEqual([
      'grouping: 10m → 5m',
      'status: active → paused',
      'channels: + C0OLD',
      'channels: + C0NEW',
      'channels: − C0TWO',
    ]);
  });
});

describe('a version number', () => {
  it.each([
    ['is replaced where it stands', 'schema: 1\nversion: 3 # old\nid: a\n', 'schema: 1\nversion: 12 # old\nid: a\n'],
    ['is added after the form', '# hello\nschema: 1\nid: a\n', '# hello\nschema: 1\nversion: 12\nid: a\n'],
    ['is added before everything else', '# hello\n\nid: a\n', '# hello\n\nversion: 12\nid: a\n'],
    ['keeps Windows line ends', 'schema: 1\r\nid: a\r\n', 'schema: 1\r\nversion: 12\r\nid: a\r\n'],
    ['in quotation marks', 'schema: 1\n"version": 3\n', 'schema: 1\n"version": 12\n'],
    ['is not that of something else', 'id: "version: 3"\nversion: 3\n', 'id: "version: 3"\nversion: 12\n'],
  ])('%s', (_what, before, after) => expect(withVersion(before, 12)).toBe(after));
});

describe('an exported file', () => {
  it('is the text as it was written, under one line that names the version', () => {
    const exported = exportAgreement(stored(4, '# why so short?', ...first), '3 March 2026');
    const header = '# Exported by groundrules: version 4, in force since 3 March 2026. Edit it, then apply it.';
    expect(exported).toBe(`${header}\n${text(4, '# why so short?', ...first)}`);
    expect(exportAgreement({ version: 4, raw: exported }, '3 March 2026')).toBe(exported);
  });

  it("leaves the editor's line first", () => {
    const line = '# yaml-language-server: $schema=agreement.schema.json';
    const exported = exportAgreement({ version: 4, raw: `${line}\nschema: 1\nversion: 4\n` }, 'today');
    expect(exported.split('\n').slice(0, 2)).toEqual([line, expect.stringContaining('version 4')]);
  });

  it('is applied without that line', () => {
    const exported = exportAgreement(stored(3, ...first), 'today').replace('5m', '6m');
    const plan = planApply({ raw: exported, resolvedText: exported, fileVersion: 3 }, stored(3, ...first));
    expect(plan.kind === 'next' && plan.raw).toBe(text(4, ...first).replace('5m', '6m'));
  });
});

describe('a difference', () => {
  it.each([
    ['a value', 'a: 1\n', 'a: 2\n', ['a: 1 → 2']],
    ['a new group', 'a: 1\n', 'a: 1\nb:\n  c: x\n  d: [y]\n', ['b.c: + x', 'b.d: + y']],
    ['a group gone', 'b:\n  c: x\n', 'a: 1\n', ['a: + 1', 'b.c: − x']],
    ['lines of a list', 'a: [x, y]\n', 'a: [y, z]\n', ['a: + z', 'a: − x']],
    ['another order', 'a: [x, y]\n', 'a: [y, x]\n', ['a: x, y → y, x']],
    [
      'a dated exception',
      'a: []\n',
      'a:\n  - date: 2026-12-24\n    hours: closed\n',
      ['a: + date: 2026-12-24, hours: closed'],
    ],
    [
      'the order of keys, comments and the version are none',
      'a: 1\nb: 2\nversion: 1\n',
      '# x\nb: 2\na: 1\nversion: 2\n',
      [],
    ],
  ])('%s', (_what, before, after, changes) =>
    expect(diffAgreements(before, after).map((change) => change.text)).toEqual(changes),
  );
});

describe('a template', () => {
  it('gives groups key by key and is overruled in lists and values', () => {
    const template = { a: { b: 1, c: { d: 2, e: 3 } }, list: [1, 2], kept: true };
    const file = { a: { c: { e: 4 } }, list: [3] };
    expect(merge(template, file)).toEqual({ a: { b: 1, c: { d: 2, e: 4 } }, list: [3], kept: true });
    expect(merge(template, {})).toEqual(template);
  });
});

describe('channels', () => {
  const agreement = (
    id: string,
    channels: string[],
    internalChannel?: string,
    status: 'active' | 'ended' = 'active',
  ) => ({
    id,
    channels,
    status,
    ...(internalChannel === undefined ? {} : { internalChannel }),
  });
  it('of two agreements must differ, be they the client’s or internal', () => {
    const found = conflicts([
      agreement('nova', ['C0A', 'C0B'], 'C0X'),
      agreement('defne', ['C0C'], 'C0B'),
      agreement('orchard', ['C0A'], 'C0X'),
    ]);
    expect(found.map(({ channel, agreements }) => [channel, ...agreements])).toEqual([
      ['C0B', 'nova', 'defne'],
      ['C0A', 'nova', 'orchard'],
      ['C0X', 'nova', 'orchard'],
    ]);
    expect(found[0]?.message).toBe(
      'C0B is named by nova and by defne; a channel belongs to one client, so take it out of one of them',
    );
  });
  it('are free again when an agreement has ended', () => {
    expect(conflicts([agreement('nova', ['C0A'], undefined, 'ended'), agreement('defne', ['C0A'])])).toEqual([]);
  });
});

describe('the block of people', () => {
  it('has ids with names beside them, and can be pasted whatever the names are', () => {
    const block = peopleBlock([
      { id: 'U0MIRA', name: 'Mira Aksoy', side: 'staff' },
      { id: 'U0JONAS', name: 'Jonas: the "fixer" # 1', side: 'staff' },
      { id: 'U0ELIF', side: 'staff' },
      { id: 'U0ANNA', name: 'Anna\nNovak', side: 'client' },
      { id: 'U0BOT', name: 'Printer', side: 'neither' },
    ]);
    expect(block).toBe(
      [
        'people:',
        '  owner: U0MIRA Mira Aksoy',
        `  backup: 'U0JONAS Jonas: the "fixer" # 1'`,
        '  staff:',
        '    - U0ELIF',
        '  client:',
        '    - U0ANNA Anna Novak',
        '  neither:',
        '    - U0BOT Printer',
        '',
      ].join('\n'),
    );
  });
});
