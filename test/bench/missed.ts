/**
 * Catching up on five thousand messages that one channel saw in two days while the bot was down: from its start until all of them are
 * written down and nothing waits to be walked. Beside it the same history read by bare requests. Slack's own limits are
 * held against the calls that were made: fifty a minute of each kind.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { Pool } from 'pg';
import { pino } from 'pino';
import { request } from 'undici';
import { machineClock } from '../../src/clock.ts';
import { type StandIn, startStandIn } from '../../src/sandbox/slack/stand-in.ts';
import { benchWorld, type Client, clients, signingSecret, slackToken } from './agency.ts';
import { startHouse } from './processes.ts';
import type { Scene } from './scene.ts';
import type { Row } from './table.ts';

const missed = 5_000;
/** Every so many messages one is answered in a thread. */
const threadEvery = 250;
const days = 2 * 86_400_000;
const patience = 180_000;
const callsAMinute = 50;

export async function benchMissed(scene: Scene): Promise<Row[]> {
  const house = await scene.house({ window: '40h', hours: 'office' });
  await house.stop();
  await house.database.pool.query(`update agreements set applied_at = applied_at - interval '3 days'`);
  const client = clients[0] as Client;
  const slack = await writeMissed(client);
  const before = slack.calls().length;
  const from = performance.now();
  const again = await startHouse({ DATABASE_URL: house.database.url, SLACK_API_URL: slack.apiUrl });
  try {
    await untilWalked(house.database.pool);
    const ours = performance.now() - from;
    const calls = slack.calls().slice(before);
    return [rowOf(ours, calls, await bareReading(slack.apiUrl, client.channel))];
  } finally {
    await again.stop();
    await slack.stop();
  }
}

/** A Slack of its own, whose clock goes on from message to message. */
async function writeMissed({ channel, asker, owner }: Client): Promise<StandIn> {
  let now = machineClock() - days;
  const slack = await startStandIn({
    clock: () => now,
    world: benchWorld(),
    app: { eventsUrl: 'http://127.0.0.1:9/slack/events', signingSecret },
    limits: { eventsPerHour: 1e9, counted: false },
    logger: pino({ level: 'silent' }),
  });
  const off = slack.faults.add({ kind: 'lose-delivery' });
  const threads = missed / threadEvery;
  for (let index = 0; index < missed - threads; index += 1) {
    now += days / missed;
    const by = slack.as(index % 5 === 4 ? owner : asker);
    const { ts } = await by.post(channel, index % 3 === 0 ? 'Thanks, lovely!' : `Could you send us draft ${index}?`);
    if (index % threadEvery === 0) await slack.as(owner).post(channel, 'Here it is.', { thread: ts });
  }
  await slack.settled();
  off();
  return slack;
}

async function untilWalked(database: Pool): Promise<void> {
  const enough = performance.now() + patience;
  const asked = `select (select count(*) from messages)::int as heard,
    (select count(*) from inbox where state = 'waiting')::int as waiting`;
  for (;;) {
    const { rows } = await database.query<{ heard: number; waiting: number }>(asked);
    if (rows[0]?.heard === missed && rows[0].waiting === 0) return;
    if (performance.now() > enough) throw new Error(`Only ${rows[0]?.heard} of ${missed} messages were caught up on.`);
    await wait(20);
  }
}

/** Gives milliseconds. */
async function bareReading(apiUrl: string, channel: string): Promise<number> {
  const from = performance.now();
  let cursor = '';
  do {
    const response = await request(`${apiUrl}conversations.history`, {
      method: 'POST',
      headers: { authorization: `Bearer ${slackToken}`, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ channel, limit: '200', cursor }).toString(),
    });
    const page = (await response.body.json()) as { response_metadata?: { next_cursor?: string } };
    cursor = page.response_metadata?.next_cursor ?? '';
  } while (cursor !== '');
  return performance.now() - from;
}

function rowOf(ours: number, calls: readonly { method: string; ok: boolean }[], bare: number): Row {
  const made = (method: string) => calls.filter((call) => call.method === method).length;
  const [histories, replies] = [made('conversations.history'), made('conversations.replies')];
  const refused = calls.filter(({ ok }) => !ok).length;
  return {
    figure: `catching up on ${missed} missed messages of one channel, after a start`,
    ours: `${(ours / 1000).toFixed(1)} s; ${histories} pages of history, ${replies} threads, ${refused} refused`,
    floor: `${(bare / 1000).toFixed(1)} s (the same pages, bare)`,
    ratio: ours / bare,
    aim: 'within Slack’s limits',
    reached: refused === 0 && histories <= callsAMinute && replies <= callsAMinute,
  };
}
