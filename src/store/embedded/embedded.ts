import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Client, PoolConfig } from 'pg';
import type { Logger } from 'pino';
import { findBinaries } from './binaries.ts';
import { enter, holdLock, isLastGuest, lockHolder, type OwnerLock } from './ownership.ts';
import { defaultElsewhere, servantOfThisProcess, settle } from './place.ts';
import { EmbeddedDatabaseError } from './refusal.ts';
import { type Cluster, connectTo, databaseUser, ensureRunning, initialise, type Reach, stopServer } from './server.ts';

export type EmbeddedOptions = {
  /** Where the data should live. */
  dataFolder: string;
  /** The database inside the server; made when missing. Letters, digits and underscores. */
  database: string;
  /** *owner*: the one long-running process, which stops the server. *guest*: a command beside it. */
  mode?: 'owner' | 'guest';
  logger: Logger;
  /** Where things go that cannot be where they were wanted. */
  elsewhere?: string;
};

export type Embedded = {
  /** For `new pg.Pool`; the path of a unix socket in `host`. */
  connection: PoolConfig;
  connectionString: string;
  owner: boolean;
  /** The folder in use, which is not always the one asked for: tell the operator. */
  dataFolder: string;
  /** Gives the database back. The owner's server stops; a guest's only when a guest started it and nobody else is connected. End your pools first. */
  stop(): Promise<void>;
};

/** Inside the data folder, beside the log. */
const clusterName = 'postgres';

type Session = { reach: Reach; stop(): Promise<void> };

/**
 * Opens the embedded Postgres: makes it, starts it, or connects to the one that runs. One owner at a time; a second one
 * is refused with an EmbeddedDatabaseError naming the first. So are a data folder of another major and a machine without binaries.
 */
export async function openEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const { logger, database } = options;
  const mode = options.mode ?? 'owner';
  const { cluster, dataFolder } = prepare(options);
  await initialise(cluster);
  const { reach, stop } = mode === 'owner' ? await becomeOwner(cluster, logger) : await visit(cluster);
  await makeDatabase(reach, database);
  logger.info({ dataFolder, database, mode }, 'embedded database ready');
  let stopping: Promise<void> | undefined;
  return {
    connection: { ...reach, database },
    connectionString: `postgresql://${databaseUser}@localhost:${reach.port}/${database}?host=${encodeURIComponent(reach.host)}`,
    owner: mode === 'owner',
    dataFolder,
    stop() {
      stopping ??= stop();
      return stopping;
    },
  };
}

/** The folder that holds the database when `wanted` is asked for: what lies beside it is found there. Makes it. */
export function dataFolderInUse(wanted: string, elsewhere: string = defaultElsewhere()): string {
  return settle(wanted, elsewhere, servantOfThisProcess(join(wanted, clusterName)));
}

function prepare({ dataFolder: wanted, elsewhere = defaultElsewhere(), logger }: EmbeddedOptions) {
  const servant = servantOfThisProcess(join(wanted, clusterName));
  const binaries = findBinaries(elsewhere, servant);
  const dataFolder = settle(wanted, elsewhere, servant);
  if (dataFolder !== resolve(wanted)) logger.info({ wanted, dataFolder }, 'embedded database lives in another folder');
  const cluster: Cluster = {
    binaries,
    servant,
    folder: join(dataFolder, clusterName),
    logFile: join(dataFolder, 'postgres.log'),
    durable: true,
    settings: {},
  };
  return { cluster, dataFolder };
}

/** A guest on its way out holds the lock for a moment and takes the server with it: then the owner starts over. */
async function becomeOwner(cluster: Cluster, logger: Logger): Promise<Session> {
  return persist(async () => {
    const reach = await ensureRunning(cluster, 'owner');
    const lock = await holdLock(reach, () => ensureRunning(cluster, 'owner'), logger);
    if (lock !== undefined) return { reach, stop: () => shutDown(cluster, lock) };
    const holder = await lockHolder(reach);
    if (holder?.role !== 'owner') return undefined;
    throw new EmbeddedDatabaseError(
      `Groundrules already runs on this data (process ${holder.pid}, since ${holder.since}). ` +
        'Stop that one first, or give this one another folder in GROUNDRULES_DATA.',
    );
  });
}

async function visit(cluster: Cluster): Promise<Session> {
  return persist(async () => {
    const reach = await ensureRunning(cluster, 'guest');
    const client = await enter(reach);
    return client && { reach, stop: () => leave(cluster, client) };
  });
}

/** Tries again while the server is going away under us: somebody else is stopping it at this moment. */
async function persist(attempt: () => Promise<Session | undefined>): Promise<Session> {
  for (let tries = 1; tries <= 100; tries += 1) {
    try {
      const session = await attempt();
      if (session !== undefined) return session;
    } catch (error) {
      if (error instanceof EmbeddedDatabaseError || tries === 100) throw error;
    }
    await wait(50);
  }
  throw new EmbeddedDatabaseError('The embedded database is busy with starting and stopping. Please try again.');
}

async function shutDown(cluster: Cluster, lock: OwnerLock): Promise<void> {
  if (await lock.isOurs()) await stopServer(cluster, 'fast');
  await lock.release();
}

/** The last guest turns off the light, unless it was an owner who turned it on. */
async function leave(cluster: Cluster, client: Client): Promise<void> {
  try {
    if (await isLastGuest(client)) await stopServer(cluster, 'fast');
  } catch (error) {
    // The owner stopped the server during the visit: nothing is left to do.
    if (error instanceof EmbeddedDatabaseError) throw error;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function makeDatabase(reach: Reach, database: string): Promise<void> {
  if (!/^[a-z][a-z0-9_]{0,62}$/.test(database)) throw new EmbeddedDatabaseError(`Not a database name: ${database}`);
  const client = await connectTo(reach, 'postgres', 'groundrules');
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [database]);
    if (rowCount === 0) await client.query(`create database ${database} template template0`).catch(unlessMadeMeanwhile);
  } finally {
    await client.end();
  }
}

function unlessMadeMeanwhile(error: { code?: string }): void {
  // 42P04: it exists; 23505: another session made it in this very moment.
  if (error.code !== '42P04' && error.code !== '23505') throw error;
}
