/**
 * The composition root: makes every client, wires the house, starts it and stops it. The only file that does. `start` runs
 * the bot; `openOffice` gives a command what it needs beside it.
 */
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import pg from 'pg';
import type { Logger } from 'pino';
import { createAdjudicator } from './adjudicator/adjudicator.ts';
import type { LoadedAgency, LoadedAgreement } from './agreement/load.ts';
import { waysInUse } from './agreement/paging-ways.ts';
import type { ApplyPlan } from './agreement/version.ts';
import { startAdmin } from './app/admin.ts';
import { type App, createApp } from './app/app.ts';
import { apply } from './app/apply.ts';
import { createAskedWorkReader, readWordLists } from './app/asked-work.ts';
import { type Checkpoint, noCheckpoint } from './app/checkpoint.ts';
import { drawMessage } from './app/draw.ts';
import { type ForgottenHere, forget, type Whom } from './app/forget.ts';
import { keepSweeping, refreshBacklog, sweepOnce } from './app/keep-sweeping.ts';
import { createMetrics, type Metrics } from './app/metrics.ts';
import { officeShell } from './app/office.ts';
import { createOperator } from './app/operator.ts';
import { readinessChecks } from './app/readiness.ts';
import type { Shell } from './app/shell.ts';
import { within } from './app/within.ts';
import { type Clock, machineClock } from './clock.ts';
import { type Config, ConfigError, missingFor, type SlackSettings } from './config.ts';
import type { ViewData } from './engine/event.ts';
import type { Home } from './engine/people.ts';
import type { Adjudicator, Identity, Pager } from './engine/ports.ts';
import type { Reader, Rule } from './engine/rule.ts';
import type { Store } from './engine/store-port.ts';
import { createPager } from './paging/pager.ts';
import { queuePoolConfig } from './queue/postgres-backend.ts';
import { type Queue, startQueue } from './queue/queue.ts';
import { rules, sections } from './rules/index.ts';
import { connectSlack, listenToSlack } from './slack/bolt.ts';
import { createDatabase, survive } from './store/database.ts';
import { migrate, schemaLevel } from './store/migrate.ts';
import { type OpenDatabase, openPools } from './store/open.ts';
import { createStore } from './store/store.ts';
import { createWordsCipher } from './store/words-cipher.ts';
import { readWorkspace, saveWorkspace } from './store/workspace.ts';

export { ChannelConflictError } from './app/apply.ts';
export type { ForgottenHere, Whom } from './app/forget.ts';
export { testMessageOf, testPageOf } from './paging/test-page.ts';
export { connectSlack } from './slack/bolt.ts';
export { backupDatabase } from './store/embedded/backup.ts';
export { dataFolderInUse } from './store/embedded/embedded.ts';
export { EmbeddedDatabaseError } from './store/embedded/refusal.ts';
export { restoreDatabase } from './store/embedded/restore.ts';
export type { OpenDatabase } from './store/open.ts';

const DRAIN = 10_000;
const WALKS_AT_ONCE = 8;

/** Inside the embedded server. */
const DATABASES = { sandbox: 'groundrules_sandbox', workspace: 'groundrules' } as const;

export type House = {
  app: App;
  store: Store;
  shell: Shell;
  queue: Queue;
  identity: Identity;
  metrics: Metrics;
  /** Where Slack's requests are taken; null in Socket Mode and for workers. */
  url: string | null;
  adminUrl: string | null;
  where: string;
  /** Puts a file that was read without problems into force; gives what came of it. Throws `ChannelConflictError`. */
  apply(file: LoadedAgreement | LoadedAgency, options: { by: string; force: boolean }): Promise<ApplyPlan>;
  /** One of the rules' views as text for this reader, drawn as things stand now; null when there is nothing to say. */
  draw(view: string, data: ViewData, reader: Reader): Promise<string | null>;
  /** Walks and says everything that is due, then sets what comes within the hour. */
  sweep(): Promise<void>;
  /** Finishes what is running within ten seconds, then lets go of everything. */
  stop(): Promise<void>;
};

