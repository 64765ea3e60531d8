/**
 * The whole way of a message, as fast as it goes: signed requests over 32 connections into a hundred clients' channels,
 * until the last of them is committed. Rounds take turns with the floor, so that both meet the same machine.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { Pool } from 'pg';
import { machineClock } from '../../src/clock.ts';
import { type Client, clients } from './agency.ts';
import { type Generator, openGenerator } from './generator.ts';
import { chatter, question, staffReply, tsOf } from './letters.ts';
import { familyOf, processorTime } from './machine.ts';
import type { Scene } from './scene.ts';
import type { Row } from './table.ts';

const MINUTE = 60_000;
const connections = 32;
const patience = 2 * MINUTE;
const rounds = 6;
/** In each channel, in each round; further apart than the grouping time, so that each is a matter of its own. */
const questionsAtOnce = 5;

type Kind = 'questions' | 'replies' | 'chatter';
/** Of one round: how fast, and what node and Postgres used of the processors for each event, in milliseconds. */
type Pace = { eventsPerSecond: number; node: number; postgres: number };
type Paces = Record<Kind | 'listed' | 'floor' | 'bare', Pace[]>;
type Four = [Generator, Generator, Generator, Generator];
/** What staff corrected about each client's messages before. */
const corrections = 20;

export async function benchMessages(scene: Scene): Promise<Row[]> {
  const floor = await scene.floor();
  const bare = await scene.floor('bare-transaction');
  const house = await scene.house({ window: '40h', hours: 'office' });
  const listed = await scene.house({ window: '40h', hours: 'office', listed: true });
  await correct(listed.database.pool);
  const servers = [floor, bare, house, listed];
  const [toFloor, toBare, toHouse, toListed] = servers.map(({ url }) => openGenerator(url, connections)) as Four;
  const paces: Paces = { floor: [], bare: [], questions: [], listed: [], replies: [], chatter: [] };
  const beginning = machineClock() - 6 * 60 * MINUTE;
  try {
    // The first round introduces everybody and warms both up.
    for (let round = 0; round <= rounds; round += 1) {
      const bodies = bodiesOf(beginning + round * 40 * MINUTE);
      const keep = (kind: keyof Paces, pace: Pace) => round > 0 && paces[kind].push(pace);
      const play = async (kind: Kind) => {
        await toHouse.flood(bodies[kind]);
        await untilWalked(house.database.pool);
      };
      const playListed = async (kind: Kind) => {
        await toListed.flood(bodies[kind]);
        await untilWalked(listed.database.pool);
      };
      for (const kind of ['questions', 'replies', 'chatter'] as const) {
        keep(kind, await paceOf(bodies[kind].length, house.pid, scene.postgres.pid, () => play(kind)));
        // The same happens to both, so that each round meets as much in one as in the other.
        const againstList = await paceOf(bodies[kind].length, listed.pid, scene.postgres.pid, () => playListed(kind));
        if (kind === 'questions') keep('listed', againstList);
        keep('floor', await paceOf(toTheFloor, floor.pid, scene.postgres.pid, () => toFloor.flood(floorBodies())));
      }
      keep('bare', await paceOf(toTheFloor, bare.pid, scene.postgres.pid, () => toBare.flood(floorBodies())));
    }
  } finally {
    await Promise.all([toFloor, toBare, toHouse, toListed].map((generator) => generator.close()));
    await house.stop();
    await listed.stop();
    await floor.stop();
    await bare.stop();
  }
  return rowsOf(paces);
}

/** Nothing that is asked here is like these, as most of what was corrected is like little else. */
async function correct(database: Pool): Promise<void> {
  const each = `from channels c, generate_series(1, ${corrections}) n where c.client_id is not null`;
  await database.query(`
    insert into words (workspace_id, channel_id, ts, text, keep_until)
    select c.workspace_id, c.id, 'example-U-' || n, 'Could you arrange caterer number ' || n || ' for the fair?', '2100-01-01' ${each}`);
  await database.query(`
    insert into corrections (id, workspace_id, client_id, channel_id, message_ts, place, item_id, verdict, by, at)
    select c.id || n, c.workspace_id, c.client_id, c.id, n::text, 'example-U-' || n, null, 'out', 'U', '2026-01-01' ${each}`);
}

