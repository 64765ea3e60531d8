import type { Pool } from 'pg';
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import { errorFields } from '../engine/errors.ts';
import type { Alarms, Doorbell } from '../engine/ports.ts';
import type { Backend, BullWorker, Ring, RingHandler, RingKind } from './backend.ts';
import { postgresBackend } from './postgres-backend.ts';
import { redisBackend } from './redis-backend.ts';

export type QueueOptions = {
  /** The pool is made with queuePoolConfig. */
  backend: { kind: 'postgres'; pool: Pool } | { kind: 'redis'; url: string };
  clock: Clock;
  logger: Logger;
  /** Processes with the same name share their jobs. */
  name: string;
  /** Alarms do not ring by themselves, only when promoted: for a clock that walks. */
  parked?: boolean;
  /** No other process rings here: parked, nothing does but what this one promotes or wakes. */
  alone?: boolean;
};

export type QueueHandlers = {
  onAlarm(id: string, revision: number): Promise<void>;
  onWake(kind: 'inbox' | 'outbox', id: string): Promise<void>;
};

export type QueueCounts = { waiting: number; active: number; delayed: number; failed: number };

/**
 * The alarm clock. Every call gives up after two seconds with an error, which the caller may ignore: Postgres is the
 * truth, and the sweep repairs what the queue lost.
 */
export type Queue = {
  alarms: Alarms;
  doorbell: Doorbell;
  /**
   * Starts this process's worker; none once the queue is closed. A handler that throws has had its turn: the error is
   * logged, the job is done.
   */
  listen(handlers: QueueHandlers, options: { concurrency: number }): Promise<void>;
  /** Rings an alarm now, also one that was never set. One that rings already is left alone. */
  promote(id: string, revision: number): Promise<void>;
  /** Resolves when no job is waiting or being handled. */
  idle(): Promise<void>;
  counts(): Promise<QueueCounts>;
  /** Throws when the queue cannot be used. */
  health(): Promise<void>;
  prune(): Promise<void>;
  /** Waits for handlers that are running, at most five seconds, then lets go of everything. Pools stay the caller's. */
  close(): Promise<void>;
};

const patienceMilliseconds = 2_000;
const closeMilliseconds = 5_000;
/** A parked alarm's delay: longer than any process lives. */
const parkedMilliseconds = 365 * 24 * 3_600_000;

/** Starts the queue. On Postgres it throws when the database is down; Redis may be down and come back. */
export async function startQueue(options: QueueOptions): Promise<Queue> {
  const { clock, logger } = options;
  const backend = await openBackend(options);
  /** What this process is handling, and what was set again meanwhile: BullMQ ignores an add while the id is in use. */
  const ringing = new Set<string>();
  const setAgain = new Map<string, () => Promise<void>>();
  let worker: BullWorker | undefined;
  let isClosed = false;
  const isQuiet = options.parked === true && options.alone === true;
  /** How often this process has rung, and at which of these all was last idle: before the first look, what was here may ring. */
  let rings = 1;
  let idleAt = 0;
  const rung = async (ring: () => Promise<void>) => {
    rings += 1;
    try {
      await ring();
    } finally {
      rings += 1;
    }
  };

  const ask = <T>(question: () => Promise<T>): Promise<T> => {
    if (!backend.isReachable()) return Promise.reject(new Error('The queue is not connected.'));
    return within(patienceMilliseconds, question());
  };
  const add = async (kind: RingKind, ring: Ring, delay: () => number) => {
    const jobId = jobIdOf(kind, ring);
    const addNow = async () => {
      await ask(() => backend.queue.add(kind, ring, { jobId, delay: delay() }));
    };
    if (ringing.has(jobId)) setAgain.set(jobId, addNow);
    else await addNow();
  };
  const counts = async () => {
    const found = await ask(() => backend.queue.getJobCounts('waiting', 'active', 'delayed', 'failed'));
    const { waiting = 0, active = 0, delayed = 0, failed = 0 } = found;
    return { waiting, active, delayed, failed };
  };
  const repeat = (jobId: string | undefined) => {
    const addAgain = jobId === undefined ? undefined : setAgain.get(jobId);
    if (jobId === undefined || addAgain === undefined) return;
    setAgain.delete(jobId);
    addAgain().catch((error) => logger.warn(errorFields(error), 'alarm not set again, the sweep will find it'));
  };

  return {
    alarms: {
      set: (id, revision, dueAt) => {
        const delay = () => (options.parked ? parkedMilliseconds : Math.max(0, Math.ceil(dueAt - clock())));
        return add('alarm', { id, revision }, delay);
      },
    },
    doorbell: { wake: (kind, id) => rung(() => add(kind, { id, revision: 0 }, () => 0)) },
    async listen(handlers, { concurrency }) {
      if (worker !== undefined) throw new Error('This queue is listened to already.');
      // Asked to stop while the start was still reading what was missed: a worker begun now would never come to rest.
      if (isClosed) return;
      worker = backend.work(handlerFor(handlers, ringing, logger), concurrency);
      worker.on('completed', (job) => repeat(job?.id));
      worker.on('failed', (job) => repeat(job?.id));
      if (backend.isReachable()) await within(patienceMilliseconds, worker.waitUntilReady());
    },
    promote: (id, revision) => rung(() => promote(backend, ask, { id, revision })),
    async idle() {
      if (isQuiet && idleAt === rings) return;
      const seen = rings;
      await untilIdle(counts, () => worker);
      idleAt = seen;
    },
    counts,
    async health() {
      await ask(() => backend.ping());
      if (worker !== undefined && !worker.isRunning()) throw new Error('The queue is not listened to any more.');
    },
    prune: () => ask(() => backend.prune()),
    close: () => {
      isClosed = true;
      return closeAll(backend, worker, logger);
    },
  };
}

