/** The servers that are measured, each in a process of its own; nothing is pinned to a core. */
import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { request } from 'undici';
import { runInProcess } from '../support/process.ts';
import { signingSecret, slackToken } from './agency.ts';
import type { Work } from './floor.ts';

export type Server = {
  /** Where it takes Slack's requests. */
  url: string;
  pid: number;
  /** Ends it, if it still runs, and waits until it is gone. */
  stop(): Promise<void>;
};

const root = join(import.meta.dirname, '../..');
const command = join(root, 'bin/groundrules.js');

/** `groundrules start`, as built, with these variables; resolves when it answers that it is well. */
export function startHouse(environment: Record<string, string>, flags: string[] = []): Promise<Server> {
  return untilWell((inherited) => spawn(process.execPath, [...flags, command, 'start'], inherited), environment);
}

/** The same by `npm start`, which first builds what has changed. */
export function npmStart(environment: Record<string, string>): Promise<Server> {
  return untilWell((inherited) => spawn('npm', ['start'], inherited), environment);
}

/** `npm start` without Slack: the sandbox; `url` is its page, which answers when the promise resolves. */
export async function npmStartSandbox(environment: Record<string, string>): Promise<Server> {
  return untilAnswered((inherited) => spawn('npm', ['start'], inherited), environment, '/');
}

const slackVariables = { SLACK_BOT_TOKEN: slackToken, SLACK_SIGNING_SECRET: signingSecret };

async function untilWell(
  begin: (inherited: SpawnOptions) => ChildProcess,
  environment: Record<string, string>,
): Promise<Server> {
  const server = await untilAnswered(begin, { ...slackVariables, ...environment }, '/healthz');
  return { ...server, url: server.url.replace('/healthz', '/slack/events') };
}

/** Resolves when `path` is answered with 200; the url is that of `path`. */
async function untilAnswered(
  begin: (inherited: SpawnOptions) => ChildProcess,
  environment: Record<string, string>,
  path: string,
): Promise<Server> {
  const port = await freePort();
  const own = { LOG_LEVEL: 'error', PORT: String(port), ...environment };
  // A process group of its own: npm has children, and all of them are to hear that it is over.
  const child = begin({
    cwd: root,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...own },
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  });
  const pid = child.pid ?? 0;
  let said = '';
  child.stderr?.on('data', (text) => {
    said += String(text);
  });
  let isOver = false;
  const gone = once(child, 'exit').then(() => {
    isOver = true;
  });
  const origin = `http://127.0.0.1:${port}`;
  await Promise.race([
    answersWell(`${origin}${path}`),
    gone.then(() => Promise.reject(new Error(`Groundrules did not start: ${said}`))),
  ]);
  return {
    url: `${origin}${path}`,
    pid,
    stop: async () => {
      if (!isOver) process.kill(-pid, 'SIGTERM');
      await gone;
    },
  };
}

/** The floor, on an empty database. */
export async function startFloor(databaseUrl: string, work: Work): Promise<Server> {
  const { child, result, killHard } = await runInProcess('test/bench/floor.ts', [databaseUrl, signingSecret, work]);
  return { url: (result as { url: string }).url, pid: child.pid ?? 0, stop: killHard };
}

async function answersWell(url: string): Promise<void> {
  for (;;) {
    const status = await request(url).then(
      async ({ statusCode, body }) => {
        await body.dump();
        return statusCode;
      },
      () => 0,
    );
    if (status === 200) return;
    await wait(10);
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('There is no free port.');
  return address.port;
}
