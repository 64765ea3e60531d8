import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { groundrules, scratchFolder } from './tests/groundrules.ts';

const scratch = scratchFolder();
afterAll(scratch.remove);

const samples = join(import.meta.dirname, '../sandbox/sample');
const sample = (name: string) => join(samples, name);

function file(name: string, text: string): string {
  const path = join(scratch.path, name);
  writeFileSync(path, text);
  return path;
}

describe('check', () => {
  test('finds the sample files fine, with the defaults of the agency’s file among them', async () => {
    const { code, out } = await groundrules('check', sample('nova.yml'), sample('agency.yml'));
    expect(code).toBe(0);
    expect(out).toContain(`${sample('agency.yml')}: fine (agency file of Harbour Studio)`);
    expect(out).toContain(`${sample('nova.yml')}: fine (agreement nova with Nova Bikes, with the defaults of`);
  });

  test('takes an agency.yml that lies beside an agreement', async () => {
    const folder = join(scratch.path, 'beside');
    mkdirSync(folder);
    for (const name of ['agency.yml', 'nova.yml']) cpSync(sample(name), join(folder, name));
    const { out } = await groundrules('check', join(folder, 'nova.yml'));
    expect(out).toContain(`with the defaults of ${join(folder, 'agency.yml')}`);
  });

  test('finds a template beside the file before the one that comes with Groundrules', async () => {
    const folder = join(scratch.path, 'templates');
    mkdirSync(folder);
    for (const name of ['agency.yml', 'nova.yml']) cpSync(sample(name), join(folder, name));
    writeFileSync(join(folder, 'standard.yml'), 'schema: 1\ngrouping: soon\n');
    const { code, err } = await groundrules('check', join(folder, 'nova.yml'));
    expect(code).toBe(1);
    expect(err).toContain('standard.yml:2:11 grouping: "soon"');
  });

  test('says line, column and what to write instead, and exits with 1', async () => {
    const wrong = readFileSync(sample('nova.yml'), 'utf8').replace('id: nova', 'id: Nova Bikes');
    const path = file('wrong.yml', wrong);
    const line = wrong.split('\n').findIndex((one) => one.startsWith('id:')) + 1;
    const { code, out, err } = await groundrules('check', path);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(`${path}:${line}:5 id: `);
    expect(err).toContain('such as nova-bikes');
  });

  test('says where YAML is broken', async () => {
    const path = file('broken.yml', 'schema: 1\nid: x\n  bad: [\n');
    const { code, err } = await groundrules('check', path);
    expect(code).toBe(1);
    expect(err).toMatch(/broken\.yml:2:5 \S+/);
  });

  test('refuses two files that claim one channel, and two with one id', async () => {
    const text = readFileSync(sample('nova.yml'), 'utf8');
    const one = file('one.yml', text);
    const other = file('other.yml', text.replace('id: nova', 'id: other'));
    const both = await groundrules('check', one, other, sample('agency.yml'));
    expect(both.code).toBe(1);
    expect(both.err).toContain('C0NOVA is named by nova and by other');
    const twin = await groundrules('check', one, file('twin.yml', text), sample('agency.yml'));
    expect(twin.err).toContain('both have the id nova');
  });

  test('gives programs the problems as JSON', async () => {
    const path = file('json.yml', 'schema: 1\nid: x\n');
    const { code, out } = await groundrules('check', path, '--json');
    const { ok, files } = JSON.parse(out);
    expect({ code, ok }).toEqual({ code: 1, ok: false });
    expect(files[0].problems[0]).toMatchObject({ file: path, line: 1 });
  });

  test('warns of an emergency that only Slack would wake somebody for, and finds the file fine all the same', async () => {
    const text = readFileSync(sample('agency.yml'), 'utf8').replace('by: [slack, sms], ', '');
    const path = file('silent.yml', text);
    const { code, out, err } = await groundrules('check', path);
    expect({ code, isFine: out.includes('fine (agency file') }).toEqual({ code: 0, isFine: true });
    expect(err).toContain(
      'onCall.policies.standard.steps[0]: warning: Slack alone wakes nobody who has do-not-disturb',
    );
    const [found] = JSON.parse((await groundrules('check', path, '--json')).out).files;
    expect(found).toMatchObject({ ok: true, problems: [] });
    expect(found.warnings[0]).toMatchObject({ path: 'onCall.policies.standard.steps[0]' });
  });

  test.each([
    ['a missing file', () => join(scratch.path, 'nonesuch.yml'), 'there is no such file'],
    ['a folder', () => scratch.path, 'this is a folder'],
    ['what is no text', () => binary(), 'this is not UTF-8 text'],
  ])('refuses %s', async (_, path, because) => {
    const { code, err } = await groundrules('check', path());
    expect(code).toBe(1);
    expect(err).toContain(because);
  });
});

function binary(): string {
  const path = join(scratch.path, 'binary.yml');
  writeFileSync(path, Buffer.from([0xff, 0xfe, 0x00, 0x80]));
  return path;
}

describe('what every command has', () => {
  const names = 'start migrate check apply export due status oncall why people read score retry backup restore'.split(
    ' ',
  );

  test.each(names)('%s has help with an example, --json and --verbose', async (name) => {
    const { code, out } = await groundrules(name, '--help');
    expect(code).toBe(0);
    expect(out).toContain(`  $ groundrules ${name}`);
    expect(out).toContain('--json');
    expect(out).toContain('--verbose');
  });

  test('the programme lists them all, and its version', async () => {
    const { code, out } = await groundrules('--help');
    expect(code).toBe(0);
    for (const name of names) expect(out).toMatch(new RegExp(`^  ${name} `, 'm'));
    expect((await groundrules('--version')).out).toMatch(/^\d+\.\d+\.\d+$/);
  });

  test.each([
    ['an unknown command', ['chek'], 'Did you mean check?'],
    ['an unknown option', ['check', 'x.yml', '--jsn'], 'Did you mean --json?'],
    ['a missing argument', ['apply'], 'missing required argument'],
    ['one argument too many', ['backup', 'a', 'b'], 'too many arguments'],
    ['nothing at all', [], 'Usage: groundrules'],
  ])('%s is a usage error, exit code 2', async (_, words, because) => {
    const { code, err } = await groundrules(...words);
    expect(code).toBe(2);
    expect(err).toContain(because);
  });
});
