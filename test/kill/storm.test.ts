import { afterEach, expect, test } from 'vitest';
import type { Fault } from '../../src/sandbox/slack/faults.ts';
import { anna, berlin, channel, mira, records, ruth, told } from '../support/nova.ts';
import { type TestSandbox, testSandbox } from '../support/sandbox.ts';

let sandbox: TestSandbox;
afterEach(() => sandbox.drop());

const friday = (time: string) => berlin(`2026-11-20 ${time}`);

/** Numbers that look like chance and are the same in every run (mulberry32). */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const weathers: ((roll: () => number) => Fault)[] = [
  () => ({ kind: 'status', status: 500 }),
  () => ({ kind: 'status', status: 503 }),
  () => ({ kind: 'down' }),
  () => ({ kind: 'timeout-after-success', cut: true }),
  (roll) => ({ kind: 'rate-limited', retryAfterSeconds: 1 + Math.floor(roll() * 60) }),
];

/** Up to four faults, each meeting a few calls; and now and then the bot is started anew. */
async function stir(roll: () => number): Promise<void> {
  const { faults } = sandbox.slack;
  faults.clear();
  for (let left = Math.floor(roll() * 5); left > 0; left -= 1) {
    const weather = weathers[Math.floor(roll() * weathers.length)];
    if (weather !== undefined) faults.add({ ...weather(roll), times: 1 + Math.floor(roll() * 3) });
  }
  if (roll() < 0.3) {
    await sandbox.stopBot();
    faults.clear();
    await sandbox.startBot();
  }
}

/** How often each notice stands in Slack, by its key. */
function said(): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const userId of [mira, ruth]) {
    for (const line of keysIn(userId)) counts[line] = (counts[line] ?? 0) + 1;
  }
  return counts;
}

function keysIn(userId: string): string[] {
  if (told(sandbox, userId).length === 0) return [];
  return sandbox.slack
    .as(userId)
    .sees('U0RULES')
    .messages.flatMap(({ metadata }) => {
      const key = JSON.stringify(metadata ?? null).match(/response-window:[^"]+/)?.[0];
      return key === undefined ? [] : [key];
    });
}

const seeds = Array.from({ length: 12 }, (_, index) => index + 1);

test.each(seeds)('in storm %i each notice is said once, none is lost, and the records end the same', async (seed) => {
  const roll = chance(seed);
  sandbox = await testSandbox({ startAt: friday('10:00') });
  await sandbox.slack.as(anna).post(channel, 'Where is the invoice?');
  for (let minute = 5; minute <= 150; minute += 5) {
    await sandbox.walk.to(friday('10:00') + minute * 60_000);
    await stir(roll);
  }
  sandbox.slack.faults.clear();
  await sandbox.slack.as(mira).post(channel, 'Here it is.');
  await sandbox.walk.to(friday('14:00'));
  await sandbox.house().sweep();
  await sandbox.walk.to(friday('14:10'));
  expect(await records(sandbox.db)).toEqual(['breached due 12:00:00 replied 12:30:00']);
  const counts = said();
  expect(new Set(Object.values(counts))).toEqual(new Set([1]));
  expect(Object.keys(counts).filter((key) => key.includes(':breach:'))).toHaveLength(2);
  for (const userId of [mira, ruth]) {
    for (const line of told(sandbox, userId)) expect(line).not.toMatch(/waits|has passed/);
  }
  const { rows } = await sandbox.db.query(
    `select state, next_try_at from outbox where state not in ('sent', 'cancelled') or next_try_at is not null`,
  );
  expect(rows).toEqual([]);
});
