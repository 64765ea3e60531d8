/**
 * The home tab of somebody who manages a hundred clients at which two thousand questions wait: from a press that turns its
 * page until what is on it stands in Slack. Beside it what no bot can do without: one event taken and noted down, and
 * the same page published by a bare request.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { Pool } from 'pg';
import { request } from 'undici';
import { machineClock } from '../../src/clock.ts';
import { type Client, channelsEach, clientCount, clients, slackToken } from './agency.ts';
import { openGenerator } from './generator.ts';
import { chatter, homePress, question, tsOf } from './letters.ts';
import { untilWalked } from './messages.ts';
import type { Scene } from './scene.ts';
import { quantile, type Row, readableLatency } from './table.ts';

const MINUTE = 60_000;
const patience = MINUTE;
const boss = 'U0BOSS';
const waiting = 2_000;
const times = 20;

export async function benchHome(scene: Scene): Promise<Row[]> {
  const floor = await scene.floor();
  const house = await scene.house({ window: '40h', hours: 'office' });
  const [toFloor, toHouse] = [openGenerator(floor.url, 4), openGenerator(house.url, 16)];
  try {
    await toHouse.flood(questions());
    await untilWalked(house.database.pool);
    const { rows } = await house.database.pool.query(
      'select count(*)::int from conversations where settled_at is null',
    );
    if (rows[0]?.count !== waiting) throw new Error(`${rows[0]?.count} questions wait, not ${waiting}.`);
    // The whole page, not only what waits on the manager alone; and whoever is first is introduced.
    await toHouse.one(homePress(boss, 'home-filter', 'all'));
    await untilPublished(scene, null);
    await untilAtRest(house.database.pool);
    const [ours, bare]: [number[], number[]] = [[], []];
    for (let round = 0; round < times; round += 1) {
      const before = hashOf(scene);
      const from = performance.now();
      // Another page each time: one that has not changed is not sent again.
      await toHouse.one(homePress(boss, 'home-next', String(round % 2)));
      await untilPublished(scene, before);
      ours.push(performance.now() - from);
      await untilAtRest(house.database.pool);
      bare.push(await bareHome(scene, () => toFloor.one(chatter(clients[0] as Client, tsOf(machineClock())))));
    }
    return [rowOf(ours, bare)];
  } finally {
    await Promise.all([toFloor.close(), toHouse.close()]);
    await house.stop();
    await floor.stop();
  }
}

/** Twenty at each client, over all its channels, each in a thread of its own. */
function questions(): string[] {
  const beginning = machineClock() - 30 * MINUTE;
  return Array.from({ length: waiting }, (_, index) => {
    const client = clients[index % clientCount] as Client;
    const channel = client.channels[Math.floor(index / clientCount) % channelsEach] ?? client.channel;
    return question({ ...client, channel }, tsOf(beginning + index), tsOf(beginning - MINUTE + index));
  });
}

const hashOf = ({ slack }: Scene) => slack.look(({ homes, views }) => views[homes[boss] ?? '']?.hash ?? null);

async function untilPublished(scene: Scene, before: string | null): Promise<void> {
  const enough = performance.now() + patience;
  while (hashOf(scene) === before) {
    if (performance.now() > enough) throw new Error('The page was not published.');
    await wait(1);
  }
}

/** Until no drawing is under way or due that would be measured with the next. */
async function untilAtRest(database: Pool): Promise<void> {
  const isDue = `select exists (select from outbox where next_try_at is not null) as due`;
  while ((await database.query(isDue)).rows[0].due) await wait(20);
}

/** Gives milliseconds. */
async function bareHome({ slack }: Scene, takeEvent: () => Promise<number>): Promise<number> {
  const blocks = slack.look(({ homes, views }) => views[homes[boss] ?? '']?.blocks);
  const view = JSON.stringify({ type: 'home', blocks });
  const from = performance.now();
  await takeEvent();
  const response = await request(`${slack.apiUrl}views.publish`, {
    method: 'POST',
    headers: { authorization: `Bearer ${slackToken}`, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ user_id: boss, view }).toString(),
  });
  const answer = (await response.body.json()) as { ok: boolean; error?: string };
  if (!answer.ok) throw new Error(`The page was not taken: ${answer.error}.`);
  return performance.now() - from;
}

function rowOf(ours: readonly number[], bare: readonly number[]): Row {
  return {
    figure: `home tab, ${clientCount} clients, ${waiting} open conversations, until it stands in Slack`,
    ours: readableLatency(ours),
    floor: readableLatency(bare),
    ratio: quantile(ours, 0.5) / quantile(bare, 0.5),
    aim: 'under 1,000 ms',
    reached: Math.max(...ours) < 1_000,
  };
}
