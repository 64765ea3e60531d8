import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { anna, berlin, channel, mira, notices, records, told } from '../support/nova.ts';
import { type TestSandbox, testSandbox } from '../support/sandbox.ts';

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await testSandbox();
});
afterAll(() => sandbox.drop());

/** Holds Nova's row, as a long transaction would; gives what lets go of it. */
async function keepBusy(): Promise<() => Promise<void>> {
  const busy = await sandbox.db.connect();
  await busy.query(`begin; select from clients where id = 'nova' for update`);
  return async () => {
    await busy.query('commit');
    busy.release();
  };
}

test('a press on a busy client is noted, done as soon as the client is free, and answered privately', async () => {
  await sandbox.slack.as(anna).post(channel, 'Could you send the new banner files?');
  await sandbox.walk.to(berlin('2026-11-23 10:25'));
  const letGo = await keepBusy();
  const person = sandbox.slack.as(mira);
  const [warning] = person.sees('U0RULES').messages;
  expect(await person.press('U0RULES', warning?.ts ?? '', 'elsewhere')).toEqual({ ok: true });
  expect(person.sees('U0RULES').ephemerals).toHaveLength(1);
  expect(await records(sandbox.db)).toEqual(['pending due 10:50:00']);
  await letGo();
  await sandbox.walk.to(berlin('2026-11-23 10:26'));
  expect(await records(sandbox.db)).toEqual(['met due 10:50:00 answered-elsewhere 10:25:00']);
  expect(notices(sandbox, mira)[0]).toBe('warning');
  expect(told(sandbox, mira)).toHaveLength(2);
});

test('a form that could not be opened in time is asked for once more, never left in silence', async () => {
  await sandbox.slack.as(anna).post(channel, 'And when is the photo shoot?');
  await sandbox.walk.to(berlin('2026-11-23 12:00'));
  const person = sandbox.slack.as(mira);
  const warning = person.sees('U0RULES').pressables.findLast(({ actionId }) => actionId === 'change');
  const letGo = await keepBusy();
  expect(await person.press('U0RULES', warning?.ts ?? '', 'change')).toEqual({ ok: true });
  await letGo();
  await sandbox.walk.to(berlin('2026-11-23 12:01'));
  expect(person.form()).toBeNull();
  expect(person.sees('U0RULES').messages.at(-1)?.text).toBe('It took too long to open that. Please try once more.');
});

test('a word that arrives while an agreement takes its channel is the client’s from then on, not nobody’s', async () => {
  const { slack, walk, db } = sandbox;
  await slack.as('U0ADMIN').post('C0OPS', 'Nobody’s channel yet.');
  await walk.rest();
  const applying = await db.connect();
  await applying.query(`begin; select from clients where id = 'nova' for update`);
  await applying.query(`update channels set client_id = 'nova', role = 'shared' where slack_channel_id = 'C0OPS'`);
  const { ts } = await slack.as('U0ADMIN').post('C0OPS', 'Nova’s from now on.');
  const waits = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  await vi.waitUntil(async () => (await db.query(waits)).rows.length > 0);
  await applying.query('commit');
  applying.release();
  await walk.rest();
  expect((await db.query('select from messages where ts = $1', [ts])).rows).toHaveLength(1);
});
