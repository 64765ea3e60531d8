/** A Slack and a database that outlive the bot: the story goes on with whichever process is the bot of the moment. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { sampleSecret, sampleWorld } from '../../src/sandbox/sample/world.ts';
import { type StandIn, startStandIn } from '../../src/sandbox/slack/stand-in.ts';
import { createWalk } from '../../src/sandbox/walk.ts';
import type { Death, Orders } from './bot-process.ts';
import { testDatabase } from './database.ts';
import { makeFileClock } from './file-clock.ts';
import { BotDied, type RemoteBot, startRemoteBot } from './remote-bot.ts';

const lease = 60_000;

export type Outlived = {
  slack: StandIn;
  db: Pool;
  bot(): Orders;
  /** How often the bot died. */
  deaths(): number;
  /** Walks to an instant (epoch milliseconds), in the face of death: whoever died is started again and the walk goes on. */
  to(at: number): Promise<void>;
  /** Stops the bot, and starts it again at an instant; it may be told to die while it starts. */
  awayUntil(at: number, dieAt: Death): Promise<void>;
  drop(): Promise<void>;
};

/**
 * Starts Slack and the bot at an instant (epoch milliseconds); `webhookUrl`: where it pages people; `rhythm`: with what comes
 * again and again with the sample's client.
 */
export async function outlivedBot(startAt: number, webhookUrl?: string, rhythm = false): Promise<Outlived> {
  const database = await testDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'groundrules-clock-'));
  const clockFile = join(folder, 'clock');
  const time = makeFileClock(clockFile, startAt);
  let bot: RemoteBot | null = null;
  let deaths = 0;
  const slack = await startStandIn({
    clock: time.clock,
    world: sampleWorld(),
    app: {
      eventsUrl: () => (bot?.isAlive() ? bot.url : null) ?? 'http://127.0.0.1:9/slack/events',
      signingSecret: sampleSecret,
    },
  });
  const begin = async (dieAt: Death | null = null) => {
    bot = await startRemoteBot({
      databaseUrl: database.connectionString,
      redisUrl: null,
      apiUrl: slack.apiUrl,
      role: 'all',
      clockFile,
      machineAhead: deaths * 2 * lease,
      dieAt,
      rhythm,
      ...(webhookUrl === undefined ? {} : { webhookUrl }),
    });
  };
  const drop = async () => {
    await bot?.stop();
    await slack.stop();
    time.close();
    rmSync(folder, { recursive: true, force: true });
    await database.drop();
  };
  await begin().catch(async (error: unknown) => {
    await drop();
    throw error;
  });
  const walk = createWalk(time, () => bot, slack);

  return {
    slack,
    db: database.pool,
    bot: () => {
      if (bot === null) throw new BotDied();
      return bot.order;
    },
    deaths: () => deaths,
    to: async (at) => {
      for (;;) {
        try {
          await walk.to(at);
          if (bot?.isAlive()) return;
        } catch (error) {
          if (!(error instanceof BotDied)) throw error;
        }
        deaths += 1;
        // BullMQ gives the dead half a minute of the machine's time before it takes their jobs back; nobody waits for it.
        await database.pool.query(`delete from bullmq.job where state = 'active'`);
        await begin();
      }
    },
    awayUntil: async (at, dieAt) => {
      await bot?.stop();
      time.set(at);
      await begin(dieAt).catch(() => {
        deaths += 1;
        return begin();
      });
    },
    drop,
  };
}
