/**
 * A whole Slack workspace on this machine with the real bot in it: real Bolt over HTTP, real Postgres, real queue; only
 * Slack and the clock are ours. Used by `npm start` without Slack, and by every scenario test.
 */
import type { Logger } from 'pino';
import { type Config, ConfigError } from '../config.ts';
import { type House, type OpenDatabase, type Parts, start } from '../main.ts';
import { sections } from '../rules/index.ts';
import { createPhones, type Phones, type PhonesKept } from './phones/phones.ts';
import { sampleFiles } from './sample/files.ts';
import { sampleSecret, sampleToken, sampleWorld } from './sample/world.ts';
import type { World } from './slack/model.ts';
import { type StandIn, startStandIn } from './slack/stand-in.ts';
import { createWalk, createWalkingClock, type Walk, type WalkingClock } from './walk.ts';

export type Sandbox = {
  slack: StandIn;
  time: WalkingClock;
  walk: Walk;
  /** What rings outside Slack. */
  phones: Phones;
  /** The bot of the moment; throws while it is stopped. */
  house(): House;
  isBotRunning(): boolean;
  /** Stops the bot; Slack and the clock go on. */
  stopBot(): Promise<void>;
  /** Starts it again, on the same database. */
  startBot(): Promise<void>;
  stop(): Promise<void>;
};

export type SandboxParts = {
  logger: Logger;
  /** Where the clock stands at first, epoch milliseconds. */
  startAt: number;
  /** A database that is open already; the sandbox's own embedded one otherwise. */
  database?: OpenDatabase;
  /** Another world than the sample's. */
  world?: World;
  /** What is put into force at first; the sample agency's files where absent. */
  files?: ReturnType<typeof sampleFiles>;
  /** The database holds what an earlier start left: no file is put into force again. */
  isContinued?: boolean;
  /** What rang before, and how people take it. */
  phones?: PhonesKept;
  /** What the bot is started with otherwise; its own clock where it differs from Slack's. */
  bot?: Pick<Parts, 'checkpoint' | 'clock' | 'machineClock' | 'rules' | 'pager'>;
};

/** Whether this process is configured for the sandbox, and knows of no real Slack. */
export function isSandbox(config: Config): boolean {
  return config.mode === 'sandbox' && config.slack === null;
}

/**
 * Starts Slack, then the bot in it, with the sample agency's files in force. Throws a `ConfigError` in a process that is
 * configured for a real Slack.
 */
export async function startSandbox(config: Config, parts: SandboxParts): Promise<Sandbox> {
  if (!isSandbox(config)) throw new ConfigError('The sandbox never runs beside a real Slack.');
  const time = createWalkingClock(parts.startAt);
  let bot: House | null = null;
  const eventsUrl = () => bot?.url ?? 'http://127.0.0.1:9/slack/events';
  const slack = await startStandIn({
    clock: time.clock,
    world: parts.world ?? sampleWorld(),
    app: { eventsUrl, signingSecret: sampleSecret },
    logger: parts.logger,
  });
  const phones = createPhones(time.clock);
  if (parts.phones !== undefined) phones.load(parts.phones);
  const walk = createWalk(time, () => bot, slack);

  async function startBot(): Promise<void> {
    bot = await start(config, {
      logger: parts.logger,
      clock: time.clock,
      walking: true,
      slack: { botToken: sampleToken, signingSecret: sampleSecret, appToken: null, apiUrl: slack.apiUrl },
      pager: phones.pager,
      ...(parts.database === undefined ? {} : { database: parts.database }),
      ...parts.bot,
    });
  }

  async function stopBot(): Promise<void> {
    const stopping = bot;
    bot = null;
    await stopping?.stop();
  }

  const house = (): House => {
    if (bot === null) throw new Error('The bot is stopped.');
    return bot;
  };

  await startBot();
  if (parts.isContinued !== true) {
    for (const file of parts.files ?? sampleFiles(sections)) await house().apply(file, { by: 'sample', force: false });
  }
  return {
    slack,
    time,
    walk,
    phones,
    house,
    isBotRunning: () => bot !== null,
    startBot,
    stopBot,
    stop: async () => {
      await stopBot();
      await slack.stop();
    },
  };
}
