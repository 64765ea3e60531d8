import { randomBytes } from 'node:crypto';
import { Redis } from 'ioredis';
import { Pool } from 'pg';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/support/database.ts';
import { machineClock } from '../clock.ts';
import { queuePoolConfig } from './postgres-backend.ts';
import { type Queue, type QueueHandlers, type QueueOptions, startQueue } from './queue.ts';

const logger = pino({ level: 'silent' });
const redisUrl = process.env.REDIS_TEST_URL;

/** Collects what rings, and lets a test wait for it. */
function listener() {
  const rung: string[] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  const ring = (name: string) => {
    rung.push(name);
    for (const each of waiting) if (rung.length >= each.count) each.resolve();
  };
  const handlers: QueueHandlers = {
    onAlarm: async (id, revision) => ring(`${id}/${revision}`),
    onWake: async (kind, id) => ring(`${kind} ${id}`),
  };
  const heard = (count: number) =>
    new Promise<void>((resolve) => {
      if (rung.length >= count) resolve();
      else waiting.push({ count, resolve });
    });
  return { rung, ring, handlers, heard };
}

type Backend = { options(): QueueOptions['backend']; close(): Promise<void> };

function contract(open: () => Promise<Backend>) {
  let backend: Backend;
  const queues: Queue[] = [];
  beforeAll(async () => {
    backend = await open();
  });
  afterEach(async () => {
    await Promise.all(queues.splice(0).map((queue) => queue.close()));
  });
  afterAll(() => backend.close());

  const start = async (more: Partial<QueueOptions> = {}) => {
    const name = `test-${randomBytes(6).toString('hex')}`;
    const queue = await startQueue({ backend: backend.options(), clock: machineClock, logger, name, ...more });
    queues.push(queue);
    return queue;
  };

  test('an alarm rings with its id and revision, and not before it is due', async () => {
    const queue = await start();
    const { rung, handlers, heard } = listener();
    await queue.listen(handlers, { concurrency: 4 });
    const dueAt = machineClock() + 300;
    await queue.alarms.set('deadline_1', 3, dueAt);
    await heard(1);
    expect(machineClock()).toBeGreaterThanOrEqual(dueAt);
    expect(rung).toEqual(['deadline_1/3']);
  });

  test('an alarm whose time has passed rings at once', async () => {
    const queue = await start();
    const { rung, handlers, heard } = listener();
    await queue.listen(handlers, { concurrency: 1 });
    await queue.alarms.set('late', 1, machineClock() - 60_000);
    await heard(1);
    expect(rung).toEqual(['late/1']);
  });

  test('set three times, an alarm rings once; another revision of it rings too', async () => {
    const queue = await start();
    const { rung, handlers, heard } = listener();
    for (let times = 0; times < 3; times += 1) await queue.alarms.set('same', 1, machineClock());
    await queue.alarms.set('same', 2, machineClock());
    await queue.listen(handlers, { concurrency: 1 });
    await heard(2);
    await queue.idle();
    expect(rung).toEqual(['same/1', 'same/2']);
  });

  test('an alarm that rang can be set again, even by the one who hears it', async () => {
    const queue = await start();
    const { rung, ring, handlers, heard } = listener();
    const onAlarm = async (id: string, revision: number) => {
      if (rung.length === 0) await queue.alarms.set(id, revision, machineClock() + 50);
      ring(`${id}/${revision}`);
    };
    await queue.listen({ ...handlers, onAlarm }, { concurrency: 1 });
    await queue.alarms.set('early', 1, machineClock());
    await heard(2);
    await queue.idle();
    await queue.alarms.set('early', 1, machineClock());
    await heard(3);
    expect(rung).toEqual(['early/1', 'early/1', 'early/1']);
  });

  test('a bell for a row wakes a worker in another process, whatever signs are in its id', async () => {
    const name = `test-${randomBytes(6).toString('hex')}`;
    const [web, worker] = await Promise.all([start({ name }), start({ name })]);
    const { rung, handlers, heard } = listener();
    await worker.listen(handlers, { concurrency: 1 });
    await web.doorbell.wake('inbox', 'message:C1:1700000000.000100');
    await web.doorbell.wake('outbox', '42');
    await heard(2);
    expect(rung.toSorted()).toEqual(['inbox message:C1:1700000000.000100', 'outbox 42']);
  });

  test('a handler that throws has had its turn and leaves nothing behind', async () => {
    const queue = await start();
    const { handlers, ring, heard } = listener();
    const onAlarm = async () => {
      ring('tried');
      throw new Error('database went away');
    };
    await queue.listen({ ...handlers, onAlarm }, { concurrency: 1 });
    await queue.alarms.set('failing', 1, machineClock());
    await heard(1);
    await queue.idle();
    expect(await queue.counts()).toEqual({ waiting: 0, active: 0, delayed: 0, failed: 0 });
  });

  test('a parked alarm rings when the walking clock promotes it, the others stay parked', async () => {
    const queue = await start({ parked: true });
    const { rung, handlers, heard } = listener();
    await queue.listen(handlers, { concurrency: 1 });
    await queue.alarms.set('parked', 1, machineClock() - 1_000);
    await queue.alarms.set('other', 1, machineClock() - 1_000);
    expect(await queue.counts()).toMatchObject({ delayed: 2, waiting: 0 });
    await Promise.all([queue.promote('parked', 1), queue.promote('parked', 1)]);
    await heard(1);
    await queue.idle();
    expect(rung).toContain('parked/1');
    expect(rung).not.toContain('other/1');
    expect(await queue.counts()).toMatchObject({ delayed: 1 });
  });

  test('promoting an alarm while it is being heard does no harm', async () => {
    const queue = await start({ parked: true });
    const { rung, ring, handlers, heard } = listener();
    const onAlarm = async (id: string, revision: number) => {
      ring(`${id}/${revision}`);
      await queue.promote(id, revision);
    };
    await queue.listen({ ...handlers, onAlarm }, { concurrency: 1 });
    await queue.alarms.set('twice', 1, machineClock());
    await queue.promote('twice', 1);
    await heard(1);
    await queue.idle();
    expect(rung).toEqual(['twice/1']);
  });

  test('promoting an alarm that was never set rings it all the same', async () => {
    const queue = await start({ parked: true });
    const { rung, handlers, heard } = listener();
    await queue.listen(handlers, { concurrency: 1 });
    await queue.promote('lost', 7);
    await heard(1);
    expect(rung).toEqual(['lost/7']);
  });

  test('alone with a clock that walks, it is idle without being asked until something rings, and then waits for it', async () => {
    const queue = await start({ parked: true, alone: true });
    const { rung, handlers } = listener();
    await queue.listen(handlers, { concurrency: 1 });
    await queue.alarms.set('walked', 1, machineClock() - 1_000);
    await queue.idle();
    await queue.idle();
    expect(rung).toEqual([]);
    await queue.promote('walked', 1);
    await queue.idle();
    expect(rung).toEqual(['walked/1']);
  });

  test('idle waits for the handler that is running', async () => {
    const queue = await start();
    const { handlers } = listener();
    let finished = false;
    let finish: () => void = () => undefined;
    const started = new Promise<void>((resolve) => {
      handlers.onAlarm = () => {
        resolve();
        return new Promise<void>((done) => {
          finish = done;
        }).then(() => {
          finished = true;
        });
      };
    });
    await queue.listen(handlers, { concurrency: 1 });
    await queue.alarms.set('slow', 1, machineClock());
    await started;
    const idle = queue.idle();
    finish();
    await idle;
    expect(finished).toBe(true);
  });

  test('closing lets the running handler finish', async () => {
    const queue = await start();
    const { rung, ring, handlers } = listener();
    let finish: () => void = () => undefined;
    const started = new Promise<void>((resolve) => {
      handlers.onAlarm = async (id) => {
        resolve();
        await new Promise<void>((done) => {
          finish = done;
        });
        ring(id);
      };
    });
    await queue.listen(handlers, { concurrency: 1 });
    await queue.alarms.set('closing', 1, machineClock());
    await started;
    const closed = queue.close();
    finish();
    await closed;
    queues.splice(0);
    expect(rung).toEqual(['closing']);
  });

  test('closed before it was listened to, it begins no worker that would never come to rest', async () => {
    const name = `test-${randomBytes(6).toString('hex')}`;
    const [closed, open] = [await start({ name }), await start({ name })];
    const [deaf, hearing] = [listener(), listener()];
    await closed.close();
    await closed.listen(deaf.handlers, { concurrency: 1 });
    await open.alarms.set('waiting', 1, machineClock() - 1_000);
    await open.listen(hearing.handlers, { concurrency: 1 });
    await hearing.heard(1);
    expect(deaf.rung).toEqual([]);
  });

  test('health is quiet while all is well, and so is pruning', async () => {
    const queue = await start();
    await queue.listen(listener().handlers, { concurrency: 1 });
    await expect(queue.health()).resolves.toBeUndefined();
    await expect(queue.prune()).resolves.toBeUndefined();
  });
}

