import { afterEach, beforeAll, expect, test } from 'vitest';
import type { StandIn } from '../../src/sandbox/slack/stand-in.ts';
import { anna, berlin, channel, mira, notices, posts, records, ruth } from '../support/nova.ts';
import { type TestSandbox, testSandbox } from '../support/sandbox.ts';

let sandbox: TestSandbox;
afterEach(() => sandbox.drop());

const friday = (time: string) => berlin(`2026-11-20 ${time}`);
const ben = 'U0BEN';

/** A morning with a question, its thread, an edit, a deletion, a reaction and two answers; each on its minute. */
const morning: [time: string, act: (slack: StandIn, said: Map<string, string>) => Promise<unknown>][] = [
  ['10:00', (slack, said) => says(slack, said, 'invoice', anna, 'Where is the invoice?')],
  ['10:01', (slack, said) => says(slack, said, 'thanks', ben, 'Thanks for the photos!')],
  ['10:02', (slack, said) => says(slack, said, 'detail', anna, 'It should be from May.', 'invoice')],
  ['10:03', (slack, said) => says(slack, said, 'mistake', ben, 'When is the shoot?')],
  ['10:04', (slack, said) => slack.as(ben).delete(channel, said.get('mistake') ?? '')],
  ['10:05', (slack, said) => slack.as(ben).edit(channel, said.get('thanks') ?? '', 'Thanks! Who took the photos?')],
  ['10:06', (slack, said) => slack.as(mira).react(channel, said.get('invoice') ?? '', 'eyes')],
  ['10:07', (slack, said) => says(slack, said, 'found', mira, 'Here it is.', 'invoice')],
  ['10:08', (slack, said) => says(slack, said, 'more', anna, 'And the one from June?', 'invoice')],
];

async function says(
  slack: StandIn,
  said: Map<string, string>,
  name: string,
  who: string,
  text: string,
  under?: string,
) {
  const thread = under === undefined ? {} : { thread: said.get(under) ?? '' };
  said.set(name, (await slack.as(who).post(channel, text, thread)).ts);
}

/** Tells the morning with deliveries as `disturb` has them; gives how it stands at 10:30, when all has arrived. */
async function tell(disturb: (slack: StandIn, index: number) => void, restartAt: number | null = null) {
  sandbox = await testSandbox({ startAt: friday('09:59') });
  const said = new Map<string, string>();
  for (const [index, [time, act]] of morning.entries()) {
    await sandbox.walk.to(friday(time));
    disturb(sandbox.slack, index);
    await act(sandbox.slack, said);
    if (index === restartAt) {
      await sandbox.stopBot();
      await sandbox.startBot();
    }
  }
  await sandbox.walk.to(friday('10:30'));
  const { rows } = await sandbox.db.query(`
    select lane, turn, messages, asked_at, opened_by, settled_at, settled_how, settled_by, taken_by
    from conversations order by opened_at, id`);
  // Of what was deleted before it was ever heard there is no deadline to call off.
  const kept = (await records(sandbox.db)).filter((line) => !line.startsWith('cancelled'));
  return { records: kept, conversations: rows };
}

let undisturbed: Awaited<ReturnType<typeof tell>>;
beforeAll(async () => {
  undisturbed = await tell(() => undefined);
  await sandbox.drop();
});

test.each([
  ['each event arrives four times', null, (slack: StandIn) => duplicate(slack)],
  [
    'every other event is 90 s late',
    null,
    (slack: StandIn, index: number) => delay(slack, index % 2 === 0 ? 90_000 : 0),
  ],
  ['events arrive in reverse', null, (slack: StandIn, index: number) => delay(slack, (18 - 2 * index) * 60_000)],
  ['events arrive shuffled', null, (slack: StandIn, index: number) => delay(slack, ((index * 7) % 10) * 75_000)],
  [
    'events arrive late and the bot restarts in between',
    4,
    (slack: StandIn, index: number) => delay(slack, ((index * 3) % 5) * 90_000),
  ],
])('%s: the same conversations and the same deadlines', async (_promise, restartAt, disturb) => {
  expect(undisturbed.records).toHaveLength(3);
  expect(await tell(disturb, restartAt)).toEqual(undisturbed);
});

test('the same question four times over six minutes, across a restart: one deadline, one warning, one breach', async () => {
  sandbox = await testSandbox({ startAt: friday('10:00') });
  await sandbox.stopBot();
  await sandbox.slack.as(anna).post(channel, 'Where is the invoice?');
  await sandbox.walk.to(friday('10:02'));
  await sandbox.startBot();
  await sandbox.walk.to(friday('10:07'));
  expect(sandbox.slack.attempts().filter(({ type }) => type === 'message')).toHaveLength(4);
  await sandbox.walk.to(friday('12:01'));
  expect(await records(sandbox.db)).toEqual(['pending due 12:00:00']);
  expect(notices(sandbox, mira)).toEqual(['warning', 'breach']);
  expect(notices(sandbox, ruth)).toEqual(['breach']);
  expect(posts(sandbox)).toBe(3);
});

function duplicate(slack: StandIn): void {
  slack.faults.clear();
  slack.faults.add({ kind: 'duplicate-delivery', copies: 3 });
}

function delay(slack: StandIn, milliseconds: number): void {
  slack.faults.clear();
  slack.faults.add({ kind: 'delay-delivery', milliseconds });
}
