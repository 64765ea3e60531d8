/** The alarm clock of a start: on Redis where that is configured, else in the same Postgres. */
import pg from 'pg';
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import { queuePoolConfig } from '../queue/postgres-backend.ts';
import { type Queue, startQueue } from '../queue/queue.ts';
import { survive } from '../store/database.ts';
import type { OpenDatabase } from '../store/open.ts';

/** `parked`: alarms ring only when promoted. `alone`: this process is the only one that rings. */
type About = { clock: Clock; logger: Logger; parked: boolean; alone: boolean };

/** Opens it; throws where neither the Redis at `redisUrl` nor, where that is null, the database can be reached. */
export async function makeQueue(redisUrl: string | null, database: OpenDatabase, about: About): Promise<Queue> {
  const options = { ...about, name: 'groundrules' };
  if (redisUrl !== null) return startQueue({ ...options, backend: { kind: 'redis', url: redisUrl } });
  const pool = new pg.Pool(queuePoolConfig(database.connection));
  survive(pool, (error) => about.logger.warn({ err: error }, 'A connection of the queue was lost'));
  const queue = await startQueue({ ...options, backend: { kind: 'postgres', pool } });
  return {
    ...queue,
    close: async () => {
      await queue.close();
      await pool.end();
    },
  };
}
