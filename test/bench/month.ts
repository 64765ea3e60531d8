/**
 * A month of the sample agency as it walks by in the sandbox: everything that comes by the agreements' rhythm, and a question
 * with its answer on every business day. Alone on its clock, so that the figure is the time somebody waits who asks for it.
 */
import { pino } from 'pino';
import { readConfig } from '../../src/config.ts';
import { openDatabase } from '../../src/main.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import type { Scene } from './scene.ts';
import type { Row } from './table.ts';

const start = Date.parse('2026-11-30T08:00:00+01:00');
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const days = 31;
const limit = 10_000;

export async function benchMonth(scene: Scene): Promise<Row[]> {
  const logger = pino({ level: 'silent' });
  const config = { ...readConfig('slack', {}), port: 0 };
  const { url } = await scene.postgres.database('bench_month');
  const database = await openDatabase({ ...config, database: { kind: 'url', url } }, logger, 'owner');
  const sandbox = await startSandbox(config, { logger, startAt: start, database });
  const { slack, walk, time } = sandbox;
  try {
    await walk.to(start + HOUR);
    const from = performance.now();
    for (let day = 0; day < days; day += 1) {
      const at = start + day * DAY;
      await walk.to(at + 2 * HOUR);
      const isWeekday = new Date(at).getUTCDay() % 6 !== 0;
      if (!isWeekday) continue;
      const { ts } = await slack.as('U0ANNA').post('C0NOVA', `Could you send us draft ${day}?`);
      await walk.to(at + 2.5 * HOUR);
      await slack.as('U0MIRA').post('C0NOVA', 'Here it is.', { thread: ts });
      await walk.rest();
    }
    await walk.to(start + days * DAY);
    const taken = performance.now() - from;
    const posts = slack.calls().filter(({ method, ok }) => ok && method === 'chat.postMessage').length;
    const { rows } = await database.pool.query(`select rule, count(*)::int from rulings group by rule order by 2 desc`);
    const rulings = rows.reduce((sum, { count }) => sum + count, 0);
    return [
      {
        figure: `a month of the sample agency in the sandbox, ${rulings} rulings, ${posts} messages, until ${new Date(time.clock()).toISOString().slice(0, 10)}`,
        ours: `${(taken / 1000).toFixed(1)} s`,
        ...{ floor: '', ratio: null, aim: 'under 10 s', reached: taken < limit },
      },
    ];
  } finally {
    await sandbox.stop();
    await database.close();
  }
}
