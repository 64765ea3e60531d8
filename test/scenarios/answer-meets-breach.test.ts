import { afterEach, expect, test } from 'vitest';
import { anna, berlin, channel, mira, notices, posts, records, ruth, told } from '../support/nova.ts';
import { type TestSandbox, testSandbox } from '../support/sandbox.ts';

let sandbox: TestSandbox;
afterEach(() => sandbox.drop());

const friday = (time: string) => berlin(`2026-11-20 ${time}`);

/** Anna asks at 10:00: warned at 11:30, due at 12:00. */
async function annaWaitsUntil(time: string) {
  sandbox = await testSandbox({ startAt: friday('10:00') });
  await sandbox.slack.as(anna).post(channel, 'Where is the invoice?');
  await sandbox.walk.to(friday(time));
}

test('a reply written before the due time and delivered 90 s late is read from Slack first: nobody hears of a breach', async () => {
  await annaWaitsUntil('11:59');
  sandbox.slack.faults.add({ kind: 'delay-delivery', milliseconds: 90_000, times: 1 });
  await sandbox.slack.as(mira).post(channel, 'Here it is.');
  await sandbox.walk.to(friday('14:00'));
  expect(await records(sandbox.db)).toEqual(['met due 12:00:00 replied 11:59:00']);
  expect(notices(sandbox, mira)).toEqual(['warning']);
  expect(notices(sandbox, ruth)).toEqual([]);
});

test('where Slack cannot be read, the breach is told and corrects itself when the reply arrives after all', async () => {
  await annaWaitsUntil('11:59');
  sandbox.slack.faults.add({ kind: 'status', method: 'conversations.history', status: 500 });
  sandbox.slack.faults.add({ kind: 'delay-delivery', milliseconds: 90_000, times: 1 });
  await sandbox.slack.as(mira).post(channel, 'Here it is.');
  await sandbox.walk.to(friday('12:00') + 10_000);
  expect(notices(sandbox, ruth)).toEqual(['breach']);
  const before = told(sandbox, ruth);
  await sandbox.walk.to(friday('14:00'));
  expect(await records(sandbox.db)).toEqual(['met due 12:00:00 replied 11:59:00']);
  expect(notices(sandbox, ruth)).toEqual(['breach']);
  expect(told(sandbox, ruth)).not.toEqual(before);
  expect(posts(sandbox)).toBe(3);
});

test('one breach with two readers reads its lane once', async () => {
  await annaWaitsUntil('11:59');
  await sandbox.walk.to(friday('12:05'));
  expect(posts(sandbox)).toBe(3);
  expect(sandbox.slack.calls().filter(({ method }) => method === 'conversations.history')).toHaveLength(1);
});

test('answer and breach in the same second: an answer at the due time is in time, and no breach is told', async () => {
  await annaWaitsUntil('11:59');
  sandbox.time.set(friday('12:00'));
  const ring = sandbox.house().sweep();
  await sandbox.slack.as(mira).post(channel, 'Here it is.');
  await ring;
  await sandbox.walk.to(friday('14:00'));
  expect(await records(sandbox.db)).toEqual(['met due 12:00:00 replied 12:00:00']);
});

test('an answer a second after the due time is late: the breach is told once', async () => {
  await annaWaitsUntil('11:59');
  await sandbox.walk.to(friday('12:00') + 1_000);
  await sandbox.slack.as(mira).post(channel, 'Here it is.');
  await sandbox.walk.to(friday('14:00'));
  expect(await records(sandbox.db)).toEqual(['breached due 12:00:00 replied 12:00:01']);
  expect(notices(sandbox, mira)).toEqual(['warning', 'breach']);
  expect(notices(sandbox, ruth)).toEqual(['breach']);
});

test('down over warning and breach: only the breach is told, and says how late it is', async () => {
  await annaWaitsUntil('11:00');
  await sandbox.stopBot();
  await sandbox.walk.to(friday('12:20'));
  await sandbox.startBot();
  await sandbox.walk.to(friday('12:25'));
  expect(notices(sandbox, mira)).toEqual(['breach']);
  expect(notices(sandbox, ruth)).toEqual(['breach']);
});

test('down while it was answered in time: found in the history, nobody is told anything', async () => {
  await annaWaitsUntil('11:00');
  await sandbox.stopBot();
  await sandbox.slack.as(mira).post(channel, 'Here it is.');
  await sandbox.walk.to(friday('12:20'));
  await sandbox.startBot();
  await sandbox.walk.to(friday('14:00'));
  expect(await records(sandbox.db)).toEqual(['met due 12:00:00 replied 11:00:00']);
  expect(posts(sandbox)).toBe(0);
});

test('what is overdue after an outage comes as one message per manager, and only after every lane in it was read', async () => {
  await annaWaitsUntil('10:01');
  await sandbox.slack.as('U0DENIZ').post('C0DEFNE', 'Fatura nerede?');
  await sandbox.slack.as('U0SAM').post('C0ORCHARD', 'Where is the contract?');
  await sandbox.walk.to(friday('10:05'));
  await sandbox.stopBot();
  await sandbox.slack.as('U0ELIF').post('C0DEFNE', 'Burada.');
  await sandbox.walk.to(berlin('2026-11-24 09:30'));
  // The reading at the start fails for each of the three channels; the one before the notice does not.
  sandbox.slack.faults.add({ kind: 'status', method: 'conversations.history', status: 500, times: 3 });
  await sandbox.startBot();
  await sandbox.walk.to(berlin('2026-11-24 09:31'));
  expect(told(sandbox, ruth)).toEqual([expect.stringMatching(/^09:30:00 2 /)]);
  expect(sandbox.slack.as(ruth).sees('U0RULES').messages.at(-1)?.text).not.toContain('Defne');
});
