import { afterEach, expect, test } from 'vitest';
import type { Rule } from '../../src/engine/rule.ts';
import { rules } from '../../src/rules/index.ts';
import { anna, berlin, channel, mira, notices, records } from '../support/nova.ts';
import { type TestSandbox, testSandbox } from '../support/sandbox.ts';
import { tablesWith } from '../support/tables-with.ts';

let sandbox: TestSandbox;
afterEach(() => sandbox.drop());

const friday = (time: string) => berlin(`2026-11-20 ${time}`);

/** A rule that throws while it is broken, and counts what it managed to judge. */
function fragile(where: 'load' | 'decide') {
  const state = { isBroken: true, judged: 0 };
  const fail = () => {
    if (state.isBroken) throw new TypeError('broken');
  };
  const rule: Rule = {
    name: 'fragile',
    config: null,
    triggers: [{ on: 'MessagePosted' }],
    load: async () => {
      if (where === 'load') fail();
      return null;
    },
    decide: () => {
      fail();
      state.judged += 1;
      return [{ reason: { name: 'judged', data: {} }, subject: null, effects: [] }];
    },
    views: [],
  };
  return { state, rule };
}

async function rulingsOf(rule: string): Promise<string[]> {
  const { rows } = await sandbox.db.query<{ state: string }>('select state from rulings where rule = $1', [rule]);
  return rows.map(({ state }) => state);
}

test.each(['load', 'decide'] as const)(
  'a rule that fails in its %s stops no other, is tried again alone, and judges once',
  async (where) => {
    const { state, rule } = fragile(where);
    sandbox = await testSandbox({ startAt: friday('10:00'), bot: { rules: [rule, ...rules] } });
    await sandbox.slack.as(anna).post(channel, 'Where is the invoice?');
    await sandbox.walk.to(friday('10:02'));
    expect(await records(sandbox.db)).toEqual(['pending due 12:00:00']);
    expect(await rulingsOf('fragile')).toEqual(['failed']);
    const others = await rulingsOf('response-window');
    state.isBroken = false;
    await sandbox.walk.to(friday('10:10'));
    expect(await rulingsOf('fragile')).toEqual(['done']);
    expect(state.judged).toBe(1);
    expect(await rulingsOf('response-window')).toEqual(others);
  },
);

test('a rule that fails in the middle of what it decided leaves nothing of it, and its neighbours keep theirs', async () => {
  const { rule } = fragile('load');
  const halfway: Rule = {
    ...rule,
    load: () => Promise.resolve(null),
    decide: () => [{ reason: { name: 'half', data: {} }, subject: null, effects: [kept, impossible] }],
  };
  sandbox = await testSandbox({ startAt: friday('10:00'), bot: { rules: [halfway, ...rules] } });
  await sandbox.slack.as(anna).post(channel, 'Where is the invoice?');
  await sandbox.walk.rest();
  expect(await rulingsOf('fragile')).toEqual(['failed']);
  expect((await sandbox.db.query('select * from slots')).rows).toEqual([]);
  expect(await records(sandbox.db)).toEqual(['pending due 12:00:00']);
});

test('what somebody typed stands in the inbox only while its rule fails, and is done once it does not', async () => {
  const { state, rule } = fragile('decide');
  const typed: Rule = { ...rule, triggers: [{ on: 'CommandGiven', word: 'fragile', who: 'staff' }] };
  sandbox = await testSandbox({ startAt: friday('10:00'), bot: { rules: [typed, ...rules] } });
  await sandbox.slack.as(mira).command(channel, '/rules fragile Trauerschnäpper');
  await sandbox.walk.rest();
  expect(await tablesWith(sandbox.db, 'Trauerschnäpper')).toEqual(['public.inbox']);
  state.isBroken = false;
  await sandbox.walk.to(friday('10:10'));
  expect(state.judged).toBe(1);
  expect(await tablesWith(sandbox.db, 'Trauerschnäpper')).toEqual([]);
});

test('a rule whose question the database refuses takes no neighbour with it', async () => {
  const { rule } = fragile('load');
  const asking: Rule = { ...rule, load: (ask) => ask('words', { channelId: 'a', ts: 'a\u0000b' }) };
  sandbox = await testSandbox({ startAt: friday('10:00'), bot: { rules: [asking, ...rules] } });
  await sandbox.slack.as(anna).post(channel, 'Where is the invoice?');
  await sandbox.walk.rest();
  expect(await rulingsOf('fragile')).toEqual(['failed']);
  expect(await records(sandbox.db)).toEqual(['pending due 12:00:00']);
});

const kept = { kind: 'set-slot', subject: 'anything', data: { schema: 1 } } as const;
const impossible = {
  kind: 'mark',
  channelId: 'nowhere',
  ts: '1.000000',
  mark: { name: 'taken', by: mira, at: 0, data: {} },
} as const;

test('after eight tries a rule is given up, kept for a later retry, and its neighbours never noticed', async () => {
  const { rule } = fragile('decide');
  sandbox = await testSandbox({ startAt: friday('09:00'), bot: { rules: [rule, ...rules] } });
  await sandbox.slack.as(anna).post(channel, 'Where is the invoice?');
  await sandbox.walk.to(friday('12:30'));
  expect(await rulingsOf('fragile')).toEqual(['dead']);
  expect(notices(sandbox, mira)).toEqual(['warning', 'breach', 'repeat-1']);
});

test('a message that cannot be drawn keeps no other from its reader, and is given up after eight tries', async () => {
  const { rule } = fragile('load');
  const breakable: Rule = {
    ...rule,
    load: () => Promise.resolve(null),
    decide: () => [{ reason: { name: 'said', data: {} }, subject: null, effects: [brokenNotice] }],
    views: [{ name: 'unpaintable', load: () => Promise.reject(new TypeError('broken')), render: () => null }],
  };
  sandbox = await testSandbox({ startAt: friday('10:00'), bot: { rules: [breakable, ...rules] } });
  await sandbox.slack.as(anna).post(channel, 'Where is the invoice?');
  await sandbox.walk.to(friday('12:10'));
  expect(notices(sandbox, mira)).toEqual(['warning', 'breach']);
  const { rows } = await sandbox.db.query(`select state, tries from outbox where key = 'unpaintable'`);
  expect(rows).toEqual([{ state: 'failed', tries: 8 }]);
});

const brokenNotice = {
  kind: 'say',
  key: 'unpaintable',
  to: { kind: 'person', userId: mira },
  audience: 'staff',
  permission: null,
  priority: 'urgent',
  view: 'unpaintable',
  data: {},
  wantedWhile: null,
  hearFirst: null,
  bundle: null,
  unknownOutcome: 'look-up',
} as const;
