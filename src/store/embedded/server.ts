import { chownSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import type { Binaries } from './binaries.ts';
import { isPostgres, readPidFile } from './pid-file.ts';
import { exists, makePrivateFolder, mayTraverse, type Servant } from './place.ts';
import { ended, launch, logTail } from './program.ts';
import { EmbeddedDatabaseError } from './refusal.ts';

/** One database cluster on disk and what is needed to run it. `settings` are Postgres settings of its command line. */
export type Cluster = {
  binaries: Binaries;
  servant: Servant | undefined;
  folder: string;
  logFile: string;
  durable: boolean;
  settings: Record<string, string>;
};

/** How to reach a running server: over a unix socket, so never from another machine, and by nobody who may not enter the folder. */
export type Reach = { host: string; port: number; user: string };

export const databaseUser = 'groundrules';
const port = 5432;
const socketPrefix = 'groundrules-';
/** How long a server may take to come up or to go away. Recovery after a power cut can take a while. */
const patience = { startMilliseconds: 60_000, stopMilliseconds: 20_000, stepMilliseconds: 20 };

/** Makes the data folder where there is none. Throws when the one there was made by another Postgres major. */
export async function initialise(cluster: Cluster): Promise<void> {
  refuseOtherOwner(cluster);
  if (exists(join(cluster.folder, 'PG_VERSION'))) return refuseOtherMajor(cluster);
  // Two processes may find it missing at the same moment: each makes its own, one rename wins.
  const unfinished = mkdtempSync(`${cluster.folder}.`);
  makePrivateFolder(unfinished, cluster.servant);
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const options = ['-D', unfinished, '-U', databaseUser, '--auth=trust', ...locale];
  const child = launch(cluster, cluster.binaries.initdb, cluster.durable ? options : [...options, '--no-sync']);
  const failure = await ended(child);
  if (failure !== undefined) {
    rmSync(unfinished, { recursive: true, force: true });
    throw new EmbeddedDatabaseError(`The embedded database could not be made: ${failure}. ${logTail(cluster)}`);
  }
  try {
    renameSync(unfinished, cluster.folder);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!exists(join(cluster.folder, 'PG_VERSION'))) throw error;
  }
}

function refuseOtherOwner({ folder, servant }: Cluster): void {
  const owner = statSync(folder, { throwIfNoEntry: false })?.uid;
  const user = servant?.uid ?? process.getuid?.();
  if (owner === undefined || owner === user) return;
  throw new EmbeddedDatabaseError(
    `The data in ${folder} belongs to user ${owner}, but this is user ${user}; it may have been made by root. ` +
      `Start as the one who made it, or give it to yourself with "chown -R", or set GROUNDRULES_DATA to another folder.`,
  );
}

function refuseOtherMajor(cluster: Cluster): void {
  const major = readFileSync(join(cluster.folder, 'PG_VERSION'), 'utf8').trim();
  if (major === cluster.binaries.major) return;
  throw new EmbeddedDatabaseError(
    `The data in ${cluster.folder} was made by Postgres ${major}, but this version of Groundrules brings Postgres ` +
      `${cluster.binaries.major}, which cannot read it. Nothing was changed. With the Groundrules you had before, ` +
      'run "groundrules backup DIR". Then move that folder away and, with this one, run "groundrules restore DIR".',
  );
}

/**
 * Makes sure that a server runs on the data folder: adopts one that is there (another command's, or one whose Node was
 * killed), waits for one that is coming or going, else starts one. `startedBy` is written into a server started here.
 */
export async function ensureRunning(cluster: Cluster, startedBy: string): Promise<Reach> {
  let attempt: Attempt | undefined;
  let lastFailure: string | undefined;
  for (let waited = 0; waited < patience.startMilliseconds; waited += patience.stepMilliseconds) {
    const running = readPidFile(cluster.folder);
    if (running !== undefined && isOurs(running.socketFolder) && (await answers(reachOf(running.socketFolder)))) {
      if (attempt?.ownFolder !== running.socketFolder) attempt?.discard();
      return reachOf(running.socketFolder);
    }
    if (attempt?.failure !== undefined) {
      lastFailure = attempt.failure;
      attempt.discard();
      attempt = undefined;
      // A server killed a moment ago: its children still hold the shared memory. Anything else will not mend itself.
      if (waited > 5_000) break;
      await wait(100);
      waited += 100;
    }
    if (attempt === undefined && (running === undefined || !isPostgres(running.pid))) {
      if (running !== undefined) discardPidFile(cluster, running.pid);
      attempt = startOne(cluster, startedBy, running?.socketFolder);
    }
    await wait(patience.stepMilliseconds);
  }
  throw new EmbeddedDatabaseError(
    `The embedded database in ${cluster.folder} did not start${lastFailure ? `: ${lastFailure}` : ''}. ${logTail(cluster)}`,
  );
}

