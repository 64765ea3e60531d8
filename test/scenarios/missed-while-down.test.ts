import { afterEach, expect, test } from 'vitest';
import { anna, berlin, channel, mira, notices, posts, records, ruth, told } from '../support/nova.ts';
import { type TestSandbox, testSandbox } from '../support/sandbox.ts';

let sandbox: TestSandbox;
afterEach(() => sandbox.drop());

const friday = (time: string) => berlin(`2026-11-20 ${time}`);
const monday = (time: string) => berlin(`2026-11-23 ${time}`);

/** Longer than Slack goes on trying to deliver. */
async function downFor(from: number, until: number, meanwhile: () => Promise<unknown>): Promise<void> {
  await sandbox.walk.to(from);
  await sandbox.stopBot();
  await meanwhile();
  await sandbox.walk.to(until);
  await sandbox.startBot();
  await sandbox.walk.rest();
}

test('a question asked while the bot was down is found in the history and counts from its asking', async () => {
  sandbox = await testSandbox({ startAt: friday('10:00') });
  await sandbox.slack.as(mira).post(channel, 'Good morning!');
  await downFor(friday('10:05'), friday('10:30'), () => sandbox.slack.as(anna).post(channel, 'Where is the invoice?'));
  expect(await records(sandbox.db)).toEqual(['pending due 12:05:00']);
  await sandbox.walk.to(friday('12:06'));
  expect(notices(sandbox, mira)).toEqual(['warning', 'breach']);
});

test('the very first message of a channel is found too', async () => {
  sandbox = await testSandbox({ startAt: friday('10:00') });
  await downFor(friday('10:05'), friday('10:30'), () => sandbox.slack.as(anna).post(channel, 'Where is the invoice?'));
  expect(await records(sandbox.db)).toEqual(['pending due 12:05:00']);
});

test('a question deleted while the bot was down is called off, and nobody is told', async () => {
  sandbox = await testSandbox({ startAt: friday('10:00') });
  const { ts } = await sandbox.slack.as(anna).post(channel, 'Where is the invoice?');
  await downFor(friday('10:05'), friday('10:30'), () => sandbox.slack.as(anna).delete(channel, ts));
  await sandbox.walk.to(friday('17:00'));
  expect(await records(sandbox.db)).toEqual([expect.stringMatching(/^cancelled due 12:00:00 deleted /)]);
  expect(posts(sandbox)).toBe(0);
});

test('a thanks edited into a question while the bot was down opens at the edit', async () => {
  sandbox = await testSandbox({ startAt: friday('10:00') });
  const { ts } = await sandbox.slack.as(anna).post(channel, 'Thanks!');
  await downFor(friday('10:05'), friday('10:30'), () =>
    sandbox.slack.as(anna).edit(channel, ts, 'Thanks! Where is the invoice?'),
  );
  expect(await records(sandbox.db)).toEqual(['pending due 12:05:00']);
});

test('a reply in the thread of what waits, written while the bot was down, meets it', async () => {
  sandbox = await testSandbox({ startAt: friday('10:00') });
  const { ts } = await sandbox.slack.as(anna).post(channel, 'Where is the invoice?');
  await downFor(friday('11:55'), monday('09:30'), () =>
    sandbox.slack.as(mira).post(channel, 'Here it is.', { thread: ts }),
  );
  await sandbox.walk.to(monday('12:00'));
  expect(await records(sandbox.db)).toEqual(['met due 12:00:00 replied 11:55:00']);
  expect(notices(sandbox, mira)).toEqual(['warning']);
});

test('a question in the thread of a message that was itself missed is found too', async () => {
  sandbox = await testSandbox({ startAt: friday('10:00') });
  await downFor(friday('10:05'), friday('10:30'), async () => {
    const { ts } = await sandbox.slack.as(mira).post(channel, 'Here are the photos.');
    await sandbox.slack.as(anna).post(channel, 'Thanks! Where is the invoice?', { thread: ts });
  });
  expect(await records(sandbox.db)).toEqual(['pending due 12:05:00']);
});

