/** The database and the store on it: the same for a start and for a command beside one. */
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Logger } from 'pino';
import { type Config, ConfigError } from '../config.ts';
import type { Home } from '../engine/people.ts';
import type { Store } from '../engine/store-port.ts';
import { createDatabase } from '../store/database.ts';
import { migrate, schemaLevel } from '../store/migrate.ts';
import { type OpenDatabase, openPools } from '../store/open.ts';
import { createStore } from '../store/store.ts';
import { createWordsCipher } from '../store/words-cipher.ts';

/** Inside the embedded server. */
export const DATABASES = { sandbox: 'groundrules_sandbox', workspace: 'groundrules' } as const;

/** The database as configured: its own server, or the embedded one as its owner (a start) or guest (a command beside it). */
export function openDatabase(config: Config, logger: Logger, mode: 'owner' | 'guest'): Promise<OpenDatabase> {
  const isRehearsal = config.mode === 'sandbox';
  return openPools(config.database, { own: DATABASES[config.mode], mode, isRehearsal, logger });
}

/** Migrates under a lock where that is one process's own affair; else refuses any schema but this version's. */
export async function prepareSchema(mayMigrate: boolean, database: OpenDatabase): Promise<void> {
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
const templates = join(import.meta.dirname, '../../agreements');

/** Read when it is asked for: somebody may have changed it. The name is one without a folder, whoever asks. */
function templateText(name: string): string | undefined {
  const path = join(templates, name);
  return basename(path) === name && existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

/** The store on this database, for one workspace; ids are random unless told otherwise. */
export function makeStore(
  database: OpenDatabase,
  about: { home: Home; url: string } & Pick<Config, 'wordsKey' | 'formerWordsKeys'>,
  newId: () => string = randomUUID,
): Store {
  const { home, url } = about;
  const cipher = createWordsCipher(about.wordsKey, about.formerWordsKeys);
  const context = { home, url, newId, cipher, template: templateText };
  return createStore(createDatabase(database.pool, database.reserved), context);
}