/** A server on its way up, or one that found another on the same data and gave up. */
type Attempt = { ownFolder: string | undefined; failure: string | undefined; discard(): void };

/**
 * Postgres sees through the pid file of a dead server, but not when its number belongs to another process by now.
 * Another starter may have replaced the file in this instant: theirs is put back.
 */
function discardPidFile(cluster: Cluster, deadPid: number): void {
  const file = join(cluster.folder, 'postmaster.pid');
  const aside = join(cluster.folder, `postmaster.pid.${process.pid}`);
  try {
    renameSync(file, aside);
    if (Number(readFileSync(aside, 'utf8').split('\n')[0]) === deadPid) rmSync(aside);
    else renameSync(aside, file);
  } catch {
    // Gone already: whoever took it away is starting a server.
  }
}

function startOne(cluster: Cluster, startedBy: string, staleSockets: string | undefined): Attempt {
  // The pools of a process whose server died look for it where it was.
  const ownFolder = isOurs(staleSockets ?? '') ? undefined : makeSocketFolder(cluster.servant);
  const settings = {
    listen_addresses: '',
    unix_socket_directories: ownFolder ?? staleSockets ?? '',
    unix_socket_permissions: '0700',
    wal_level: 'minimal',
    max_wal_senders: '0',
    max_wal_size: '256MB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // The log must never hold a person's words: no statements, and no details, which quote rows.
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    'groundrules.started_by': startedBy,
    ...cluster.settings,
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = launch(cluster, cluster.binaries.postgres, ['-D', cluster.folder, '-p', String(port), ...flags]);
  const end = ended(child);
  const removeFolder = () => ownFolder !== undefined && rmSync(ownFolder, { recursive: true, force: true });
  const attempt: Attempt = { ownFolder, failure: undefined, discard: () => void end.then(removeFolder) };
  end.then((failure) => {
    attempt.failure = failure ?? 'it ended at once';
  });
  child.unref();
  return attempt;
}

/** Stops the server on the data folder, if one runs: `fast` ends its clients politely, `immediate` leaves recovery to the next start. */
export async function stopServer(cluster: Pick<Cluster, 'folder'>, how: 'fast' | 'immediate'): Promise<void> {
  const running = readPidFile(cluster.folder);
  if (running === undefined || !isPostgres(running.pid)) return;
  process.kill(running.pid, how === 'fast' ? 'SIGINT' : 'SIGQUIT');
  for (let waited = 0; waited < patience.stopMilliseconds; waited += patience.stepMilliseconds) {
    // Not "is the process gone": in a container without an init a stopped orphan stays a zombie for ever.
    if (readPidFile(cluster.folder)?.pid !== running.pid) {
      if (isOurs(running.socketFolder)) rmSync(running.socketFolder, { recursive: true, force: true });
      return;
    }
    await wait(patience.stepMilliseconds);
  }
  if (how === 'fast') return stopServer(cluster, 'immediate');
  throw new EmbeddedDatabaseError(`The embedded database (process ${running.pid}) does not stop.`);
}

/** Connects to one database of the server. The client swallows the error of a connection cut while idle; its `end` event tells. */
export async function connectTo(reach: Reach, database: string, name: string): Promise<Client> {
  const client = new Client({ ...reach, database, application_name: name, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

async function answers(reach: Reach): Promise<boolean> {
  try {
    const client = await connectTo(reach, 'postgres', 'groundrules knock');
    await client.end();
    return true;
  } catch {
    return false;
  }
}

/** A path of a unix socket may have about 100 bytes, and the project's own folder may be deeper than that. */
function makeSocketFolder(servant: Servant | undefined): string {
  const usual = tmpdir();
  const base = usual.length <= 60 && mayTraverse(usual, servant) ? usual : '/tmp';
  const folder = mkdtempSync(join(base, socketPrefix));
  if (servant !== undefined) chownSync(folder, servant.uid, servant.gid);
  return folder;
}

function isOurs(socketFolder: string): boolean {
  return basename(socketFolder).startsWith(socketPrefix) && dirname(socketFolder) !== '.' && exists(socketFolder);
}

function reachOf(host: string): Reach {
  return { host, port, user: databaseUser };
}
