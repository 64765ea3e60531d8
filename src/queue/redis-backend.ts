import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import type { Logger } from 'pino';
import { errorFields } from '../engine/errors.ts';
import { type Backend, jobDefaults, type Ring } from './backend.ts';

const keptEvents = 100;
/** How long the start waits for Redis before going on without: then alarms come from the sweep until it is back. */
const startMilliseconds = 3_000;

/** BullMQ on Redis. A Redis that is lost, or not there yet, is reconnected to for ever. */
export async function redisBackend(url: string, name: string, logger: Logger): Promise<Backend> {
  const complain = (error: Error) => logger.warn(errorFields(error), 'queue connection trouble');
  const connect = () => {
    const client = new Redis(url, {
      maxRetriesPerRequest: null,
      retryStrategy: (times) => Math.min(times * 100, 2_000),
    });
    client.on('error', complain);
    return client;
  };
  // The worker has its own: a blocked read must not hold up an add.
  const clients = [connect()];
  const [connection] = clients as [Redis];
  const queue = new Queue<Ring>(name, {
    connection,
    defaultJobOptions: jobDefaults,
    streams: { events: { maxLen: keptEvents } },
  });
  queue.on('error', complain);
  if (!(await becomesReady(connection))) logger.error('queue not reached, alarms come from the sweep until it is');
  return {
    queue,
    isReachable: () => connection.status === 'ready',
    work(handle, concurrency) {
      const client = connect();
      clients.push(client);
      const worker = new Worker<Ring, void>(name, handle, { connection: client, concurrency });
      worker.on('error', complain);
      return worker;
    },
    ping: async () => {
      await connection.ping();
    },
    prune: async () => {
      await queue.trimEvents(keptEvents);
    },
    close: async () => {
      for (const client of clients) client.disconnect();
    },
  };
}

function becomesReady(client: Redis): Promise<boolean> {
  if (client.status === 'ready') return Promise.resolve(true);
  return new Promise((resolve) => {
    const settle = (isReady: boolean) => {
      clearTimeout(timer);
      client.off('ready', onReady);
      resolve(isReady);
    };
    const onReady = () => settle(true);
    const timer = setTimeout(() => settle(false), startMilliseconds);
    client.once('ready', onReady);
  });
}
