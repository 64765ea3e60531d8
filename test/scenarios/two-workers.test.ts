import { afterEach, expect, test } from 'vitest';
import type { Checkpoint } from '../../src/app/checkpoint.ts';
import { readConfig } from '../../src/config.ts';
import { type House, start } from '../../src/main.ts';
import { sampleSecret, sampleToken } from '../../src/sandbox/sample/world.ts';
import { anna, berlin, channel, mira, notices, posts, records, ruth } from '../support/nova.ts';
import { logger, type TestSandbox, testSandbox } from '../support/sandbox.ts';

let sandbox: TestSandbox;
let other: House | null = null;
afterEach(async () => {
  await other?.stop();
  other = null;
  await sandbox.drop();
});

const friday = (time: string) => berlin(`2026-11-20 ${time}`);

/** A second worker on the same database, with the same clock. */
async function secondWorker(): Promise<House> {
  const { pool, reserved, urgent, connection } = sandbox.database;
  other = await start(
    { ...readConfig('slack', {}), role: 'worker', port: 0 },
    {
      logger,
      clock: sandbox.time.clock,
      walking: true,
      slack: { botToken: sampleToken, signingSecret: sampleSecret, appToken: null, apiUrl: sandbox.slack.apiUrl },
      database: { pool, reserved, urgent, connection, where: 'the same', close: () => Promise.resolve() },
    },
  );
  return other;
}

async function rang(): Promise<number> {
  const { rows } = await sandbox.db.query(`select 1 from rulings where event_kind = 'DeadlineDue'`);
  return rows.length;
}

test('two workers on one deadline: it rings once and is told once', async () => {
  sandbox = await testSandbox({ startAt: friday('10:00') });
  const second = await secondWorker();
  await sandbox.slack.as(anna).post(channel, 'Where is the invoice?');
  await sandbox.walk.rest();
  sandbox.time.set(friday('12:00'));
  const [deadline] = await sandbox.house().store.deadlines.due(friday('12:00'), 1);
  const { id = '', revision = 0 } = deadline ?? {};
  const workers = [sandbox.house(), second];
  await Promise.all(workers.flatMap(({ app }) => [app.onAlarm(id, revision), app.onAlarm(id, revision)]));
  await Promise.all(workers.map((house) => house.sweep()));
  await sandbox.walk.to(friday('12:05'));
  expect(await rang()).toBe(1);
  expect(notices(sandbox, mira)).toEqual(['breach']);
  expect(notices(sandbox, ruth)).toEqual(['breach']);
  expect(posts(sandbox)).toBe(2);
});

test('two workers sweep through everything due at once: each matter is told once', async () => {
  sandbox = await testSandbox({ startAt: friday('10:00') });
  const second = await secondWorker();
  await sandbox.slack.as(anna).post(channel, 'Where is the invoice?');
  await sandbox.slack.as('U0DENIZ').post('C0DEFNE', 'Fatura nerede?');
  await sandbox.slack.as('U0SAM').post('C0ORCHARD', 'Where is the contract?');
  await sandbox.walk.rest();
  sandbox.time.set(berlin('2026-11-24 09:30'));
  await Promise.all([sandbox.house(), second].map((house) => house.sweep()));
  await sandbox.walk.to(berlin('2026-11-24 09:40'));
  expect(await rang()).toBe(3);
  const { rows } = await sandbox.db.query(`select key from outbox where state = 'sent' and slack_ts is null`);
  expect(rows).toEqual([]);
  const said = sandbox.slack.calls().filter(({ method, ok }) => method === 'chat.postMessage' && ok);
  expect(new Set(said.map(({ given }) => given.metadata)).size).toBe(said.length);
});

test('a deadline that moves while its old alarm is in flight rings no more for the old time', async () => {
  let letGo = () => {};
  let inFlight = () => {};
  const isInFlight = new Promise<void>((resolve) => {
    inFlight = resolve;
  });
  const released = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const checkpoint: Checkpoint = (name) => {
    if (name !== 'alarm-read') return Promise.resolve();
    inFlight();
    return released;
  };
  sandbox = await testSandbox({ startAt: friday('10:00'), checkpoint });
  await sandbox.slack.as(anna).post(channel, 'Where is the invoice?');
  await sandbox.walk.rest();
  sandbox.time.set(friday('11:30'));
  const ringing = sandbox.house().sweep();
  await isInFlight;
  await sandbox.slack.as(mira).post(channel, 'Here it is.');
  await sandbox.slack.settled();
  await sandbox.house().app.idle();
  letGo();
  await ringing;
  await sandbox.walk.to(friday('14:00'));
  expect(await rang()).toBe(0);
  expect(posts(sandbox)).toBe(0);
  expect(await records(sandbox.db)).toEqual(['met due 12:00:00 replied 11:30:00']);
});
