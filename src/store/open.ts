/** Opening the database that was configured: somebody's own server, or the embedded one. */
import type pg from 'pg';
import type { Logger } from 'pino';
import { createPool } from './database.ts';
import { dataFolderInUse, openEmbedded } from './embedded/embedded.ts';
import { readRunning, writeRunning } from './running.ts';

/** Connections for walking and delivering, those kept for people who wait for an answer, and those kept for emergencies. */
const CONNECTIONS = { house: 12, reserved: 4, urgent: 5 };

/** A rehearsal may forget its last moment when the machine loses its power: a month of it need not wait for the disk. */
const NOT_WAITING = { options: '-c synchronous_commit=off' };

export type Place = { kind: 'embedded'; dataFolder: string } | { kind: 'url'; url: string };

/** A database that is open, with what gives it back. */
export type OpenDatabase = {
  pool: pg.Pool;
  reserved: pg.Pool;
  urgent: pg.Pool;
  connection: pg.PoolConfig;
  /** In words for the operator. */
  where: string;
  close(): Promise<void>;
};

/**
 * Opens it. `own` is the database inside the embedded server that a start uses; a guest takes the one that the running
 * start uses. `isRehearsal`: nobody's work is in it. Throws the embedded database's own error with what to do.
 */
export async function openPools(
  place: Place,
  options: { own: string; mode: 'owner' | 'guest'; isRehearsal: boolean; logger: Logger },
): Promise<OpenDatabase> {
  const { own, mode, isRehearsal, logger } = options;
  const pace = isRehearsal ? NOT_WAITING : {};
  if (place.kind === 'url') {
    const connection = { connectionString: place.url, ...pace };
    return pools(connection, 'the database of DATABASE_URL', logger, () => Promise.resolve());
  }
  const dataFolder = dataFolderInUse(place.dataFolder);
  const database = mode === 'guest' ? ((await readRunning(dataFolder)) ?? own) : own;
  const embedded = await openEmbedded({ dataFolder, database, mode, logger });
  const forget = mode === 'owner' ? await writeRunning(embedded.dataFolder, database) : () => Promise.resolve();
  return pools({ ...embedded.connection, ...pace }, `${embedded.dataFolder} (${database})`, logger, async () => {
    await forget();
    await embedded.stop();
  });
}

function pools(connection: pg.PoolConfig, where: string, logger: Logger, after: () => Promise<void>): OpenDatabase {
  const lost = (error: Error) => logger.warn({ err: error }, 'A database connection was lost');
  const pool = createPool(connection, CONNECTIONS.house, lost);
  const reserved = createPool(connection, CONNECTIONS.reserved, lost);
  const urgent = createPool(connection, CONNECTIONS.urgent, lost);
  return {
    pool,
    reserved,
    urgent,
    connection,
    where,
    close: async () => {
      await Promise.all([pool.end(), reserved.end(), urgent.end()]);
      await after();
    },
  };
}
