/** What the house takes of the machine when nothing happens, and how soon it is there again: with its embedded database. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { readPidFile } from '../../src/store/embedded/pid-file.ts';
import { familyOf, proportionalMemory, residentMemory } from './machine.ts';
import { npmStart, startHouse } from './processes.ts';
import type { Scene } from './scene.ts';
import type { Row } from './table.ts';

const mebibyte = 1_048_576;
/** What a start has left to tidy away. */
const rest = 10_000;

export async function benchIdle(scene: Scene): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'groundrules-idle-'));
  // Run by root, Postgres is another user, who must be able to reach its data.
  chmodSync(folder, 0o755);
  const environment = { SLACK_API_URL: scene.slack.apiUrl, GROUNDRULES_DATA: folder };
  try {
    const floor = await scene.floor();
    await wait(rest);
    const least = residentMemory(floor.pid);
    await floor.stop();
    const house = await startHouse(environment);
    await wait(rest);
    const memory = memoryOf(house.pid, folder);
    await house.stop();
    const before = performance.now();
    const again = await npmStart(environment);
    const ready = performance.now() - before;
    await again.stop();
    return [memoryRow(memory, least), startRow(ready)];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type Memory = { node: number | null; postgres: number };

function memoryOf(pid: number, folder: string): Memory {
  const server = readPidFile(join(folder, 'postgres'))?.pid ?? 0;
  const parts = familyOf(server).map((one) => proportionalMemory(one) ?? 0);
  return { node: residentMemory(pid), postgres: parts.reduce((sum, part) => sum + part, 0) };
}

function memoryRow({ node, postgres }: Memory, floor: number | null): Row {
  const about = { figure: 'idle memory, with embedded Postgres', aim: 'under 300 MB' };
  if (node === null || floor === null) {
    return { ...about, ours: 'not measured: no /proc here', floor: '', ratio: null, reached: null };
  }
  const [own, database] = [node / mebibyte, postgres / mebibyte];
  return {
    ...about,
    ours: `${(own + database).toFixed(0)} MB (node ${own.toFixed(0)}, Postgres ${database.toFixed(0)})`,
    floor: `${(floor / mebibyte).toFixed(0)} MB (Bolt alone, without its database)`,
    ratio: (node + postgres) / floor,
    reached: own + database < 300,
  };
}

function startRow(ready: number): Row {
  return {
    ...{ figure: 'second npm start, until well', ours: `${(ready / 1_000).toFixed(1)} s`, floor: '', ratio: null },
    ...{ aim: 'within 5 s', reached: ready < 5_000 },
  };
}
