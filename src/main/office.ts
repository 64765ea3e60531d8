/** The house for a command that runs beside a start, or before one. */
import type { Logger } from 'pino';
import type { LoadedAgency, LoadedAgreement } from '../agreement/load.ts';
import type { ApplyPlan } from '../agreement/version.ts';
import { apply } from '../app/apply.ts';
import { type ForgottenHere, forget, type Whom } from '../app/forget.ts';
import { officeShell } from '../app/office.ts';
import { type Clock, machineClock } from '../clock.ts';
import { type Config, ConfigError, type SlackSettings } from '../config.ts';
import type { Home } from '../engine/people.ts';
import type { Store } from '../engine/store-port.ts';
import { rules, sections } from '../rules/index.ts';
import { connectSlack } from '../slack/bolt.ts';
import type { OpenDatabase } from '../store/open.ts';
import { readWorkspace, saveWorkspace } from '../store/workspace.ts';
import { DATABASES, makeStore, openDatabase, prepareSchema } from './database.ts';

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
