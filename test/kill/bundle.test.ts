import { expect, test } from 'vitest';
import type { CheckpointName } from '../../src/app/checkpoint.ts';
import { anna, berlin, channel, mira, posts, ruth, told } from '../support/nova.ts';
import { outlivedBot } from '../support/outlived.ts';

const deadly = ['delivery-started', 'delivery-said', 'delivery-recorded'] satisfies CheckpointName[];

test.each(deadly)('after an outage, killed at %s: what is overdue is said in one message, once', async (name) => {
  const stage = await outlivedBot(berlin('2026-11-20 16:50'));
  try {
    const plan = await stage.slack.as(mira).post(channel, 'Here is the plan for next week.');
    await stage.slack.as(anna).post(channel, 'Could you send the new banner files?');
    await stage.slack.as(anna).post(channel, 'And when is the photo shoot?', { thread: plan.ts });
    await stage.to(berlin('2026-11-20 16:55'));
    await stage.awayUntil(berlin('2026-11-23 09:30'), { name, visit: 1 });
    await stage.to(berlin('2026-11-23 09:45'));
    expect(stage.deaths()).toBe(1);
    expect(told(stage, mira)).toEqual([expect.stringMatching(/ 2 /)]);
    expect(told(stage, ruth)).toEqual([expect.stringMatching(/ 2 /)]);
    expect(posts(stage)).toBe(2);
  } finally {
    await stage.drop();
  }
});
