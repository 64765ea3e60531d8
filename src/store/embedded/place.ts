import { createHash } from 'node:crypto';
import { accessSync, chmodSync, chownSync, constants, lstatSync, mkdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, parse, relative, resolve, sep } from 'node:path';
import { EmbeddedDatabaseError } from './refusal.ts';

/** The system user that Postgres runs as, where that is not the user of this process. */
export type Servant = { uid: number; gid: number };

/** Postgres refuses to run as root, so root hands it to a user who exists everywhere and owns nothing. On macOS *nobody* has no usable number. */
const stranger: Servant = process.platform === 'darwin' ? { uid: 1, gid: 1 } : { uid: 65534, gid: 65534 };

/**
 * Gives the user Postgres must run as, or undefined when it may run as the user of this process. Root serves a `cluster`
 * that another user made in that user's name, so that they can use it again.
 */
export function servantOfThisProcess(cluster?: string): Servant | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const owner = cluster === undefined ? undefined : statSync(cluster, { throwIfNoEntry: false });
  return owner === undefined || owner.uid === 0 ? stranger : { uid: owner.uid, gid: owner.gid };
}

/** Whether `servant` may step into `folder`, which means through every folder above it as well. Symlinks are followed. */
export function mayTraverse(folder: string, servant: Servant | undefined): boolean {
  const root = parse(resolve(folder)).root;
  const steps = relative(root, resolve(folder)).split(sep).filter(Boolean);
  const folders = steps.map((_, index) => join(root, ...steps.slice(0, index + 1)));
  return folders.every((each) => mayStepInto(each, servant));
}

function mayStepInto(folder: string, servant: Servant | undefined): boolean {
  if (servant === undefined) return isAccessible(folder, constants.X_OK);
  const { mode, uid, gid } = statSync(folder);
  if (uid === servant.uid) return (mode & 0o100) !== 0;
  if (gid === servant.gid) return (mode & 0o010) !== 0;
  return (mode & 0o001) !== 0;
}

function isAccessible(path: string, mode: number): boolean {
  try {
    accessSync(path, mode);
    return true;
  } catch {
    return false;
  }
}

/**
 * Where folders go that cannot be where they were wanted: a project below root's home, or on a read-only disk.
 * It outlives a restart of the machine, unlike a temporary folder.
 */
export function defaultElsewhere(): string {
  return servantOfThisProcess() === undefined ? join(homedir(), '.local/state/groundrules') : '/var/lib/groundrules';
}

/**
 * Gives the folder that will hold the database: `wanted` where Postgres can live there, else one below `elsewhere`
 * named after `wanted`, so that two projects never share one. Makes it. Throws when neither is possible.
 */
export function settle(wanted: string, elsewhere: string, servant: Servant | undefined): string {
  const absolute = resolve(wanted);
  const other = join(elsewhere, createHash('sha256').update(absolute).digest('hex').slice(0, 12));
  const failures: string[] = [];
  for (const folder of [absolute, other]) {
    const failure = make(folder, servant);
    if (failure === undefined) return folder;
    failures.push(`${folder}: ${failure}`);
  }
  throw new EmbeddedDatabaseError(
    `No place for the embedded database (${failures.join('; ')}). ` +
      'Set GROUNDRULES_DATA to a folder that can be written to, or DATABASE_URL to a Postgres of yours.',
  );
}

function make(folder: string, servant: Servant | undefined): string | undefined {
  try {
    const existing = nearestExisting(folder);
    if (!mayTraverse(existing, servant)) return `the user Postgres runs as may not enter ${existing}`;
    makeFolder(folder);
    return isAccessible(folder, constants.W_OK) ? undefined : 'not writable';
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
  }
}

/** Makes `folder` and what is missing above it, open to passers-by whatever the umask: `mkdir`'s mode would close the parents. */
export function makeFolder(folder: string): void {
  const first = mkdirSync(folder, { recursive: true });
  if (first === undefined) return;
  for (let each = folder; each.length >= first.length; each = dirname(each)) chmodSync(each, 0o755);
}

/** Makes `folder` for the eyes of Postgres alone, as it demands. */
export function makePrivateFolder(folder: string, servant: Servant | undefined): void {
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o700);
  if (servant !== undefined) chownSync(folder, servant.uid, servant.gid);
}

function nearestExisting(folder: string): string {
  let each = folder;
  while (!exists(each)) each = dirname(each);
  return each;
}

/** Whether anything, a dangling symlink included, is at `path`. */
export function exists(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}
