import { Pool } from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { anna, berlin, channel, mira, notices, posts, records, ruth } from '../support/nova.ts';
import { type TestSandbox, testSandbox } from '../support/sandbox.ts';

const friday = (time: string) => berlin(`2026-11-20 ${time}`);

let sandbox: TestSandbox;
/** A connection to the server beside the house's database. */
let beside: Pool;
beforeEach(async () => {
  sandbox = await testSandbox({ startAt: friday('10:00') });
  beside = new Pool({ ...sandbox.database.connection, database: 'postgres' });
});
afterEach(async () => {
  await beside.end();
  await sandbox.drop();
});

const name = () => String(sandbox.database.connection.database);

/** Walks on, however many dead connections the walk itself still holds. */
async function walkTo(at: number): Promise<void> {
  for (let left = 20; ; left -= 1) {
    try {
      return await sandbox.walk.to(at);
    } catch (error) {
      if (left === 0) throw error;
    }
  }
}

/** Cuts every connection, as a restart of the server does; the house notices at its next word. */
async function cut(): Promise<void> {
  await beside.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name()]);
}

async function away(): Promise<void> {
  await beside.query(`alter database ${name()} allow_connections false`);
  await cut();
}

async function back(): Promise<void> {
  await beside.query(`alter database ${name()} allow_connections true`);
}

test('Postgres restarts again and again in the middle: nothing lost, nothing said twice', async () => {
  await cut();
  await sandbox.slack.as(anna).post(channel, 'Where is the invoice?');
  await walkTo(friday('10:10'));
  await cut();
  await walkTo(friday('11:45'));
  await cut();
  await walkTo(friday('12:10'));
  await cut();
  await sandbox.slack.as(mira).post(channel, 'Here it is.');
  await walkTo(friday('14:00'));
  expect(await records(sandbox.db)).toEqual(['breached due 12:00:00 replied 12:10:00']);
  expect(notices(sandbox, mira)).toEqual(['warning', 'breach']);
  expect(notices(sandbox, ruth)).toEqual(['breach']);
  expect(posts(sandbox)).toBe(3);
});

test('Postgres is away while the client asks: Slack is not told 200, tries again, and nothing is lost', async () => {
  await away();
  await sandbox.slack.as(anna).post(channel, 'Where is the invoice?');
  await sandbox.slack.settled();
  const outcomes = sandbox.slack.attempts().map(({ outcome }) => outcome);
  expect(outcomes.length).toBeGreaterThan(0);
  expect(outcomes).not.toContain('taken');
  await back();
  await sandbox.walk.to(friday('10:06'));
  expect(await records(sandbox.db)).toEqual(['pending due 12:00:00']);
});

test('Postgres goes away while Slack is being told: the breach is found again in Slack, not said again', async () => {
  await sandbox.slack.as(anna).post(channel, 'Where is the invoice?');
  await sandbox.walk.to(friday('11:59'));
  const stopWatching = sandbox.slack.subscribe((change) => {
    if (change.kind !== 'message') return;
    stopWatching();
    void cut();
  });
  await walkTo(friday('12:10'));
  expect(notices(sandbox, mira)).toEqual(['warning', 'breach']);
  expect(notices(sandbox, ruth)).toEqual(['breach']);
  expect(posts(sandbox)).toBe(3);
});

test('the queue has lost all its jobs: the sweep finds what is due', async () => {
  await sandbox.slack.as(anna).post(channel, 'Where is the invoice?');
  await sandbox.walk.rest();
  for (const time of ['11:30', '12:00']) {
    sandbox.time.set(friday(time));
    await sandbox.db.query('truncate bullmq.job cascade');
    await sandbox.house().sweep();
    await sandbox.walk.rest();
  }
  expect(notices(sandbox, mira)).toEqual(['warning', 'breach']);
  expect(notices(sandbox, ruth)).toEqual(['breach']);
});

test('the queue has lost all its jobs while the bot was stopped: the start finds what is due', async () => {
  await sandbox.slack.as(anna).post(channel, 'Where is the invoice?');
  await sandbox.walk.rest();
  await sandbox.stopBot();
  await sandbox.db.query('truncate bullmq.job cascade');
  sandbox.time.set(friday('11:31'));
  await sandbox.startBot();
  await sandbox.walk.rest();
  expect(notices(sandbox, mira)).toEqual(['warning']);
});