/** What the sandbox and the tests choose otherwise. */
export type Parts = {
  logger: Logger;
  clock?: Clock;
  /** Slack to talk to; the configuration's own where absent. */
  slack?: SlackSettings;
  /** A database that is open already; then it stays open. */
  database?: OpenDatabase;
  /** Alarms ring only when promoted, and nothing sweeps by itself: for a clock that walks. */
  walking?: boolean;
  checkpoint?: Checkpoint;
  newId?: () => string;
  /** Another one than configured. */
  adjudicator?: Adjudicator;
  /** Other rules than the house's own. */
  rules?: readonly Rule[];
  /** Ways of paging; the configuration's own where absent. */
  pager?: Pager;
  /** Another machine's clock, by which leases end. */
  machineClock?: Clock;
};

/**
 * Starts the bot and resolves when it can be used. Throws a `ConfigError` or the embedded database's own error with what
 * to do, `SlackUnavailable` where Slack does not accept us.
 */
export async function start(config: Config, parts: Parts): Promise<House> {
  const { logger } = parts;
  const slackSettings = parts.slack ?? config.slack;
  if (slackSettings === null) throw new ConfigError('There is no Slack to talk to.');
  const database = parts.database ?? (await openDatabase(config, logger, 'owner'));
  const begun: GiveBack[] = parts.database === undefined ? [() => database.close()] : [];
  try {
    return await makeHouse(config, parts, { database, slackSettings, begun });
  } catch (error) {
    for (const giveBack of begun.reverse()) {
      await giveBack().catch((failure: unknown) =>
        logger.warn({ err: failure }, 'Not given back after a failed start'),
      );
    }
    throw error;
  }
}

type GiveBack = () => Promise<void>;
/** What a start begins with; `begun` is told what to give back should it fail. */
type Beginning = { database: OpenDatabase; slackSettings: SlackSettings; begun: GiveBack[] };

async function makeHouse(config: Config, parts: Parts, { database, slackSettings, begun }: Beginning): Promise<House> {
  const { logger } = parts;
  await prepareSchema(config.role === 'all', database);
  const slack = await connectSlack(slackSettings, logger);
  const home = { workspaceId: slack.identity.workspaceId, enterpriseId: slack.identity.enterpriseId };
  const about = { ...config, home, url: slack.identity.url };
  const store = makeStore(database, about, parts.newId);
  await saveWorkspace(database.pool, slack.identity);
  const queue = await makeQueue(config, parts, database);
  begun.push(() => queue.close());
  const metrics = createMetrics();
  const shell: Shell = {
    clock: parts.clock ?? machineClock,
    machineClock: parts.machineClock ?? machineClock,
    store,
    rules: parts.rules ?? rules,
    sections,
    home: { ...home, botUserId: slack.identity.botUserId },
    slack: { reader: slack.reader, sender: slack.sender },
    alarms: queue.alarms,
    doorbell: queue.doorbell,
    operator: createOperator(logger, () => store.ask('agency', {})),
    askedWork: createAskedWorkReader(),
    adjudicator: parts.adjudicator ?? createAdjudicator(config.adjudicator, { clock: machineClock, logger }),
    metrics,
    logger,
    checkpoint: parts.checkpoint ?? noCheckpoint,
    processId: randomUUID(),
  };
  await readWordLists(store);
  const pager = parts.pager ?? openPager(config, logger);
  begun.push(() => pager.close());
  const { urgent } = database;
  const emergencies = { store: makeStore({ ...database, pool: urgent, reserved: urgent }, about, parts.newId), pager };
  const app = createApp(shell, emergencies, { walksHere: config.role !== 'web', concurrency: WALKS_AT_ONCE });
  const made = { shell, app, store, queue, pager, database, slack };
  return keepHouse(config, parts, { ...made, slackSettings, metrics, begun });
}

type Started = {
  shell: Shell;
  app: App;
  store: Store;
  queue: Queue;
  pager: Pager;
  database: OpenDatabase;
  slack: Awaited<ReturnType<typeof connectSlack>>;
  slackSettings: SlackSettings;
  metrics: Metrics;
  begun: GiveBack[];
};

