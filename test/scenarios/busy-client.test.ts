import { afterAll, beforeAll, expect, test } from 'vitest';
import { anna, berlin, channel, mira, notices, records, told } from '../support/nova.ts';
import { type TestSandbox, testSandbox } from '../support/sandbox.ts';

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await testSandbox();
});
afterAll(() => sandbox.drop());

test('a press on a busy client is noted, done as soon as the client is free, and answered privately', async () => {
  await sandbox.slack.as(anna).post(channel, 'Could you send the new banner files?');
  await sandbox.walk.to(berlin('2026-11-23 10:25'));
  const busy = await sandbox.db.connect();
  await busy.query(`begin; select from clients where id = 'nova' for update`);
  const person = sandbox.slack.as(mira);
  const [warning] = person.sees('U0RULES').messages;
  expect(await person.press('U0RULES', warning?.ts ?? '', 'elsewhere')).toEqual({ ok: true });
  expect(person.sees('U0RULES').ephemerals).toHaveLength(1);
  expect(await records(sandbox.db)).toEqual(['pending due 10:50:00']);
  await busy.query('commit');
  busy.release();
  await sandbox.walk.to(berlin('2026-11-23 10:26'));
  expect(await records(sandbox.db)).toEqual(['met due 10:50:00 answered-elsewhere 10:25:00']);
  expect(notices(sandbox, mira)[0]).toBe('warning');
  expect(told(sandbox, mira)).toHaveLength(2);
});
