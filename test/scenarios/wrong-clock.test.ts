import { afterEach, beforeEach, expect, test } from 'vitest';
import { anna, berlin, channel, mira, notices, records, ruth, told } from '../support/nova.ts';
import { type TestSandbox, testSandbox } from '../support/sandbox.ts';

const day = 24 * 3_600_000;
const friday = (time: string) => berlin(`2026-11-20 ${time}`);

let sandbox: TestSandbox;
/** How far the bot's clock is from Slack's. */
let wrongBy = 0;
beforeEach(async () => {
  wrongBy = 0;
  let slackTime = () => friday('10:00');
  sandbox = await testSandbox({ startAt: friday('10:00'), bot: { clock: () => slackTime() + wrongBy } });
  slackTime = sandbox.time.clock;
});
afterEach(() => sandbox.drop());

/** Lets the bot look at its clock at an instant of Slack's; nothing walks in between. */
async function lookAt(at: number, wrong: number): Promise<void> {
  sandbox.time.set(at);
  wrongBy = wrong;
  await sandbox.house().sweep();
  await sandbox.walk.rest();
}

test('the clock jumps a day ahead and back: the breach is told once, and later notices are not held up', async () => {
  await sandbox.slack.as(anna).post(channel, 'Where is the invoice?');
  await sandbox.walk.rest();
  await lookAt(friday('10:30'), day);
  expect(notices(sandbox, ruth)).toEqual(['breach']);
  await lookAt(friday('10:31'), 0);
  await sandbox.walk.to(friday('12:30'));
  expect(notices(sandbox, ruth)).toEqual(['breach']);
  expect(notices(sandbox, mira)).toEqual(['breach']);
  await sandbox.slack.as(mira).post(channel, 'Here it is.');
  await sandbox.walk.to(friday('12:40'));
  await sandbox.slack.as(anna).post(channel, 'And where are the photos?');
  await sandbox.walk.to(friday('14:12'));
  expect(notices(sandbox, mira)).toEqual(['breach', 'warning']);
});

test('what was decided while the clock was a day ahead, and not yet said, leaves as soon as it is right again', async () => {
  await sandbox.slack.as(anna).post(channel, 'Where is the invoice?');
  await sandbox.walk.rest();
  sandbox.slack.faults.add({ kind: 'rate-limited', method: 'chat.postMessage', retryAfterSeconds: 30 });
  await lookAt(friday('12:30'), day);
  sandbox.slack.faults.clear();
  await lookAt(friday('12:31'), 0);
  expect(told(sandbox, ruth)).toHaveLength(1);
});

test('what was heard while the clock was a day ahead, and not yet walked, is walked as soon as it is right again', async () => {
  wrongBy = day;
  const { db } = sandbox;
  await db.query(`alter table messages rename to messages_away`);
  await sandbox.slack.as(anna).post(channel, 'Where is the invoice?');
  await sandbox.walk.rest();
  await db.query(`alter table messages_away rename to messages`);
  await lookAt(friday('10:02'), 0);
  expect(await records(db)).toEqual(['pending due 12:00:00']);
});

test('the clock jumps a day back: nothing rings too early, and once it is right the breach alone is told, once', async () => {
  await sandbox.slack.as(anna).post(channel, 'Where is the invoice?');
  await sandbox.walk.rest();
  await lookAt(friday('11:00'), -day);
  await lookAt(friday('12:30'), -day);
  expect(notices(sandbox, mira)).toEqual([]);
  await lookAt(friday('12:31'), 0);
  expect(notices(sandbox, mira)).toEqual(['breach']);
  expect(notices(sandbox, ruth)).toEqual(['breach']);
});
