/** An emergency in the internal channel, with a death while it is told: one post, and below it every line, once and in order. */
import { expect, test } from 'vitest';
import type { CheckpointName } from '../../src/app/checkpoint.ts';
import { anna, berlin, channel, ruth } from '../support/nova.ts';
import { outlivedBot } from '../support/outlived.ts';

const room = 'C0NOVAINT';

/** Anna writes the agreed word, Ruth is paged after five minutes and takes it. Dies once, at the so-manieth visit. */
async function tell(death: { name: CheckpointName; visit: number } | null) {
  const stage = await outlivedBot(berlin('2026-11-21 02:00'));
  try {
    if (death !== null) await stage.bot().dieAt(death.name, death.visit);
    await stage.slack.as(anna).post(channel, 'Red alert: the shop is down');
    await stage.to(berlin('2026-11-21 02:06'));
    const page = stage.slack.as(ruth).sees('U0RULES').messages.at(-1);
    await stage.slack.as(ruth).press('U0RULES', page?.ts ?? '', 'emergency-have');
    await stage.to(berlin('2026-11-21 02:12'));
    const said = stage.slack.look(({ messages }) => (messages[room] ?? []).filter(({ user }) => user === 'U0RULES'));
    const [post, ...others] = said.filter(({ text }) => text.includes('emergency 1'));
    const lines = said.filter(({ thread_ts: thread, ts }) => thread === post?.ts && ts !== post?.ts);
    return {
      deaths: stage.deaths(),
      others: others.length,
      has: post?.text.includes('Ruth Okafor has it'),
      lines: lines.map(({ text }) => text.replace(/^\d\d:\d\d {2}/, '').replace(/ by .+$/, '')),
      all: said.length,
    };
  } finally {
    await stage.drop();
  }
}

const whole = {
  others: 0,
  has: true,
  // There is no way but Slack here, and that is told too.
  lines: [
    'Raised',
    'Paged: Elif Kaya',
    'Not reached',
    'Paged: Ruth Okafor and Night desk',
    'Not reached',
    'Not reached',
    'Ruth Okafor has it.',
  ],
  all: 8,
};

test.each<[CheckpointName | null, number]>([
  [null, 0],
  ['committed', 1],
  ['delivery-said', 3],
  ['delivery-said', 4],
  ['delivery-said', 5],
])('killed at %s, visit %i, the post stands once and below it each line, in order', async (name, visit) => {
  const told = await tell(name === null ? null : { name, visit });
  expect(told).toEqual({ ...whole, deaths: name === null ? 0 : 1 });
});
