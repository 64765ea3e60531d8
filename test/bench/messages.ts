/**
 * The whole way of a message, as fast as it goes: signed requests over 32 connections into a hundred clients' channels,
 * until the last of them is committed. Rounds take turns with the floor, so that both meet the same machine.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { Pool } from 'pg';
import { machineClock } from '../../src/clock.ts';
import { clients } from './agency.ts';
import { type Generator, openGenerator } from './generator.ts';
import { chatter, question, staffReply, tsOf } from './letters.ts';
import type { Scene } from './scene.ts';
import type { Row } from './table.ts';

const MINUTE = 60_000;
const connections = 32;
const patience = 2 * MINUTE;
const rounds = 6;
/** In each channel, in each round; further apart than the grouping time, so that each is a matter of its own. */
const questionsAtOnce = 5;

type Kind = 'questions' | 'replies' | 'chatter';
type Pace = Record<Kind | 'floor', number[]>;

export async function benchMessages(scene: Scene): Promise<Row[]> {
  const floor = await scene.floor();
  const house = await scene.house({ window: '40h', hours: 'office' });
  const [toFloor, toHouse] = [openGenerator(floor.url, connections), openGenerator(house.url, connections)];
  const pace: Pace = { floor: [], questions: [], replies: [], chatter: [] };
  try {
    const beginning = machineClock() - 6 * 60 * MINUTE;
    for (let round = 0; round <= rounds; round += 1) {
      const bodies = bodiesOf(beginning + round * 40 * MINUTE);
      const one = { floor: 0, ...(await playRound(toHouse, house.database.pool, bodies)) };
      one.floor = await eventsPerSecond(toFloor, bodiesOf(beginning + round * 40 * MINUTE).questions, undefined);
      // The first round introduces everybody and warms both up.
      if (round > 0) for (const kind of Object.keys(pace) as (keyof Pace)[]) pace[kind].push(one[kind]);
    }
  } finally {
    await Promise.all([toFloor.close(), toHouse.close()]);
    await house.stop();
    await floor.stop();
  }
  return rowsOf(pace);
}

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

async function playRound(generator: Generator, database: Pool, bodies: Record<Kind, string[]>) {
  return {
    questions: await eventsPerSecond(generator, bodies.questions, database),
    replies: await eventsPerSecond(generator, bodies.replies, database),
    chatter: await eventsPerSecond(generator, bodies.chatter, database),
  };
}

/** `database`: where events wait until they are walked; without it an answer means that all is done. */
async function eventsPerSecond(generator: Generator, bodies: string[], database: Pool | undefined): Promise<number> {
  const before = performance.now();
  await generator.flood(bodies);
  if (database !== undefined) await untilWalked(database);
  return bodies.length / ((performance.now() - before) / 1000);
}

/** Until nothing in the inbox waits any more; throws when that takes minutes, for then something failed. */
export async function untilWalked(database: Pool): Promise<void> {
  const enough = performance.now() + patience;
  for (;;) {
    const { rows } = await database.query(
      `select min(failure) as failure, count(*) from inbox where state = 'waiting'`,
    );
    const [{ failure, count }] = rows;
    if (Number(count) === 0) return;
    if (performance.now() > enough) throw new Error(`${count} events were not walked: ${failure ?? 'too slow'}.`);
    await wait(5);
  }
}

function rowsOf(pace: Pace): Row[] {
  const [floor, questions, replies, quiet] = [pace.floor, pace.questions, pace.replies, pace.chatter].map(mean);
  const row = (figure: string, ours = 0, aim = '') => ({
    figure,
    ours: `${ours.toFixed(0)}/s`,
    floor: `${floor?.toFixed(0)}/s (Bolt and one insert)`,
    ratio: ours / (floor ?? 0),
    aim,
  });
  const needed = row('client message that needs a reply, to committed', questions, 'at least 20 %, aim 35 %');
  return [
    { ...needed, reached: needed.ratio >= 0.2 },
    { ...row('staff reply that settles it, to committed', replies), reached: null },
    { ...row('client’s chatter, to committed', quiet), reached: null },
  ];
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
