/**
 * A thousand clients at one local hour: what their people are asked leaves at ten, as fast as Slack's pace in each of their
 * conversations allows, to each of them in turn; none is lost and none goes twice. Slack here counts what is said, as the
 * real one does.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { machineClock } from '../../src/clock.ts';
import type { StandIn } from '../../src/sandbox/slack/stand-in.ts';
import { runInProcess } from '../support/process.ts';
import { agreeWithCrowd, crowd, crowdSize, postsAMinute, startCrowdedSlack } from './crowd.ts';
import type { BenchDatabase } from './postgres.ts';
import type { Scene } from './scene.ts';
import type { Shifted } from './shifted-house.ts';
import { quantile, type Row } from './table.ts';

const SECOND = 1_000;
const agreedAt = Date.parse('2026-12-02T15:00:00+01:00');
const askedAt = Date.parse('2026-12-03T10:00:00+01:00');
/** A house is up so long before the hour. */
const lead = 20 * SECOND;
const patience = 300 * SECOND;

const rhythm = `
rhythm:
  meetings:
    - { id: call, title: Weekly call, when: every Friday 10:00 }
`;

/** When each was said, milliseconds after the hour, by our key, and to whom. */
type Said = { key: string; channel: string; after: number };

export async function benchPrompts(scene: Scene): Promise<Row[]> {
  let shift = 0;
  const slack = await startCrowdedSlack(() => machineClock() + shift);
  const database = await scene.postgres.database('bench_crowd');
  try {
    shift = agreedAt - machineClock();
    const from = performance.now();
    await agreeWithCrowd(database.url, slack.apiUrl, { shift, rhythm });
    const agreed = performance.now() - from;
    shift = askedAt - lead - machineClock();
    const said = await atTheHour(slack, database, {
      shift,
      at: askedAt,
      isOne: (key) => key.startsWith('meetings:agenda:'),
    });
    return [
      row('agreements put into force one after the other', `${(agreed / SECOND).toFixed(0)} s`),
      ...rowsOf('meetings’ agendas', said, slack),
    ];
  } finally {
    await slack.stop();
  }
}

const row = (figure: string, ours: string, aim = '', reached: boolean | null = null): Row => ({
  ...{ figure: `${crowdSize} clients: ${figure}`, ours, floor: '', ratio: null, aim, reached },
});

type Hour = { shift: number; at: number; isOne(key: string): boolean };

/** Starts a house before the hour and gives what was said from then on, until everybody has theirs. */
async function atTheHour(slack: StandIn, database: BenchDatabase, { shift, at, isOne }: Hour): Promise<Said[]> {
  // Nothing was missed while the house was away.
  await database.pool.query('update channels set catch_up_since = null, checked_at = $1', [new Date(at)]);
  const said: Said[] = [];
  const stopWatching = slack.subscribe(({ kind, channel, ts }) => {
    if (kind !== 'message' || channel === undefined) return;
    const message = slack.look(({ messages }) => messages[channel]?.findLast((one) => one.ts === ts));
    const key = String(message?.metadata?.event_payload.key ?? '');
    if (isOne(key)) said.push({ key, channel, after: machineClock() + shift - at });
  });
  const given: Shifted = { databaseUrl: database.url, apiUrl: slack.apiUrl, shift };
  const house = await runInProcess('test/bench/shifted-house.ts', [given]);
  try {
    await wait(Math.max(0, at - (machineClock() + shift)));
    const enough = machineClock() + patience;
    while (said.length < crowd.length && machineClock() < enough) await wait(20);
    // Would one go twice, it would go now.
    await wait(5 * SECOND);
    return said;
  } finally {
    stopWatching();
    await house.killHard();
  }
}

function rowsOf(what: string, said: readonly Said[], slack: StandIn): Row[] {
  const keys = new Set(said.map(({ key }) => key));
  const perChannel = new Map<string, number[]>();
  for (const { channel, after } of said) perChannel.set(channel, [...(perChannel.get(channel) ?? []), after]);
  const most = Math.max(...[...perChannel.values()].map(({ length }) => length));
  const first = [...perChannel.values()].map((all) => Math.min(...all));
  const last = Math.max(...said.map(({ after }) => after));
  // Slack lets one into a conversation each second, and so many a minute into all of them.
  const floor = Math.max(most - 1, ((crowdSize - postsAMinute) / postsAMinute) * 60);
  const refused = slack.calls().filter(({ method, ok }) => method === 'chat.postMessage' && !ok).length;
  return [
    {
      ...row(`${what} at the same hour, the last is said after`, `${(last / SECOND).toFixed(1)} s`),
      floor: `${floor.toFixed(0)} s (Slack’s pace: one a second to each, ${postsAMinute} a minute in all)`,
      ratio: last / SECOND / floor,
      aim: 'none lost, none twice, few refused',
      reached: keys.size === crowdSize && said.length === crowdSize && refused < crowdSize / 50,
    },
    row(
      `  the first to each of ${perChannel.size} people, up to ${most} to one, after`,
      `p50 ${(quantile(first, 0.5) / SECOND).toFixed(1)}, p99 ${(quantile(first, 0.99) / SECOND).toFixed(1)} s`,
    ),
    row(`  lost, twice, refused`, `${crowdSize - keys.size}, ${said.length - keys.size}, ${refused}`),
  ];
}
