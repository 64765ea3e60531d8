/** The bot in a process of its own, for run.mjs: it takes orders from the test process, and dies where it is told to. */
import { readFileSync } from 'node:fs';
import { pino } from 'pino';
import { loadFile } from '../../src/agreement/load.ts';
import type { CheckpointName } from '../../src/app/checkpoint.ts';
import { machineClock } from '../../src/clock.ts';
import { readConfig } from '../../src/config.ts';
import { start } from '../../src/main.ts';
import { sections } from '../../src/rules/index.ts';
import { sampleFiles } from '../../src/sandbox/sample/files.ts';
import { sampleSecret, sampleToken } from '../../src/sandbox/sample/world.ts';
import { readFileClock } from './file-clock.ts';
import { withoutRhythm } from './without-rhythm.ts';

export type BotOptions = {
  databaseUrl: string;
  redisUrl: string | null;
  apiUrl: string;
  role: 'all' | 'web' | 'worker';
  clockFile: string;
  /** How far (milliseconds) the machine's clock has gone on since the test began: leases of the dead have ended. */
  machineAhead: number;
  /** Where pages go beside Slack; then Mira is woken at once in an emergency, and Ruth five minutes later. */
  webhookUrl?: string;
  /** With the sample's own rhythm: what it asks, reports and celebrates. */
  rhythm?: boolean;
  /** Dies at this visit of a checkpoint, counted from its very start; null: lives until it is told otherwise. */
  dieAt: Death | null;
};

export type Death = { name: CheckpointName; visit: number };

/** What the test process may ask, by name. */
export type Orders = {
  idle(): Promise<null>;
  queueIdle(): Promise<null>;
  sweep(): Promise<null>;
  nextDueAt(): Promise<number | null>;
  due(now: number, limit: number): Promise<{ id: string; revision: number; ringAt: number }[]>;
  promote(id: string, revision: number): Promise<null>;
  /** Dies at the given visit (1 is the next) of a checkpoint. */
  dieAt(name: CheckpointName, visit: number): Promise<null>;
  /** Visits of each checkpoint since this was last asked. */
  visits(): Promise<Record<string, number>>;
  stop(): Promise<null>;
};

export type Order = { id: number; name: keyof Orders; given: never[] };

/** The agreement with Nova Bikes, with a window so short that its breach follows its warning within ten minutes. */
function novaInHaste(hasWebhook: boolean, hasRhythm: boolean) {
  const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
  const by = 'by: [slack, webhook]';
  const policy = `{ steps: [{ page: [U0MIRA], ${by} }, { page: [U0RUTH], ${by} }] }`;
  const whole = read('src/sandbox/sample/nova.yml');
  const sample = hasRhythm ? whole : withoutRhythm(whole);
  const text = `${hasWebhook ? sample.replace('policy: standard', `policy: ${policy}`) : sample}
responseWindow:
  priorities:
    normal: { first: 30m, next: 30m }
`;
  const file = loadFile(text, { fileName: 'nova.yml', sections, template: (name) => read(`agreements/${name}`) });
  if (!file.ok) throw new Error('The agreement of the kill tests is broken.');
  return file;
}

/** Starts the bot; gives where it takes Slack's requests. */
export async function run(options: BotOptions): Promise<{ url: string | null }> {
  const { apiUrl, clockFile, machineAhead } = options;
  const seen = new Map<string, number>();
  let deadly = options.dieAt;
  const config = readConfig('slack', {
    SLACK_BOT_TOKEN: sampleToken,
    SLACK_SIGNING_SECRET: sampleSecret,
    SLACK_API_URL: apiUrl,
    DATABASE_URL: options.databaseUrl,
    ROLE: options.role,
    ...(options.webhookUrl === undefined
      ? {}
      : { PAGE_WEBHOOK_URL: options.webhookUrl, PAGE_WEBHOOK_SECRET: 'a-secret-of-thirty-two-characters' }),
    ...(options.redisUrl === null ? {} : { REDIS_URL: options.redisUrl }),
  });
  const house = await start(
    { ...config, port: 0 },
    {
      logger: pino({ level: 'silent' }),
      clock: readFileClock(clockFile),
      machineClock: () => machineClock() + machineAhead,
      walking: true,
      checkpoint: (name) => {
        seen.set(name, (seen.get(name) ?? 0) + 1);
        if (deadly?.name !== name) return Promise.resolve();
        deadly = { name, visit: deadly.visit - 1 };
        if (deadly.visit > 0) return Promise.resolve();
        process.kill(process.pid, 'SIGKILL');
        return new Promise(() => undefined);
      },
    },
  );
  const [agency] = sampleFiles(sections);
  if (options.role !== 'web' && agency !== undefined) {
    for (const file of [agency, novaInHaste(options.webhookUrl !== undefined, options.rhythm === true)])
      await house.apply(file, { by: 'test', force: false });
  }
  const orders: Orders = {
    idle: () => house.app.idle().then(() => null),
    queueIdle: () => house.queue.idle().then(() => null),
    sweep: () => house.sweep().then(() => null),
    nextDueAt: () => house.store.nextDueAt(),
    due: (now, limit) => house.store.deadlines.due(now, limit),
    promote: (id, revision) => house.queue.promote(id, revision).then(() => null),
    dieAt: async (name, visit) => {
      deadly = { name, visit };
      return null;
    },
    visits: async () => {
      const counted = Object.fromEntries(seen);
      seen.clear();
      return counted;
    },
    stop: () => house.stop().then(() => null),
  };
  // Whoever ordered it about is gone: nobody would ever end it.
  process.on('disconnect', () => process.exit());
  process.on('message', ({ id, name, given }: Order) => {
    (orders[name] as (...given: never[]) => Promise<unknown>)(...given).then(
      (answer) => process.send?.({ id, answer }),
      (error: unknown) => process.send?.({ id, error: error instanceof Error ? error.message : 'unknown' }),
    );
  });
  return { url: house.url };
}