async function closeAll(backend: Backend, worker: BullWorker | undefined, logger: Logger): Promise<void> {
  if (worker !== undefined) {
    // A worker that has lost its queue cannot tell it anything any more.
    const closing = backend.isReachable() ? worker.close() : worker.close(true);
    await within(closeMilliseconds, closing).catch((error) => logger.warn(errorFields(error), 'queue closed late'));
  }
  await within(patienceMilliseconds, backend.queue.close()).catch(() => undefined);
  await backend.close();
}

function openBackend({ backend, name, logger }: QueueOptions): Promise<Backend> {
  return backend.kind === 'postgres'
    ? postgresBackend(backend.pool, name, logger)
    : redisBackend(backend.url, name, logger);
}

/** BullMQ refuses a colon and a bare number in an id. */
function jobIdOf(kind: RingKind, { id, revision }: Ring): string {
  const safe = encodeURIComponent(id);
  return kind === 'alarm' ? `${safe}-${revision}` : `${kind}-${safe}`;
}

function handlerFor(handlers: QueueHandlers, ringing: Set<string>, logger: Logger): RingHandler {
  return async (job) => {
    const { id, revision } = job.data;
    if (job.id !== undefined) ringing.add(job.id);
    try {
      if (job.name === 'alarm') await handlers.onAlarm(id, revision);
      else if (job.name === 'inbox' || job.name === 'outbox') await handlers.onWake(job.name, id);
      else logger.warn({ kind: job.name }, 'queue holds a job of another kind');
    } catch (error) {
      logger.error({ kind: job.name, id, revision, ...errorFields(error) }, 'queue job failed, the sweep tries again');
    } finally {
      if (job.id !== undefined) ringing.delete(job.id);
    }
  };
}

type Ask = <T>(question: () => Promise<T>) => Promise<T>;

async function promote({ queue }: Backend, ask: Ask, ring: Ring): Promise<void> {
  const jobId = jobIdOf('alarm', ring);
  const job = await ask(() => queue.getJob(jobId));
  if (job === undefined) {
    await ask(() => queue.add('alarm', ring, { jobId, delay: 0 }));
    return;
  }
  try {
    await ask(() => job.promote());
  } catch (error) {
    // Promoted before, ringing or done: all the same to us. Still parked: then it truly failed.
    if ((await ask(() => job.getState())) === 'delayed') throw error;
  }
}

async function untilIdle(counts: () => Promise<QueueCounts>, worker: () => BullWorker | undefined): Promise<void> {
  for (;;) {
    const { waiting, active } = await counts();
    if (waiting + active === 0) return;
    await nextFinished(worker());
  }
}

/** Resolves when a job finishes here, or soon, for one that finishes in another process. */
function nextFinished(worker: BullWorker | undefined): Promise<void> {
  return new Promise((resolve) => {
    const settle = () => {
      clearTimeout(timer);
      worker?.off('completed', settle);
      worker?.off('failed', settle);
      resolve();
    };
    const timer = setTimeout(settle, 50);
    worker?.on('completed', settle);
    worker?.on('failed', settle);
  });
}

function within<T>(milliseconds: number, promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('The queue does not answer.')), milliseconds);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
