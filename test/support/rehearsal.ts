/** A rehearsal with its page, on a database of its own; and what a window of it would show. */
import { once } from 'node:events';
import type { Pool } from 'pg';
import { WebSocket } from 'ws';
import { type Config, readConfig } from '../../src/config.ts';
import type { Deed, Done, Frame, Look, Parts } from '../../src/sandbox/contract.ts';
import { openRehearsal, type Rehearsal, type RehearsalOptions } from '../../src/sandbox/rehearsal.ts';
import { servePage } from '../../src/sandbox/server/server.ts';
import { testDatabase } from './database.ts';
import { logger, openFor } from './sandbox.ts';

export const sandboxConfig: Config = { ...readConfig('slack', {}), port: 0 };

export type TestRehearsal = {
  rehearsal: Rehearsal;
  /** With a slash at the end. */
  url: string;
  do(deed: Deed): Promise<Done>;
  window(look: Look): Promise<TestWindow>;
  /**
   * Stops it and opens it again on the same database, as a restart of the process does; with `found`, as if another instant
   * (epoch milliseconds) or version had been kept; on any free port unless one is named.
   */
  again(
    options?: Partial<RehearsalOptions>,
    found?: { keptAt?: number; version?: number },
    port?: number,
  ): Promise<void>;
  drop(): Promise<void>;
};

/** Starts one that plays scenes without pauses. */
export async function testRehearsal(given: Partial<RehearsalOptions> = {}): Promise<TestRehearsal> {
  const database = await testDatabase();
  const open = openFor(database.connection);
  const begin = async (options: Partial<RehearsalOptions>, port = 0) => {
    const rehearsal = await openRehearsal(sandboxConfig, { logger, database: open, step: 0, ...given, ...options });
    return { rehearsal, page: await servePage(rehearsal, { logger, port }) };
  };
  let { rehearsal, page } = await begin({});
  const windows: TestWindow[] = [];
  const end = async () => {
    for (const window of windows.splice(0)) window.close();
    await page.stop();
    await rehearsal.stop();
  };
  return {
    get rehearsal() {
      return rehearsal;
    },
    get url() {
      return page.url;
    },
    do: (deed) => post(page.url, deed),
    window: async (look) => {
      const window = await openTestWindow(page.url, look);
      windows.push(window);
      return window;
    },
    again: async (options = {}, found = {}, port = 0) => {
      await end();
      await change(database.pool, found);
      ({ rehearsal, page } = await begin(options, port));
    },
    drop: async () => {
      await end();
      await open.close();
      await database.drop();
    },
  };
}

async function change(pool: Pool, { keptAt, version }: { keptAt?: number; version?: number }): Promise<void> {
  const sets: [pattern: string, value: string][] = [
    ...(keptAt === undefined ? [] : [['"at":\\d+,"world"', `"at":${keptAt},"world"`] satisfies [string, string]]),
    ...(version === undefined ? [] : [['"version":1', `"version":${version}`] satisfies [string, string]]),
  ];
  for (const set of sets) await pool.query('update sandbox.kept set value = regexp_replace(value, $1, $2)', set);
}

/** Posts anything as the page posts a deed. */
export async function post(url: string, deed: unknown): Promise<Done> {
  const response = await fetch(`${url}do`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(deed),
  });
  return (await response.json()) as Done;
}

export type TestWindow = {
  frames: Frame[];
  /** A part as it stands. */
  part<Name extends keyof Parts>(name: Name): Parts[Name] | undefined;
  /** Texts of the messages and ephemerals that stand in the channel, in order of ts. */
  texts(): string[];
  look(look: Look): void;
  /** Resolves as soon as this holds of what the window shows. */
  until(holds: (window: TestWindow) => boolean): Promise<void>;
  close(): void;
};

async function openTestWindow(url: string, look: Look): Promise<TestWindow> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}live`, { origin: url.slice(0, -1) });
  const parts = new Map<string, unknown>();
  const frames: Frame[] = [];
  socket.on('message', (data) => {
    const frame = JSON.parse(String(data)) as Frame;
    frames.push(frame);
    for (const [name, value] of Object.entries(frame.set)) parts.set(name, value);
    for (const name of frame.gone) parts.delete(name);
  });
  await once(socket, 'open');
  const window: TestWindow = {
    frames,
    part: (name) => parts.get(name) as never,
    texts: () =>
      [...parts]
        .filter(([name]) => /^(message|ephemeral)\//.test(name))
        .sort(([one], [other]) => ((one.split('/')[1] ?? '') < (other.split('/')[1] ?? '') ? -1 : 1))
        .map(([, message]) => (message as { text: string }).text),
    look: (wanted) => socket.send(JSON.stringify(wanted)),
    until: async (holds) => {
      while (!holds(window)) await once(socket, 'message');
    },
    close: () => socket.terminate(),
  };
  window.look(look);
  await window.until((one) => one.part('clock') !== undefined);
  return window;
}
