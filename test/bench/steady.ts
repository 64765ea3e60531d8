/**
 * Two hundred events a second over a hundred clients, whatever comes back: how soon Slack has its 200, how soon all is
 * committed, whether anything is lost, and whether somebody who presses a button meanwhile waits.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { Pool } from 'pg';
import { machineClock } from '../../src/clock.ts';
import { type Client, clients } from './agency.ts';
import { openGenerator } from './generator.ts';
import { chatter, edit, press, question, reaction, staffReply, tsOf } from './letters.ts';
import { untilWalked } from './messages.ts';
import type { HouseServer, Scene } from './scene.ts';
import { quantile, type Row, readableLatency } from './table.ts';

const interval = 5;
const seconds = 20;
const eventCount = (seconds * 1000) / interval;
const connections = 64;
const lead = 2_000;
const hour = 3_600_000;

/** One event: its body, and the ts under which the inbox knows it. */
type Event = { body: string; ts: string };

export async function benchSteady(scene: Scene): Promise<Row[]> {
  const floor = await scene.floor();
  const house = await scene.house({ window: '40h', hours: 'office' });
  try {
    const asked = await warmUp(house);
    const ours = await playSteady(house, asked);
    const least = await answersOf(floor.url, mixed(machineClock()));
    return rowsOf(ours, least);
  } finally {
    await house.stop();
    await floor.stop();
  }
}

/** Everybody is introduced, and each client has a question that waits. Gives its ts by client. */
async function warmUp({ url, database }: HouseServer): Promise<string[]> {
  const generator = openGenerator(url, 8);
  const first = clients.map((client) => ({ client, ts: tsOf(machineClock() - 2 * hour) }));
  const asked = clients.map(() => tsOf(machineClock() - hour));
  await generator.flood(first.map(({ client, ts }) => question(client, ts)));
  await generator.flood(first.map(({ client, ts }) => staffReply(client, tsOf(machineClock() - 1.5 * hour), ts)));
  await generator.flood(clients.map((client, index) => question(client, asked[index] ?? '')));
  await untilWalked(database.pool);
  await generator.close();
  return asked;
}

type Played = { answered: number[]; committed: number[]; pressed: number[]; lost: number };

async function playSteady(house: HouseServer, asked: string[]): Promise<Played> {
  const { pool } = house.database;
  const channelIds = await ourChannelIds(pool);
  const events = mixed(machineClock() + lead);
  const generator = openGenerator(house.url, connections);
  const presses = openGenerator(house.url, 2);
  await wait(lead);
  const pressing = pressEverySecond(presses, (index) => {
    const client = clients[index] as Client;
    return press(client, `${channelIds.get(client.channel)}:${asked[index]}`, machineClock());
  });
  const answers = await generator.steady(
    events.map(({ body }) => body),
    interval,
  );
  const pressed = await pressing;
  await untilWalked(pool);
  await Promise.all([generator.close(), presses.close()]);
  const commits = await commitsByTs(pool);
  const committed = events.flatMap(({ ts }, index) => {
    const at = commits.get(ts);
    return at === undefined ? [] : [at - (answers[index]?.sentAt ?? 0)];
  });
  return { answered: answers.map(({ answered }) => answered), committed, pressed, lost: eventCount - committed.length };
}

async function answersOf(url: string, events: Event[]): Promise<number[]> {
  const generator = openGenerator(url, connections);
  await generator.flood(events.slice(0, 500).map(({ body }) => body));
  const answers = await generator.steady(
    events.slice(500).map(({ body }) => body),
    interval,
  );
  await generator.close();
  return answers.map(({ answered }) => answered);
}

async function pressEverySecond(generator: ReturnType<typeof openGenerator>, body: (index: number) => string) {
  const times = [];
  for (let index = 0; index < seconds; index += 1) {
    await wait(1_000 - (times.at(-1) ?? 0));
    times.push(await generator.one(body(index)));
  }
  return times;
}

/** Of twenty: eight questions, five times chatter, four staff replies, two edits, one reaction; client after client. */
function mixed(start: number): Event[] {
  const latest = new Map<Client, string>();
  return Array.from({ length: eventCount }, (_, index) => {
    const client = clients[(index * 37) % clients.length] as Client;
    const at = start + index * interval;
    const ts = tsOf(at);
    const on = latest.get(client);
    const turn = index % 20;
    if (on === undefined || turn < 8) {
      latest.set(client, ts);
      return { ts, body: question(client, ts) };
    }
    if (turn < 13) return { ts, body: chatter(client, ts) };
    if (turn < 17) return { ts, body: staffReply(client, ts, on) };
    return { ts, body: turn < 19 ? edit(client, on, ts) : reaction(client, on, ts) };
  });
}

/** Our ids of channels by Slack's. */
export async function ourChannelIds(pool: Pool): Promise<Map<string, string>> {
  const { rows } = await pool.query('select id, slack_channel_id from channels');
  return new Map(rows.map((row) => [row.slack_channel_id, row.id]));
}

/** When each happening's transaction was committed, as Postgres stamped it; its ts ends the inbox key. */
async function commitsByTs(pool: Pool): Promise<Map<string, number>> {
  const { rows } = await pool.query<{ ts: string; at: string }>(
    `select split_part(key, ':', -1) as ts, extract(epoch from pg_xact_commit_timestamp(xmin)) * 1000 as at
     from inbox where state = 'done'`,
  );
  return new Map(rows.map(({ ts, at }) => [ts, Number(at)]));
}

function rowsOf({ answered, committed, pressed, lost }: Played, least: number[]): Row[] {
  const floor = `${readableLatency(least)} (Bolt and one insert)`;
  const ratio = (values: number[]) => quantile(values, 0.99) / quantile(least, 0.99);
  const slowest = Math.max(...pressed);
  return [
    {
      ...{ figure: '200 events/s: answered', ours: readableLatency(answered), floor, ratio: ratio(answered) },
      ...{ aim: 'p99 under 50 ms', reached: quantile(answered, 0.99) < 50 },
    },
    {
      ...{ figure: '200 events/s: committed', ours: readableLatency(committed), floor, ratio: ratio(committed) },
      ...{ aim: 'p99 under 250 ms', reached: quantile(committed, 0.99) < 250 },
    },
    {
      ...{ figure: '200 events/s: lost', ours: `${lost} of ${eventCount}`, floor: '0', ratio: null },
      ...{ aim: 'none', reached: lost === 0 },
    },
    {
      ...{ figure: 'a button pressed meanwhile', ours: `slowest ${slowest.toFixed(0)} ms`, floor: '', ratio: null },
      ...{ aim: 'all within 1,000 ms', reached: slowest < 1_000 },
    },
  ];
}
