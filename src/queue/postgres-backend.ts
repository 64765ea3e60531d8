import { createPostgresBackend, type PgPool, runMigrations, withBackend } from 'bullmq';
import type { Pool, PoolConfig } from 'pg';
import type { Logger } from 'pino';
import { errorFields } from '../engine/errors.ts';
import { type Backend, jobDefaults, type Ring } from './backend.ts';

const bull = withBackend(createPostgresBackend);
const schema = 'bullmq';
/** BullMQ notes every step of every job; nobody reads them here. */
const keptEvents = 1_000;

/**
 * Gives the settings of the pool that the queue needs: its own, because BullMQ finds its tables by the search path, and
 * some of their names (`job`, `event`) are too good to be let into anybody else's. `base` says where the database is.
 */
export function queuePoolConfig(base: PoolConfig): PoolConfig {
  return {
    ...base,
    max: 5,
    keepAlive: true,
    connectionTimeoutMillis: 5_000,
    application_name: 'groundrules queue',
    options: [base.options, `-c search_path=${schema}`].join(' ').trim(),
  };
}

/** BullMQ on Postgres, through a pool made with {@link queuePoolConfig}; makes BullMQ's tables. The pool stays the caller's. */
export async function postgresBackend(pool: Pool, name: string, logger: Logger): Promise<Backend> {
  const complain = (error: Error) => logger.warn(errorFields(error), 'queue connection trouble');
  pool.on('error', complain);
  await makeTables(pool);
  // BullMQ describes a pool in its own words, which the overloads of the real one do not match.
  const connection = pool as unknown as PgPool;
  const queue = new bull.Queue<Ring>(name, { connection, defaultJobOptions: jobDefaults });
  queue.on('error', complain);
  await queue.waitUntilReady();
  return {
    queue,
    isReachable: () => true,
    work(handle, concurrency) {
      const worker = new bull.Worker<Ring, void>(name, handle, { connection, concurrency });
      worker.on('error', complain);
      return worker;
    },
    ping: async () => {
      await pool.query('select 1 from meta limit 1');
    },
    prune: async () => {
      await pool.query(
        'delete from event where queue = $1 and id <= (select max(id) - $2 from event where queue = $1)',
        [name, keptEvents],
      );
    },
    close: async () => {
      pool.off('error', complain);
    },
  };
}

async function makeTables(pool: Pool): Promise<void> {
  const client = await pool.connect();
  try {
    const { rows } = await client.query<{ search_path: string }>('show search_path');
    if (!rows[0]?.search_path.startsWith(schema)) throw new Error('The queue needs a pool made with queuePoolConfig.');
    await runMigrations(client, schema);
  } finally {
    client.release();
  }
}