describe('the alarm clock on Postgres', () => {
  let database: TestDatabase;
  const pools: Pool[] = [];
  const makePool = () => {
    const pool = new Pool(queuePoolConfig(database.connection));
    pools.push(pool);
    return pool;
  };
  contract(async () => {
    database = await testDatabase();
    return {
      options: () => ({ kind: 'postgres', pool: makePool() }),
      close: async () => {
        await Promise.all(pools.map((pool) => pool.end()));
        await database.drop();
      },
    };
  });

  test('a pool that was not made for it is refused', async () => {
    const backend = { kind: 'postgres', pool: database.pool } as const;
    const starting = startQueue({ backend, clock: machineClock, logger, name: 'wrong' });
    await expect(starting).rejects.toThrow('queuePoolConfig');
  });

  test('it keeps ringing after its connections were cut', async () => {
    const backend = { kind: 'postgres', pool: makePool() } as const;
    const queue = await startQueue({ backend, clock: machineClock, logger, name: 'cut' });
    const { rung, handlers, heard } = listener();
    await queue.listen(handlers, { concurrency: 1 });
    await queue.alarms.set('before', 1, machineClock());
    await heard(1);
    await database.pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
    );
    const setAfter = (): Promise<void> => queue.alarms.set('after', 1, machineClock() + 20).catch(setAfter);
    await setAfter();
    await heard(2);
    expect(rung).toEqual(['before/1', 'after/1']);
    await queue.close();
  });

  test('BullMQ’s own records are pruned', async () => {
    const pool = makePool();
    const queue = await startQueue({ backend: { kind: 'postgres', pool }, clock: machineClock, logger, name: 'prune' });
    await pool.query(
      `insert into event (queue, event, created_at_ms) select 'prune', 'added', 0 from generate_series(1, 1500)`,
    );
    await queue.prune();
    const { rows } = await pool.query(`select count(*)::int as kept from event where queue = 'prune'`);
    expect(rows[0].kept).toBeLessThanOrEqual(1_000);
    await queue.close();
  });
});

