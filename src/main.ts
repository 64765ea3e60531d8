/**
 * The composition root: makes every client, wires the house, starts it and stops it. `start` runs the bot; what it shares
 * with a command beside it lies in `main/`, and everybody else reaches both through here.
 */
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { createAdjudicator } from './adjudicator/adjudicator.ts';
import type { LoadedAgency, LoadedAgreement } from './agreement/load.ts';
import { waysInUse } from './agreement/paging-ways.ts';
import { namedForReports } from './agreement/reports.ts';
import type { ApplyPlan } from './agreement/version.ts';
import { startAdmin } from './app/admin.ts';
import { type App, createApp } from './app/app.ts';
import { apply } from './app/apply.ts';
import { createAskedWorkReader, readWordLists } from './app/asked-work.ts';
import { type Checkpoint, noCheckpoint } from './app/checkpoint.ts';
import { drawMessage } from './app/draw.ts';
import { createIntroductions } from './app/introduce.ts';
import { keepSweeping, refreshBacklog, sweepOnce } from './app/keep-sweeping.ts';
import { createMetrics, type Metrics } from './app/metrics.ts';
import { createOperator } from './app/operator.ts';
import { readinessChecks } from './app/readiness.ts';
import type { Shell } from './app/shell.ts';
import { within } from './app/within.ts';
import { type Clock, machineClock } from './clock.ts';
import { type Config, ConfigError, missingFor, type SlackSettings } from './config.ts';
import type { ViewData } from './engine/event.ts';
import type { Adjudicator, Identity, Pager } from './engine/ports.ts';
import type { Reader, Rule } from './engine/rule.ts';
import type { Store } from './engine/store-port.ts';
import { makeStore, openDatabase, prepareSchema } from './main/database.ts';
import { makeQueue } from './main/queue.ts';
import { createPager } from './paging/pager.ts';
import type { Queue } from './queue/queue.ts';
import { rules, sections } from './rules/index.ts';
import { connectSlack, listenToSlack } from './slack/bolt.ts';
import { schemaLevel } from './store/migrate.ts';
import type { OpenDatabase } from './store/open.ts';
import { saveWorkspace } from './store/workspace.ts';

export { ChannelConflictError } from './app/apply.ts';
export type { ForgottenHere, Whom } from './app/forget.ts';
export { migrateUnlessNewer, openDatabase } from './main/database.ts';
export { type Office, openOffice } from './main/office.ts';
export { testMessageOf, testPageOf } from './paging/test-page.ts';
export { connectSlack } from './slack/bolt.ts';
export { backupDatabase } from './store/embedded/backup.ts';
export { dataFolderInUse } from './store/embedded/embedded.ts';
export { EmbeddedDatabaseError } from './store/embedded/refusal.ts';
export { restoreDatabase } from './store/embedded/restore.ts';
export type { OpenDatabase } from './store/open.ts';

const DRAIN = 10_000;
const WALKS_AT_ONCE = 8;

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
  const { logger, clock = machineClock } = parts;
  await prepareSchema(config.role === 'all', database);
  const slack = await connectSlack(slackSettings, logger);
  const home = { workspaceId: slack.identity.workspaceId, enterpriseId: slack.identity.enterpriseId };
  const about = { ...config, home, url: slack.identity.url };
  const store = makeStore(database, about, parts.newId);
  await saveWorkspace(database.pool, slack.identity);
  const rings = { parked: parts.walking === true, alone: config.role === 'all' };
  const queue = await makeQueue(config.redisUrl, database, { clock, logger, ...rings });
  begun.push(() => queue.close());
  const metrics = createMetrics();
  const shell: Shell = {
    clock,
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
              // The sandbox has phones of its own, and lacks nothing for them.
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
      // By whose clocks somebody is asked for a report: known before it is planned, where Slack can say.
      if (file.kind === 'agreement') await createIntroductions(shell).persons(namedForReports(file.agreement));
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

/** The ways of paging beside Slack, as configured: none in the sandbox, which gives its own. */
export function openPager({ paging }: Pick<Config, 'paging'>, logger: Logger): Pager {
  return createPager(paging, { clock: machineClock, logger });
}
