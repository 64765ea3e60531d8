/**
 * Ten thousand waits, and what falls due among them: from the due instant to the commit of what the rule decided. Real
 * clock, real queue. Every wait is made by a client's message that is backdated so that its warning rings when we want.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { Pool } from 'pg';
import { machineClock } from '../../src/clock.ts';
import { type Client, channelsEach, clientCount, clients } from './agency.ts';
import { openGenerator } from './generator.ts';
import { instantOf, question, tsOf } from './letters.ts';
import { untilWalked } from './messages.ts';
import type { Scene } from './scene.ts';
import { quantile, type Row, readableLatency } from './table.ts';

const minute = 60_000;
/** Two hours around the clock, warned at three quarters. */
const warnedAfter = 90 * minute;
const pending = 10_000;
const atOneInstant = 1_000;
const sparse = { perSecond: 20, seconds: 20 };
const sparseCount = sparse.perSecond * sparse.seconds;
/** From the last question being sent to the first warning. */
const lead = 10_000;

type Rung = { sparse: number[]; together: number[] };

export async function benchDeadlines(scene: Scene): Promise<Row[]> {
  const redisUrl = process.env.REDIS_TEST_URL;
  const rows = rowsOf(await ring(scene, {}), 'Postgres', 100);
  if (redisUrl === undefined) return [...rows, skipped];
  return [...rows, ...rowsOf(await ring(scene, { REDIS_URL: redisUrl }), 'Redis', 250)];
}

const skipped: Row = {
  ...{ figure: 'deadlines on Redis', ours: 'skipped: set REDIS_TEST_URL', floor: '', ratio: null },
  ...{ aim: 'p99 under 250 ms', reached: null },
};

async function ring(scene: Scene, environment: Record<string, string>): Promise<Rung> {
  const house = await scene.house({ window: '2h', hours: 'roundTheClock' }, environment);
  const { pool } = house.database;
  const generator = openGenerator(house.url, 16);
  try {
    const now = machineClock();
    const far = pending - sparseCount - atOneInstant;
    // Warned between half an hour and an hour and a half from now: most are known to the queue, none rings meanwhile.
    await generator.flood(waits(far, (index) => now + 30 * minute + (index / far) * 60 * minute));
    await untilWalked(pool);
    const first = machineClock() + lead;
    const together = first + sparse.seconds * 1_000 + lead;
    await generator.flood(waits(atOneInstant, () => together));
    await generator.flood(waits(sparseCount, (index) => first + (index * 1_000) / sparse.perSecond));
    await untilWalked(pool);
    await wait(together - machineClock());
    const lateness = await untilRung(pool, sparseCount + atOneInstant);
    const at = (isTogether: boolean) => lateness.filter(({ due }) => (due === together) === isTogether);
    return { sparse: at(false).map(({ late }) => late), together: at(true).map(({ late }) => late) };
  } finally {
    await generator.close();
    await house.stop();
  }
}

/**
 * So many questions, channel after channel, each in a thread of its own, each to be warned of at its instant, where two hours
 * around the clock are promised.
 */
export function waits(count: number, warnedAt: (index: number) => number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const ts = tsOf(Math.round(warnedAt(index)) - warnedAfter);
    const client = clients[index % clients.length] as Client;
    const channel = client.channels[Math.floor(index / clients.length) % channelsEach] ?? client.channel;
    return question({ ...client, channel }, ts, tsOf(instantOf(ts) - minute));
  });
}

/** When each was due, and how late its ruling was committed, as Postgres stamped it. A minute on, the sweep has found all. */
async function untilRung(pool: Pool, count: number): Promise<{ due: number; late: number }[]> {
  for (;;) {
    const { rows } = await pool.query<{ ts: string; at: string }>(
      `select split_part(subject, ':', -1) as ts, extract(epoch from pg_xact_commit_timestamp(xmin)) * 1000 as at
       from rulings where event_kind = 'DeadlineDue'`,
    );
    if (rows.length >= count) {
      return rows.map(({ ts, at }) => {
        const due = instantOf(ts) + warnedAfter;
        return { due, late: Number(at) - due };
      });
    }
    await wait(200);
  }
}

function rowsOf({ sparse: lateness, together }: Rung, queue: string, limit: number): Row[] {
  const last = Math.max(...together);
  return [
    {
      figure: `deadlines, ${pending} pending in ${clientCount * channelsEach} channels, ${sparse.perSecond} due a second, on ${queue}`,
      ...{ ours: readableLatency(lateness), floor: '', ratio: null, aim: `p99 under ${limit} ms` },
      reached: quantile(lateness, 0.99) < limit,
    },
    {
      figure: `  ${atOneInstant} due in one instant, on ${queue}`,
      ...{ ours: `last after ${last.toFixed(0)} ms`, floor: '', ratio: null, aim: 'all within 3,000 ms' },
      reached: last < 3_000,
    },
  ];
}