const redisTitle =
  redisUrl === undefined
    ? 'the alarm clock on Redis (skipped: set REDIS_TEST_URL=redis://127.0.0.1:PORT to run it)'
    : 'the alarm clock on Redis';

describe.skipIf(redisUrl === undefined)(redisTitle, () => {
  const url = redisUrl ?? '';
  contract(async () => ({ options: () => ({ kind: 'redis', url }), close: async () => undefined }));

  test('what a wiped Redis forgot rings again once it is set again', async () => {
    const queue = await startQueue({ backend: { kind: 'redis', url }, clock: machineClock, logger, name: 'wiped' });
    const { rung, handlers, heard } = listener();
    await queue.listen(handlers, { concurrency: 1 });
    await queue.alarms.set('gone', 1, machineClock() + 60_000);
    const redis = new Redis(url);
    await redis.flushall();
    await redis.quit();
    await queue.alarms.set('gone', 1, machineClock());
    await heard(1);
    expect(rung).toEqual(['gone/1']);
    await queue.close();
  });

  test('it keeps ringing after its connections were cut', async () => {
    const queue = await startQueue({ backend: { kind: 'redis', url }, clock: machineClock, logger, name: 'cut' });
    const { rung, handlers, heard } = listener();
    await queue.listen(handlers, { concurrency: 1 });
    const redis = new Redis(url);
    await redis.client('KILL', 'TYPE', 'normal');
    await redis.quit();
    const setAfter = async (): Promise<void> => {
      await new Promise((resolve) => setImmediate(resolve));
      return queue.alarms.set('after', 1, machineClock() + 20).catch(setAfter);
    };
    await setAfter();
    await heard(1);
    expect(rung).toEqual(['after/1']);
    await queue.close();
  });

  test('a Redis that hangs keeps nobody longer than two seconds', async () => {
    const queue = await startQueue({ backend: { kind: 'redis', url }, clock: machineClock, logger, name: 'hanging' });
    const redis = new Redis(url);
    await redis.client('PAUSE', 3_000, 'ALL');
    const startedAt = machineClock();
    await expect(queue.alarms.set('deadline', 1, machineClock())).rejects.toThrow('does not answer');
    expect(machineClock() - startedAt).toBeLessThan(2_900);
    await redis.quit();
    await queue.close();
  });
});

test('a Redis that is not there never makes anybody wait', { timeout: 20_000 }, async () => {
  const backend = { kind: 'redis', url: 'redis://127.0.0.1:1' } as const;
  const queue = await startQueue({ backend, clock: machineClock, logger, name: 'nobody' });
  await queue.listen(listener().handlers, { concurrency: 1 });
  await expect(queue.alarms.set('deadline', 1, machineClock())).rejects.toThrow('not connected');
  await expect(queue.doorbell.wake('inbox', 'row')).rejects.toThrow('not connected');
  await expect(queue.health()).rejects.toThrow('not connected');
  await queue.close();
});
