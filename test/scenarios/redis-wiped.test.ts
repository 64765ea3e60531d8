import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { anna, berlin, channel, mira, notices, posts, ruth } from '../support/nova.ts';
import { type TestSandbox, testSandbox } from '../support/sandbox.ts';

const server = process.env.REDIS_TEST_URL;
const friday = (time: string) => berlin(`2026-11-20 ${time}`);

/** Skipped where REDIS_TEST_URL names no Redis; a database of its own there, since it is wiped. */
describe.skipIf(server === undefined)('alarms on Redis', () => {
  const url = `${server}/7`;
  let redis: Redis;
  let sandbox: TestSandbox;
  beforeAll(() => {
    redis = new Redis(url);
  });
  afterEach(() => sandbox.drop());
  afterAll(() => redis.quit());

  test('Redis is wiped in the middle: the sweep finds what is due, and each notice is said once', async () => {
    await redis.flushdb();
    sandbox = await testSandbox({ startAt: friday('10:00'), redisUrl: url });
    await sandbox.slack.as(anna).post(channel, 'Where is the invoice?');
    await sandbox.walk.to(friday('10:40'));
    expect(await redis.dbsize()).toBeGreaterThan(0);
    for (const time of ['11:30', '12:00']) {
      await redis.flushdb();
      sandbox.time.set(friday(time));
      await sandbox.house().sweep();
      await sandbox.walk.rest();
    }
    expect(notices(sandbox, mira)).toEqual(['warning', 'breach']);
    expect(notices(sandbox, ruth)).toEqual(['breach']);
  });

  test('the whole way on Redis: a warning and a breach ring on time, once', async () => {
    await redis.flushdb();
    sandbox = await testSandbox({ startAt: friday('10:00'), redisUrl: url });
    await sandbox.slack.as(anna).post(channel, 'Where is the invoice?');
    await sandbox.walk.to(friday('12:30'));
    expect(notices(sandbox, mira)).toEqual(['warning', 'breach']);
    expect(notices(sandbox, ruth)).toEqual(['breach']);
    expect(posts(sandbox)).toBe(3);
  });
});
