import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Binaries, findBinaries, readyBinaries } from './binaries.ts';
import { exists, mayTraverse, servantOfThisProcess, settle } from './place.ts';

const isRoot = process.getuid?.() === 0;
const servant = servantOfThisProcess();

let root: string;
let elsewhere: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'groundrules-test-'));
  chmodSync(root, 0o755);
  elsewhere = join(root, 'elsewhere');
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** A copy of the installed package as npm leaves it when install scripts are switched off: without its symlinks. */
function unhydrated(folder: string): string {
  const installed = dirname(dirname(dirname(findBinaries(elsewhere, servant).postgres)));
  cpSync(installed, folder, { recursive: true, verbatimSymlinks: true });
  const links = JSON.parse(readFileSync(join(folder, 'native/pg-symlinks.json'), 'utf8')) as { target: string }[];
  for (const { target } of links) rmSync(join(folder, target));
  return folder;
}

const version = (binaries: Binaries) =>
  execFileSync(binaries.postgres, ['--version'], { encoding: 'utf8', cwd: '/', stdio: 'pipe', ...servant });

test('the server of this machine runs, in the version its data folders will carry', () => {
  const binaries = findBinaries(elsewhere, servant);
  expect(version(binaries)).toContain(`(PostgreSQL) ${binaries.major}.`);
});

test('it runs although npm’s install scripts did not', () => {
  const folder = unhydrated(join(root, 'no-scripts'));
  expect(() =>
    version({ ...findBinaries(elsewhere, servant), postgres: join(folder, 'native/bin/postgres') }),
  ).toThrow();
  expect(version(readyBinaries(folder, elsewhere, servant))).toContain('PostgreSQL');
});

test.runIf(isRoot)('below a folder that nobody may enter it is copied to one that everybody may', () => {
  const home = join(root, 'home');
  mkdirSync(home, { mode: 0o700 });
  const folder = unhydrated(join(home, 'package'));
  const binaries = readyBinaries(folder, elsewhere, servant);
  expect(binaries.postgres).toContain(elsewhere);
  expect(version(binaries)).toContain('PostgreSQL');
  expect(readyBinaries(folder, elsewhere, servant)).toEqual(binaries);
});

test('a machine without binaries is told of DATABASE_URL', () => {
  const find = (platform: string, architecture: string) => () =>
    findBinaries(elsewhere, servant, { platform, architecture });
  expect(find('win32', 'x64')).toThrow(/no embedded Postgres for win32 on x64.*DATABASE_URL/);
  const missing = process.platform === 'darwin' ? 'linux' : 'darwin';
  expect(find(missing, 'x64')).toThrow(/not installed.*npm install.*DATABASE_URL/);
});

test('a closed folder anywhere on the way counts as closed', () => {
  const open = join(root, 'closed/open');
  mkdirSync(open, { recursive: true });
  const stranger = { uid: 65534, gid: 65534 };
  expect(mayTraverse(open, stranger)).toBe(true);
  chmodSync(join(root, 'closed'), 0o700);
  expect(mayTraverse(open, stranger)).toBe(false);
});

test('data that can be nowhere is said so with what to set', () => {
  const notFolder = findBinaries(elsewhere, servant).postgres;
  expect(() => settle(join(notFolder, 'data'), join(notFolder, 'elsewhere'), servant)).toThrow(
    /GROUNDRULES_DATA.*DATABASE_URL/,
  );
});

test('folders made for the data let passers-by through, whatever the umask', () => {
  const before = process.umask(0o077);
  try {
    const folder = settle(join(root, 'made/for/data'), elsewhere, { uid: 65534, gid: 65534 });
    expect(folder).toBe(join(root, 'made/for/data'));
    expect(mayTraverse(folder, { uid: 65534, gid: 65534 })).toBe(true);
    expect(exists(folder)).toBe(true);
  } finally {
    process.umask(before);
  }
});
