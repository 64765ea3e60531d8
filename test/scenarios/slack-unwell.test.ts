import { afterEach, expect, test } from 'vitest';
import { anna, berlin, channel, mira, notices, posts, records, ruth, told } from '../support/nova.ts';
import { type TestSandbox, testSandbox } from '../support/sandbox.ts';

let sandbox: TestSandbox;
afterEach(() => sandbox.drop());

/** Anna asks on Friday at 16:50: warned at 10:20 on Monday, due at 10:50. */
async function annaAsks() {
  sandbox = await testSandbox();
  return sandbox.slack.as(anna).post(channel, 'Could you send the new banner files?');
}

test('Slack asks to wait: the warning waits as told and is said once', async () => {
  await annaAsks();
  sandbox.slack.faults.add({ kind: 'rate-limited', method: 'chat.postMessage', retryAfterSeconds: 40, times: 1 });
  await sandbox.walk.to(berlin('2026-11-23 10:30'));
  expect(notices(sandbox, mira)).toEqual(['warning']);
  expect(told(sandbox, mira)[0]).toMatch(/^10:20:40 /);
});

test('while Slack asks to wait, nothing else is sent to that reader', async () => {
  sandbox = await testSandbox();
  const plan = await sandbox.slack.as(mira).post(channel, 'Here is the plan for next week.');
  await sandbox.slack.as(anna).post(channel, 'Could you send the new banner files?');
  await sandbox.walk.to(berlin('2026-11-20 16:51'));
  await sandbox.slack.as('U0BEN').post(channel, 'And when is the photo shoot?', { thread: plan.ts });
  sandbox.slack.faults.add({ kind: 'rate-limited', method: 'chat.postMessage', retryAfterSeconds: 90, times: 1 });
  await sandbox.walk.to(berlin('2026-11-23 10:30'));
  const tried = sandbox.slack.calls().filter(({ method }) => method === 'chat.postMessage');
  const asked = berlin('2026-11-23 10:20');
  expect(tried.map(({ at }) => at - asked)).toEqual([0, 90_000, 91_000]);
});

test('Slack fails with 500: the warning is looked for, then said once', async () => {
  await annaAsks();
  sandbox.slack.faults.add({ kind: 'status', method: 'chat.postMessage', status: 500, times: 2 });
  await sandbox.walk.to(berlin('2026-11-23 10:30'));
  expect(notices(sandbox, mira)).toEqual(['warning']);
});

test('Slack says a breach and its answer is lost: nobody hears of it twice', async () => {
  await annaAsks();
  await sandbox.walk.to(berlin('2026-11-23 10:40'));
  sandbox.slack.faults.add({ kind: 'timeout-after-success', method: 'chat.postMessage', times: 2, cut: true });
  await sandbox.walk.to(berlin('2026-11-23 11:00'));
  expect(notices(sandbox, mira)).toEqual(['warning', 'breach']);
  expect(notices(sandbox, ruth)).toEqual(['breach']);
});

test('several overdue matters leave in one message, and its answer is lost: none of them is said again', async () => {
  sandbox = await testSandbox();
  const plan = await sandbox.slack.as(mira).post(channel, 'Here is the plan for next week.');
  await sandbox.slack.as(anna).post(channel, 'Could you send the new banner files?');
  // A question in a thread has a lane, and an alarm, of its own.
  await sandbox.slack.as('U0BEN').post(channel, 'And when is the photo shoot?', { thread: plan.ts });
  await sandbox.walk.to(berlin('2026-11-20 16:59'));
  await sandbox.stopBot();
  sandbox.time.set(berlin('2026-11-23 11:00'));
  sandbox.slack.faults.add({ kind: 'timeout-after-success', method: 'chat.postMessage', times: 2, cut: true });
  await sandbox.startBot();
  await sandbox.walk.to(berlin('2026-11-23 11:30'));
  expect(told(sandbox, ruth)).toEqual([expect.stringMatching(/^11:00:00 2 /)]);
  expect(told(sandbox, mira)).toHaveLength(1);
});

test('Slack is down for ten minutes while the matter is settled: then nobody is told anything', async () => {
  await annaAsks();
  await sandbox.walk.to(berlin('2026-11-23 10:19'));
  sandbox.slack.faults.add({ kind: 'down' });
  await sandbox.walk.to(berlin('2026-11-23 10:25'));
  await sandbox.slack.as(mira).post(channel, 'Here they are.');
  await sandbox.walk.to(berlin('2026-11-23 10:29'));
  sandbox.slack.faults.clear();
  await sandbox.walk.to(berlin('2026-11-23 18:00'));
  expect(posts(sandbox)).toBe(0);
  expect(await records(sandbox.db)).toEqual(['met due 10:50:00 replied 10:25:00']);
});
