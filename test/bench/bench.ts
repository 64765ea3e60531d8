/**
 * `npm run bench`: every figure beside its floor, in one run. Says whether what is promised is reached and never fails for
 * it: a busy machine is no bug. Parts by name: `npm run bench -- '["messages"]'`.
 */
import process, { stdout } from 'node:process';
import { benchBusinessTime } from './business-time.ts';
import { benchDeadlines } from './deadlines.ts';
import { benchEmergency } from './emergency.ts';
import { benchHome } from './home.ts';
import { benchIdle } from './idle.ts';
import { benchMessages } from './messages.ts';
import { benchMissed } from './missed.ts';
import { benchMonth } from './month.ts';
import { benchPage } from './page.ts';
import { benchPrompts } from './prompts.ts';
import { benchReading } from './reading.ts';
import { openScene, type Scene } from './scene.ts';
import { benchSteady } from './steady.ts';
import { drawTable, type Row } from './table.ts';

const parts: Record<string, (scene: Scene) => Promise<Row[]>> = {
  messages: benchMessages,
  steady: benchSteady,
  deadlines: benchDeadlines,
  emergency: benchEmergency,
  home: benchHome,
  missed: benchMissed,
  idle: benchIdle,
  'business-time': benchBusinessTime,
  reading: benchReading,
  month: benchMonth,
  prompts: benchPrompts,
  page: benchPage,
};

/** For run.mjs. Gives the rows, and prints them as a table before. */
export async function run(...names: string[]): Promise<Row[]> {
  const wanted = names.length === 0 ? Object.keys(parts) : names;
  const rows: Row[] = [];
  const scene = await openScene();
  const stop = () => scene.stop().finally(() => process.exit(1));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
  try {
    for (const name of wanted) rows.push(...((await parts[name]?.(scene)) ?? []));
  } finally {
    await scene.stop();
  }
  stdout.write(`${drawTable(rows)}\n\n`);
  return rows;
}
