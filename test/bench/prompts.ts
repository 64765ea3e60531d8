/**
 * A thousand clients at one local hour: whoever is asked for their weekly report hears so at ten, as fast as Slack's pace in
 * each conversation and in the workspace allows, each of them in turn; all answer at once; and a thousand reports go at three.
 * None is lost and none goes twice. Slack here counts what is said, as the real one does.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { Pool } from 'pg';
import { machineClock } from '../../src/clock.ts';
import type { StandIn } from '../../src/sandbox/slack/stand-in.ts';
import { runInProcess } from '../support/process.ts';
import { agreeWithCrowd, crowd, crowdSize, postsAMinute, startCrowdedSlack } from './crowd.ts';
import { openGenerator } from './generator.ts';
import { formOf } from './letters.ts';
import type { BenchDatabase } from './postgres.ts';
import type { Scene } from './scene.ts';
import type { Shifted } from './shifted-house.ts';
import { quantile, type Row, readableLatency } from './table.ts';

const SECOND = 1_000;
const agreedAt = Date.parse('2026-12-02T15:00:00+01:00');
const askedAt = Date.parse('2026-12-03T10:00:00+01:00');
const goesAt = Date.parse('2026-12-04T15:00:00+01:00');
/** A house is up so long before the hour. */
const lead = 20 * SECOND;
const patience = 600 * SECOND;
const connections = 16;

const rhythm = `
mayPost: [report]
rhythm:
  status:
    weekly: { when: every Friday 15:00, goesByItself: true }
`;

/** When each was said, milliseconds after the hour, by our key, and where. */
type Said = { key: string; channel: string; after: number };

export async function benchPrompts(scene: Scene): Promise<Row[]> {
  let shift = 0;
  const slack = await startCrowdedSlack(() => machineClock() + shift);
  const database = await scene.postgres.database('bench_crowd');
  const at = async (hour: number, key: string, then?: (url: string) => Promise<Row[]>) => {
    shift = hour - lead - machineClock();
    return atTheHour(slack, database, { shift, hour, isOne: (one) => one.startsWith(key), then });
  };
  try {
    shift = agreedAt - machineClock();
    await agreeWithCrowd(database.url, slack.apiUrl, { shift, rhythm });
    const asked = await at(askedAt, 'status:prompt:', (url) => answerAll(url, database.pool));
    // By Friday at three it was long said who has answered and that there is a draft.
    await database.pool.query(`update outbox set next_try_at = null where next_try_at is not null`);
    const gone = await at(goesAt, 'reports:post:');
    return [...rowsOf('prompts at 10:00', asked), ...asked.rows, ...rowsOf('reports at 15:00', gone)];
  } finally {
    await slack.stop();
  }
}

type Hour = {
  shift: number;
  hour: number;
  isOne(key: string): boolean;
  /** What is done once all are said, with the address of the house. */
  then: ((url: string) => Promise<Row[]>) | undefined;
};
type Told = { said: Said[]; refused: number; rows: Row[] };

/** Starts a house before the hour and gives what was said from then on, until everybody has theirs. */
async function atTheHour(slack: StandIn, { pool, url }: BenchDatabase, { shift, hour, ...about }: Hour): Promise<Told> {
  // Nothing was missed while the house was away.
  await pool.query('update channels set catch_up_since = null, checked_at = $1', [new Date(hour)]);
  const said: Said[] = [];
  const before = slack.calls().length;
  const stopWatching = slack.subscribe(({ kind, channel, ts }) => {
    if (kind !== 'message' || channel === undefined) return;
    const message = slack.look(({ messages }) => messages[channel]?.findLast((one) => one.ts === ts));
    const key = String(message?.metadata?.event_payload.key ?? '');
    if (message?.edited === undefined && about.isOne(key))
      said.push({ key, channel, after: machineClock() + shift - hour });
  });
  const given: Shifted = { databaseUrl: url, apiUrl: slack.apiUrl, shift };
  const house = await runInProcess('test/bench/shifted-house.ts', [given]);
  try {
    await wait(Math.max(0, hour - (machineClock() + shift)));
    const enough = machineClock() + patience;
    while (new Set(said.map(({ key }) => key)).size < crowdSize && machineClock() < enough) await wait(50);
    // Would one go twice, it would go now.
    await wait(5 * SECOND);
    const refused = slack
      .calls()
      .slice(before)
      .filter(({ method, ok }) => method === 'chat.postMessage' && !ok).length;
    const rows = (await about.then?.((house.result as { url: string }).url)) ?? [];
    return { said: [...said], refused, rows };
  } finally {
    stopWatching();
    await house.killHard();
  }
}

/** Everybody sends their answer in the same moment, and each report is a draft. */
async function answerAll(url: string, pool: Pool): Promise<Row[]> {
  const generator = openGenerator(url, connections);
  const date = new Date(goesAt).toISOString().slice(0, 10);
  const bodies = crowd.map(({ id, owner }) =>
    formOf(owner, 'status-answer', `report:${id}:weekly:${date}`, { new: `What is new with ${id}.` }),
  );
  const from = performance.now();
  try {
    const answered = await Promise.all(bodies.map((body) => generator.one(body)));
    for (;;) {
      const { rows } = await pool.query(`select count(*)::int from reports where state = 'draft'`);
      if (rows[0].count === crowdSize || performance.now() - from > patience) {
        const taken = `all are drafts after ${((performance.now() - from) / SECOND).toFixed(1)} s`;
        const figure = row(
          `answers sent at once over ${connections} connections`,
          `${readableLatency(answered)}; ${taken}`,
        );
        return [{ ...figure, aim: 'none lost', reached: rows[0].count === crowdSize }];
      }
      await wait(50);
    }
  } finally {
    await generator.close();
  }
}

const row = (figure: string, ours: string): Row => ({
  ...{ figure: `${crowdSize} clients: ${figure}`, ours, floor: '', ratio: null, aim: '', reached: null },
});

function rowsOf(what: string, { said, refused }: Told): Row[] {
  const keys = new Set(said.map(({ key }) => key));
  const perChannel = new Map<string, number[]>();
  for (const { channel, after } of said) perChannel.set(channel, [...(perChannel.get(channel) ?? []), after]);
  const most = Math.max(...[...perChannel.values()].map(({ length }) => length));
  const first = [...perChannel.values()].map((all) => Math.min(...all));
  const last = Math.max(...said.map(({ after }) => after)) / SECOND;
  // Slack lets one into a conversation each second, and so many a minute into all of them.
  const floor = Math.max(most - 1, ((crowdSize - postsAMinute) / postsAMinute) * 60);
  return [
    {
      ...row(`${what}, the last is said after`, `${last.toFixed(1)} s`),
      floor: `${floor.toFixed(0)} s (Slack’s pace: one a second to each, ${postsAMinute} a minute in all)`,
      ratio: last / floor,
      aim: 'none lost, none twice, few refused',
      reached: keys.size === crowdSize && said.length === crowdSize && refused < crowdSize / 50,
    },
    row(
      `  the first in each of ${perChannel.size} conversations, up to ${most} in one, after`,
      `p50 ${(quantile(first, 0.5) / SECOND).toFixed(1)}, p99 ${(quantile(first, 0.99) / SECOND).toFixed(1)} s`,
    ),
    row('  lost, twice, refused by Slack', `${crowdSize - keys.size}, ${said.length - keys.size}, ${refused}`),
  ];
}