async function keepHouse(config: Config, parts: Parts, started: Started): Promise<House> {
  const { shell, app, store, queue, database, slack, metrics } = started;
  const { logger } = parts;
  // Noted before the first new word is heard, which would hide what was missed before it.
  await app.missedWhileDown();
  const listening =
    config.role === 'worker'
      ? { url: null, stop: () => Promise.resolve() }
      : await listenToSlack(slack, {
          config: { ...started.slackSettings, host: config.host, port: config.port },
          door: app.door,
          logger,
        });
  started.begun.push(() => listening.stop());
  const admin =
    config.adminPort === null
      ? null
      : await startAdmin({
          host: config.host,
          port: config.adminPort,
          registry: metrics.registry,
          checks: readinessChecks({
            clock: shell.clock,
            machineClock,
            pool: database.pool,
            schemaLevel: () => schemaLevel(database.pool),
            queue,
            store,
            paging: {
              used: async () => waysInUse(await inForce(store), await store.ask('agency', {})),
              // The sandbox pages nobody, and lacks nothing for it.
              missing: (way) => (config.mode === 'sandbox' ? [] : missingFor(way, config.paging)),
            },
            askIdentity: () => slack.reader.identity(),
          }),
          refresh: () => refreshBacklog(shell),
          logger,
        });
  // Slack is listened to from the first moment; what was missed before it is read meanwhile, and only then do alarms ring.
  const begun = config.role === 'web' ? Promise.resolve() : beginToRing(started);
  if (parts.walking) await begun;
  const sweepsByItself = parts.walking !== true && config.role !== 'web';
  const stopSweeping = sweepsByItself ? keepSweeping(app, shell, () => queue.prune()) : () => Promise.resolve();
  return {
    app,
    store,
    shell,
    queue,
    metrics,
    identity: slack.identity,
    url: listening.url,
    adminUrl: admin?.url ?? null,
    where: database.where,
    apply: async (file, options) => {
      const { plan, aftermath } = await apply(shell, file, options);
      await app.afterCommit(aftermath);
      return plan;
    },
    draw: async (view, data, reader) => (await drawMessage(shell, view, data, reader))?.text ?? null,
    sweep: () => app.sweep.due(),
    stop: async () => {
      const swept = stopSweeping();
      await listening.stop();
      await within(DRAIN, Promise.all([begun, swept]));
      await within(DRAIN, Promise.all([app.idle(), queue.close()]));
      await started.pager.close();
      await admin?.stop();
      if (parts.database === undefined) await database.close();
    },
  };
}

const inForce = async (store: Store) => (await store.agreements.all()).filter(({ status }) => status === 'active');

/** Before anybody is told of a breach, what was missed while nobody listened is heard. */
async function beginToRing({ app, shell, queue }: Started): Promise<void> {
  try {
    await sweepOnce(app, shell.logger);
    await queue.listen({ onAlarm: app.onAlarm, onWake: app.onWake }, { concurrency: WALKS_AT_ONCE });
  } catch (error) {
    shell.metrics.errors.inc({ kind: 'start' });
    shell.logger.error({ err: error }, 'Alarms do not ring by themselves; the sweep finds what is due every minute');
  }
}

/** The database as configured: its own server, or the embedded one as its owner (a start) or guest (a command beside it). */
export function openDatabase(config: Config, logger: Logger, mode: 'owner' | 'guest'): Promise<OpenDatabase> {
  return openPools(config.database, { own: DATABASES[config.mode], mode, logger });
}

/** Migrates under a lock where that is one process's own affair; else refuses any schema but this version's. */
async function prepareSchema(mayMigrate: boolean, database: OpenDatabase): Promise<void> {
  if (mayMigrate) return void (await migrateUnlessNewer(database));
  const { state } = await schemaLevel(database.pool);
  if (state === 'older') throw new ConfigError('The database is older than this version. Run: groundrules migrate');
  if (state === 'newer') throw newerSchema();
}

/** Brings the tables to this version's level; gives whether there was anything to do. Throws a `ConfigError` for newer ones. */
export async function migrateUnlessNewer({ pool }: OpenDatabase): Promise<boolean> {
  const { state } = await schemaLevel(pool);
  if (state === 'newer') throw newerSchema();
  await migrate(pool);
  return state === 'older';
}

const newerSchema = () =>
  new ConfigError('The database was migrated by a newer Groundrules. Run that version here too.');

