/** The queue is on a Redis that is gone: nothing of an emergency goes through it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page, PagedPerson, Pager } from '../../src/engine/ports.ts';
import { formLetter, pressLetter } from '../support/letters.ts';
import { berlin, channel, ruth } from '../support/nova.ts';
import { type TestSandbox, testSandbox } from '../support/sandbox.ts';

/** On call in that week. */
const elif = 'U0ELIF';
const MINUTE = 60_000;
const woken: string[] = [];
const pager: Pager = {
  has: () => true,
  page: async (way, to: PagedPerson, _page: Page) => {
    woken.push(`${way} ${to.id}`);
    return { kind: 'sent', reference: 'there' };
  },
  tell: async () => null,
  withdraw: async () => null,
  close: () => Promise.resolve(),
};

let sandbox: TestSandbox;
beforeAll(async () => {
  // Nobody listens there.
  sandbox = await testSandbox({
    startAt: berlin('2026-11-21 02:00'),
    redisUrl: 'redis://127.0.0.1:9/0',
    bot: { pager },
  });
});
afterAll(() => sandbox.drop());

test('raised, escalated and taken without it', async () => {
  const { slack, db, time } = sandbox;
  const incident = async () =>
    (await db.query('select id, state, acknowledged_by from incidents')).rows[0] ?? { id: '', state: 'none' };
  const { rows } = await db.query('select id from channels where slack_channel_id = $1', [channel]);
  const values = { what: { type: 'plain_text_input', value: 'The shop is down' } };
  await slack.send(formLetter({ by: 'U0ANNA', form: 'emergency', subject: `${rows[0].id}:top`, values }));
  await expect.poll(() => woken).toEqual([`sms ${elif}`]);
  await expect.poll(() => slack.as(elif).sees('U0RULES').messages.at(-1)?.text).toContain('> The shop is down');
  time.set(time.clock() + 5 * MINUTE);
  // As the process does by itself every second.
  sandbox.house().app.hurry();
  await expect.poll(() => woken).toContain(`call ${ruth}`);
  await slack.send(pressLetter({ by: ruth, channel: 'D0', action: 'emergency-have', value: (await incident()).id }));
  expect(await incident()).toMatchObject({ state: 'acknowledged', acknowledged_by: ruth });
});
