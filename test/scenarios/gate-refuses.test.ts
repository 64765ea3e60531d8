import { afterEach, expect, test } from 'vitest';
import type { Say } from '../../src/engine/effect.ts';
import type { Rule } from '../../src/engine/rule.ts';
import { rules } from '../../src/rules/index.ts';
import { anna, berlin, channel, mira, records } from '../support/nova.ts';
import { type TestSandbox, testSandbox } from '../support/sandbox.ts';

let sandbox: TestSandbox;
afterEach(() => sandbox.drop());

/** A rule that would tell staff's matters to a client, and then whoever else it is left. */
const careless: Rule = {
  name: 'careless',
  config: null,
  triggers: [{ on: 'MessagePosted' }, { on: 'DeliveryFailed' }],
  load: () => Promise.resolve(null),
  decide: ({ event }) => {
    if (event.kind !== 'MessagePosted' && event.kind !== 'DeliveryFailed') return [];
    const userId = event.kind === 'MessagePosted' ? anna : mira;
    const because = event.kind === 'DeliveryFailed' ? event.because : null;
    const say: Say = {
      kind: 'say',
      key: `careless:${event.id}`,
      to: { kind: 'person', userId },
      audience: 'staff',
      permission: null,
      priority: 'normal',
      view: 'careless',
      data: { because },
      wantedWhile: null,
      hearFirst: null,
      bundle: null,
      unknownOutcome: 'drop',
    };
    return [{ reason: { name: 'told', data: {} }, subject: null, effects: [say] }];
  },
  views: [
    {
      name: 'careless',
      load: () => Promise.resolve(null),
      render: (_facts, _reader, { because }) => ({ text: `Staff only (${because})`, blocks: [] }),
    },
  ],
};

test('what the gate keeps from a client goes on to whoever its rule names instead, and the other rules never notice', async () => {
  const at = berlin('2026-11-20 10:00');
  sandbox = await testSandbox({ startAt: at, bot: { rules: [careless, ...rules] } });
  await sandbox.slack.as(anna).post(channel, 'Where is the invoice?');
  await sandbox.walk.to(at + 60_000);
  const { messages } = sandbox.slack.as(mira).sees('U0RULES');
  expect(messages.map(({ text }) => text)).toEqual(['Staff only (not_staff)']);
  expect(sandbox.slack.look((world) => Object.values(world.channels).filter(({ kind }) => kind === 'im'))).toHaveLength(
    1,
  );
  expect(await records(sandbox.db)).toEqual(['pending due 12:00:00']);
});