async function paceOf(count: number, server: number, postgres: number, play: () => Promise<void>): Promise<Pace> {
  const used = () => {
    const family = familyOf(postgres).map((one) => processorTime(one) ?? Number.NaN);
    return { node: processorTime(server) ?? Number.NaN, postgres: family.reduce((sum, time) => sum + time, 0) };
  };
  const [startedAt, before] = [performance.now(), used()];
  await play();
  const [seconds, after] = [(performance.now() - startedAt) / 1000, used()];
  const each = (part: 'node' | 'postgres') => (after[part] - before[part]) / count;
  return { eventsPerSecond: count / seconds, node: each('node'), postgres: each('postgres') };
}

/** As long a round as ours takes, so that both are disturbed alike. */
const toTheFloor = 1_500;
const floorBodies = () => {
  const at = machineClock();
  return Array.from({ length: toTheFloor }, (_, index) =>
    question(clients[index % clients.length] as Client, tsOf(at)),
  );
};

export function bodiesOf(start: number): Record<Kind, string[]> {
  const bodies: Record<Kind, string[]> = { questions: [], replies: [], chatter: [] };
  for (let index = 0; index < questionsAtOnce; index += 1) {
    for (const client of clients) {
      const ts = tsOf(start + index * 6 * MINUTE);
      bodies.questions.push(question(client, ts));
      bodies.replies.push(staffReply(client, tsOf(start + 32 * MINUTE + index * 1_000), ts));
      bodies.chatter.push(chatter(client, tsOf(start + 35 * MINUTE + index * 1_000)));
    }
  }
  return bodies;
}

/** Until nothing in the inbox waits any more; throws when that takes minutes, for then something failed. */
export async function untilWalked(database: Pool): Promise<void> {
  const enough = performance.now() + patience;
  for (;;) {
    const { rows } = await database.query(`select exists (select from inbox where state = 'waiting') as waits`);
    if (!rows[0].waits) return;
    if (performance.now() > enough) throw new Error(await unwalked(database));
    await wait(20);
  }
}

async function unwalked(database: Pool): Promise<string> {
  const { rows } = await database.query(`select count(*), min(failure) as failure from inbox where state = 'waiting'`);
  return `${rows[0].count} events were not walked: ${rows[0].failure ?? 'too slow'}.`;
}

function rowsOf(paces: Paces): Row[] {
  const least = meanOf(paces.floor);
  const row = (figure: string, kind: keyof Paces, aim: string, limit: number | null): Row[] => {
    const ours = meanOf(paces[kind]);
    const ratio = ours.eventsPerSecond / least.eventsPerSecond;
    const floor = `${least.eventsPerSecond.toFixed(0)}/s (Bolt and one insert)`;
    return [
      {
        ...{ figure: `${figure}, to committed`, ours: `${ours.eventsPerSecond.toFixed(0)}/s`, floor, ratio, aim },
        reached: limit === null ? null : ratio >= limit,
      },
      {
        ...{ figure: '  processor time for one', ours: readableTime(ours), floor: readableTime(least) },
        ...{ ratio: (ours.node + ours.postgres) / (least.node + least.postgres), aim: '', reached: null },
      },
    ];
  };
  return [
    ...row('client message that needs a reply', 'questions', 'at least 20 %, aim 35 %', 0.2),
    ...row(`  read against a list, ${corrections} corrections or more`, 'listed', '', null),
    moreFor(meanOf(paces.listed), meanOf(paces.questions)),
    ...row('staff reply that settles it', 'replies', '', null),
    ...row('client’s chatter', 'chatter', '', null),
    ...row('for comparison: a bare transaction of 13 statements', 'bare', '', null),
  ];
}

function moreFor(listed: Pace, questions: Pace): Row {
  const more = { node: listed.node - questions.node, postgres: listed.postgres - questions.postgres };
  const ours = readableTime({ ...listed, ...more });
  const about = { figure: '  more for one than without a list', floor: '', ratio: null, aim: 'at most 0.3 ms' };
  return { ...about, ours, reached: more.node + more.postgres <= 0.3 };
}

function meanOf(paces: Pace[]): Pace {
  const mean = (part: keyof Pace) => paces.reduce((sum, pace) => sum + pace[part], 0) / paces.length;
  // As many events in every round: their mean speed is the whole way by the whole time.
  const eventsPerSecond = paces.length / paces.reduce((sum, pace) => sum + 1 / pace.eventsPerSecond, 0);
  return { eventsPerSecond, node: mean('node'), postgres: mean('postgres') };
}

const readableTime = ({ node, postgres }: Pace) => `node ${node.toFixed(2)} + Postgres ${postgres.toFixed(2)} ms`;
