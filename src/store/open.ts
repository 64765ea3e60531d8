/** Opening the database that was configured: somebody's own server, or the embedded one. */
import type pg from 'pg';
import type { Logger } from 'pino';
import { createPool } from './database.ts';
import { dataFolderInUse, openEmbedded } from './embedded/embedded.ts';
import { readRunning, writeRunning } from './running.ts';

/** Connections for walking and delivering, those kept for people who wait for an answer, and those kept for emergencies. */
const CONNECTIONS = { house: 12, reserved: 4, urgent: 5 };

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
 * start uses. Throws the embedded database's own error with what to do.
 */
export async function openPools(
  place: Place,
  options: { own: string; mode: 'owner' | 'guest'; logger: Logger },
): Promise<OpenDatabase> {
  const { own, mode, logger } = options;
  if (place.kind === 'url') {
    return pools({ connectionString: place.url }, 'the database of DATABASE_URL', logger, () => Promise.resolve());
  }
  const dataFolder = dataFolderInUse(place.dataFolder);
  const database = mode === 'guest' ? ((await readRunning(dataFolder)) ?? own) : own;
  const embedded = await openEmbedded({ dataFolder, database, mode, logger });
  const forget = mode === 'owner' ? await writeRunning(embedded.dataFolder, database) : () => Promise.resolve();
  return pools(embedded.connection, `${embedded.dataFolder} (${database})`, logger, async () => {
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