/** The templates that come with Groundrules, and those laid beside them; at the same distance from src and dist. */
const templates = join(import.meta.dirname, '../agreements');

/** Read when it is asked for: somebody may have changed it. The name is one without a folder, whoever asks. */
function templateText(name: string): string | undefined {
  const path = join(templates, name);
  return basename(path) === name && existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

function makeStore(
  database: OpenDatabase,
  about: { home: Home; url: string } & Pick<Config, 'wordsKey' | 'formerWordsKeys'>,
  newId: () => string = randomUUID,
): Store {
  const { home, url } = about;
  const cipher = createWordsCipher(about.wordsKey, about.formerWordsKeys);
  const context = { home, url, newId, cipher, template: templateText };
  return createStore(createDatabase(database.pool, database.reserved), context);
}

async function makeQueue(config: Config, parts: Parts, database: OpenDatabase): Promise<Queue> {
  const clock = parts.clock ?? machineClock;
  const about = { clock, logger: parts.logger, name: 'groundrules', ...(parts.walking ? { parked: true } : {}) };
  if (config.redisUrl !== null) return startQueue({ ...about, backend: { kind: 'redis', url: config.redisUrl } });
  const pool = new pg.Pool(queuePoolConfig(database.connection));
  survive(pool, (error) => parts.logger.warn({ err: error }, 'A connection of the queue was lost'));
  const queue = await startQueue({ ...about, backend: { kind: 'postgres', pool } });
  return {
    ...queue,
    close: async () => {
      await queue.close();
      await pool.end();
    },
  };
}

/** The ways of paging beside Slack, as configured: none in the sandbox, whose people do not exist. */
export function openPager({ paging }: Pick<Config, 'paging'>, logger: Logger): Pager {
  return createPager(paging, { clock: machineClock, logger });
}

/** What a command works with: the store, and files put into force without Slack being asked. */
export type Office = {
  store: Store;
  home: Home;
  /** The time of whoever runs on this database: the machine's, or where the sandbox's walking clock was last seen. */
  clock: Clock;
  /** In words for the operator. */
  where: string;
  isSandbox: boolean;
  /** At once and for good; our messages are drawn again by the running process within a minute, or by the next start. */
  forget(whom: Whom): Promise<ForgottenHere | null>;
  /** As `apply`; alarms and notices are taken up by the running process within a minute, or by the next start. */
  apply(file: LoadedAgreement | LoadedAgency, options: { by: string; force: boolean }): Promise<ApplyPlan>;
  close(): Promise<void>;
};

/**
 * The house for a command that runs beside a start, or before one: migrated, but nothing listens and nothing is said.
 * Throws a `ConfigError` when no workspace is known yet, and what {@link openDatabase} throws.
 */
export async function openOffice(config: Config, logger: Logger): Promise<Office> {
  const database = await openDatabase(config, logger, 'guest');
  try {
    await prepareSchema(config.database.kind === 'embedded', database);
    const known = (await readWorkspace(database.pool)) ?? (await askWorkspace(config.slack, database, logger));
    const store = makeStore(database, { ...config, ...known });
    const isSandbox = database.connection.database === DATABASES.sandbox;
    const seen = isSandbox ? await store.latestInstant() : null;
    const clock = seen === null ? machineClock : () => seen;
    const shell = officeShell({
      store,
      clock,
      machineClock,
      rules,
      sections,
      home: { ...known.home, botUserId: known.botUserId },
      logger,
    });
    return {
      store,
      home: known.home,
      clock,
      where: database.where,
      isSandbox,
      forget: (whom) => forget(shell, whom),
      apply: async (file, options) => (await apply(shell, file, options)).plan,
      close: () => database.close(),
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** Slack says who we are; kept, so that the next command need not ask. */
async function askWorkspace(slack: SlackSettings | null, database: OpenDatabase, logger: Logger) {
  if (slack === null) {
    throw new ConfigError('No workspace is known yet. Run `groundrules start` once, or set SLACK_BOT_TOKEN.');
  }
  const { identity } = await connectSlack(slack, logger);
  await saveWorkspace(database.pool, identity);
  const { workspaceId, enterpriseId, botUserId, url } = identity;
  return { home: { workspaceId, enterpriseId }, url, botUserId };
}
