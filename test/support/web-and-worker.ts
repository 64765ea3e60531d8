/** A web and a worker process on one database, with a Slack and a clock that this process walks. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { sampleSecret, sampleWorld } from '../../src/sandbox/sample/world.ts';
import { type StandIn, startStandIn } from '../../src/sandbox/slack/stand-in.ts';
import { createWalk, type Walk } from '../../src/sandbox/walk.ts';
import type { Orders } from './bot-process.ts';
import { testDatabase } from './database.ts';
import { makeFileClock } from './file-clock.ts';
import { type RemoteBot, startRemoteBot } from './remote-bot.ts';

export type WebAndWorker = {
  slack: StandIn;
  db: Pool;
  walk: Walk;
  web: Orders;
  worker: Orders;
  drop(): Promise<void>;
};

/** Starts both at an instant (epoch milliseconds); jobs go through Redis where its address is given. */
export async function webAndWorker(startAt: number, redisUrl: string | null): Promise<WebAndWorker> {
  const database = await testDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'groundrules-clock-'));
  const clockFile = join(folder, 'clock');
  const time = makeFileClock(clockFile, startAt);
  let url: string | null = null;
  const eventsUrl = () => url ?? 'http://127.0.0.1:9/slack/events';
  const slack = await startStandIn({
    clock: time.clock,
    world: sampleWorld(),
    app: { eventsUrl, signingSecret: sampleSecret },
  });
  const about = { databaseUrl: database.connectionString, redisUrl, apiUrl: slack.apiUrl, clockFile };
  const alive = { machineAhead: 0, dieAt: null };
  const bots: RemoteBot[] = [];
  const drop = async () => {
    await Promise.all(bots.map((bot) => bot.stop()));
    await slack.stop();
    time.close();
    rmSync(folder, { recursive: true, force: true });
    await database.drop();
  };
  const begin = async (role: 'web' | 'worker') => {
    const bot = await startRemoteBot({ ...about, ...alive, role });
    bots.push(bot);
    return bot;
  };
  const [worker, web] = await Promise.all([begin('worker'), begin('web')]).catch(async (error: unknown) => {
    await drop();
    throw error;
  });
  url = web.url;
  const both = { ...worker, app: { idle: async () => void (await Promise.all([web.app.idle(), worker.app.idle()])) } };
  return {
    slack,
    db: database.pool,
    walk: createWalk(time, () => both, slack),
    web: web.order,
    worker: worker.order,
    drop,
  };
}