test('a question in an older thread in which nothing waited is found by the thread’s latest reply', async () => {
  sandbox = await testSandbox({ startAt: friday('10:00') });
  const { ts } = await sandbox.slack.as(mira).post(channel, 'Here are the photos.');
  await sandbox.slack.as(anna).post(channel, 'Lovely, thanks!', { thread: ts });
  await sandbox.slack.as(mira).post(channel, 'And the plan for next week.');
  await downFor(monday('10:05'), monday('10:30'), () =>
    sandbox.slack.as(anna).post(channel, 'Where is the invoice?', { thread: ts }),
  );
  expect(await records(sandbox.db)).toEqual(['pending due 12:05:00']);
  await sandbox.walk.to(monday('12:06'));
  expect(notices(sandbox, mira)).toEqual(['warning', 'breach']);
});

test('what was asked while the bot was down and is overdue when it is back comes as one message, also out of threads', async () => {
  sandbox = await testSandbox({ startAt: friday('10:00') });
  const { ts } = await sandbox.slack.as(mira).post(channel, 'Here are the photos.');
  await downFor(friday('10:05'), friday('16:00'), async () => {
    await sandbox.slack.as(anna).post(channel, 'Where is the invoice?');
    await sandbox.slack.as(anna).post(channel, 'Can you send the second one again?', { thread: ts });
    await sandbox.slack.as('U0DENIZ').post('C0DEFNE', 'Yeni menüyü ne zaman görebiliriz?');
  });
  await sandbox.walk.to(friday('16:10'));
  expect(notices(sandbox, ruth)).toEqual(['breach']);
  expect(told(sandbox, ruth)).toEqual([expect.stringMatching(/3 questions are past the agreed time/)]);
});

test('asked to wait, it reads no channel’s history before that time, and then all of it', async () => {
  sandbox = await testSandbox({ startAt: friday('10:00') });
  const histories = () => sandbox.slack.calls().filter(({ method }) => method === 'conversations.history').length;
  await sandbox.walk.to(friday('10:05'));
  await sandbox.stopBot();
  await sandbox.slack.as(anna).post(channel, 'Where is the invoice?');
  sandbox.slack.faults.add({ kind: 'rate-limited', method: 'conversations.history', retryAfterSeconds: 90, times: 1 });
  const before = histories();
  await sandbox.startBot();
  await sandbox.house().sweep();
  expect(histories() - before).toBe(1);
  await sandbox.walk.to(friday('10:07'));
  await sandbox.house().sweep();
  expect(await records(sandbox.db)).toEqual(['pending due 12:05:00']);
});

test('what was missed is still found when Slack cannot be read at first and the channel goes on meanwhile', async () => {
  sandbox = await testSandbox({ startAt: friday('10:00') });
  await sandbox.slack.as(mira).post(channel, 'Good morning!');
  await sandbox.walk.to(friday('10:05'));
  await sandbox.stopBot();
  await sandbox.slack.as(anna).post(channel, 'Where is the invoice?');
  await sandbox.walk.to(friday('10:30'));
  sandbox.slack.faults.add({ kind: 'status', method: 'conversations.history', status: 500 });
  await sandbox.startBot();
  await sandbox.slack.as('U0BEN').post(channel, 'Thanks for the photos!');
  await sandbox.walk.rest();
  expect(await records(sandbox.db)).toEqual([]);
  sandbox.slack.faults.clear();
  await sandbox.house().sweep();
  expect(await records(sandbox.db)).toEqual(['pending due 12:05:00']);
});

test('a question that Slack dropped over its hourly limit is found although later messages were heard', async () => {
  sandbox = await testSandbox({ startAt: friday('10:00') });
  await sandbox.slack.as(mira).post(channel, 'Good morning!');
  await sandbox.walk.to(friday('10:05'));
  sandbox.slack.faults.add({ kind: 'lose-delivery', times: 1 });
  await sandbox.slack.as(anna).post(channel, 'Where is the invoice?');
  await sandbox.slack.send({
    contentType: 'application/json',
    body: JSON.stringify({
      type: 'app_rate_limited',
      team_id: 'T0HARBOUR',
      api_app_id: 'A0RULES',
      minute_rate_limited: friday('10:05') / 1000,
    }),
  });
  await sandbox.walk.to(friday('10:07'));
  await sandbox.slack.as('U0BEN').post(channel, 'Thanks for the photos!');
  await sandbox.walk.rest();
  await sandbox.house().sweep();
  expect(await records(sandbox.db)).toEqual(['pending due 12:05:00']);
});
