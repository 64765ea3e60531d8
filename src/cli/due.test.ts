import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { groundrules, scratchFolder } from './tests/groundrules.ts';

const scratch = scratchFolder();
afterAll(scratch.remove);

const samples = join(import.meta.dirname, '../sandbox/sample');
const nova = join(samples, 'nova.yml');

describe('due', () => {
  test('counts across a weekend and shows the spans counted', async () => {
    const { code, out } = await groundrules('due', '--agreement', nova, '--at', '2026-11-20T16:50');
    expect(code).toBe(0);
    expect(out.split('\n').map((line) => line.trim())).toEqual([
      'asked     Fri 20 Nov 2026 16:50  Europe/Berlin',
      'warned    Mon 23 Nov 2026 10:20',
      'due       Mon 23 Nov 2026 10:50',
      'promised  2h in office hours     (normal, first reply)',
      '',
      'Open time counted',
      'Fri 20 Nov  16:50–17:00  10m',
      'Mon 23 Nov  09:00–10:50  1h 50m',
      'together                 2h',
    ]);
  });

  test('an instant with an offset is that instant', async () => {
    const { out } = await groundrules('due', '--agreement', nova, '--at', '2026-11-20T15:50Z', '--json');
    expect(JSON.parse(out)).toMatchObject({
      client: 'nova',
      askedAt: '2026-11-20T15:50:00.000Z',
      dueAt: '2026-11-23T09:50:00.000Z',
      warnAt: '2026-11-23T09:20:00.000Z',
      openSeconds: 7200,
      timeZone: 'Europe/Berlin',
      target: '2h',
    });
  });

  test('names the holidays and exceptions on the way, days in a row as one', async () => {
    const { out } = await groundrules('due', '--agreement', nova, '--at', '2026-12-23T16:50');
    expect(out).toContain('Thu 24 Dec – Thu 31 Dec  between the years');
    expect(out).toMatch(/Fri 1 Jan +Neujahr/);
  });

  test('takes priority and later replies into account', async () => {
    const target = async (...more: string[]) => {
      const { out } = await groundrules('due', '--agreement', nova, '--at', '2026-11-23T09:00', '--json', ...more);
      const { priority, reply, target: promised } = JSON.parse(out);
      return [priority, reply, promised];
    };
    expect(await target('--next')).toEqual(['normal', 'next', '4h']);
    expect(await target('--priority', 'low')).toEqual(['low', 'first', '1 business day']);
  });

  test('counts what is asked out of hours around the clock, where that is agreed', async () => {
    const file = withText((text) => `${text}responseWindow:\n  outOfHours:\n    normal: { first: 3h }\n`);
    const lines = async (at: string) => {
      const { out } = await groundrules('due', '--agreement', file, '--at', at);
      return out.split('\n').filter((line) => /^(due|promised)/.test(line));
    };
    expect(await lines('2026-11-20T18:50')).toEqual(
      ['due       Fri 20 Nov 2026 21:50  ', 'promised  3h around the clock    (normal, first reply)'].map((line) =>
        line.trimEnd(),
      ),
    );
    expect(await lines('2026-11-20T16:50')).toEqual([
      'due       Mon 23 Nov 2026 10:50',
      'promised  2h in office hours     (normal, first reply)',
    ]);
  });

  test('shows the due time in the client’s own zone as well', async () => {
    const { out } = await groundrules('due', '--agreement', ownZone(), '--at', '2026-11-20T16:50');
    expect(out).toMatch(/for them +Mon 23 Nov 2026 18:50 +Asia\/Tokyo/);
  });

  test('says so when the agreement counts nothing now', async () => {
    const { out } = await groundrules(
      'due',
      '--agreement',
      withText((text) => `${text}status: paused\n`),
      '--at',
      'now',
    );
    expect(out).toContain('The agreement is paused: nothing is counted now.');
  });

  test.each([
    ['a time that is none', ['--at', '9am'], 2, '"9am" is no time'],
    ['a date that does not exist', ['--at', '2026-02-30T10:00'], 2, 'is no time'],
    ['a local time that the clocks skip', ['--at', '2026-03-29T02:30'], 2, 'does not exist in Europe/Berlin'],
    ['an unknown priority', ['--at', 'now', '--priority', 'urgnt'], 2, 'Did you mean urgent?'],
    ['no time', [], 2, "required option '--at <instant>'"],
    ['an agency file that is none', ['--at', 'now', '--agency', nova], 1, 'is no agency file'],
  ])('refuses %s', async (_, words, expected, because) => {
    const { code, err } = await groundrules('due', '--agreement', nova, ...words);
    expect(err).toContain(because);
    expect(code).toBe(expected);
  });

  test('refuses an agency’s file, and one that is broken', async () => {
    const agency = await groundrules('due', '--agreement', join(samples, 'agency.yml'), '--at', 'now');
    expect(agency).toMatchObject({ code: 1, out: '' });
    expect(agency.err).toContain('is an agency file');
    const broken = await groundrules(
      'due',
      '--agreement',
      withText((text) => `${text}colour: red\n`),
      '--at',
      'now',
    );
    expect(broken.code).toBe(1);
    expect(broken.err).toMatch(/\.yml:\d+:1 /);
  });
});

let count = 0;
function withText(change: (text: string) => string): string {
  const folder = join(scratch.path, String(count++));
  mkdirSync(folder);
  cpSync(join(samples, 'agency.yml'), join(folder, 'agency.yml'));
  writeFileSync(join(folder, 'nova.yml'), change(readFileSync(nova, 'utf8')));
  return join(folder, 'nova.yml');
}

function ownZone(): string {
  return withText((text) => text.replace(/^client:\n/m, 'client:\n  timeZone: Asia/Tokyo\n'));
}
