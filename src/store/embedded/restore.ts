import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createGunzip } from 'node:zlib';
import type { Pool, PoolClient } from 'pg';
import { migrate, migrationsFolder, schemaLevel } from '../migrate.ts';
import {
  type Manifest,
  manifestFile,
  manifestSchema,
  quoted,
  readTables,
  settleFormats,
  type Table,
} from './catalogue.ts';
import { EmbeddedDatabaseError } from './refusal.ts';

export type RestoreOptions = {
  /** Replaces what the database holds. */
  force?: boolean;
  migrations?: string;
};
export type RestoreSummary = { tables: number; rows: number; createdAt: string };

type BackedUpTable = Manifest['tables'][number];
const charactersAtATime = 1_000_000;

/**
 * Fills the database from a folder that `backupDatabase` wrote, and brings its tables to this version's level. Only an
 * owner may call it: nobody else may be at work on the database. Refuses, before anything is changed, a folder that is
 * no backup or damaged, a backup of a newer version, and (unless `force`) a database that holds anything.
 */
export async function restoreDatabase(
  pool: Pool,
  directory: string,
  { force = false, migrations = migrationsFolder }: RestoreOptions = {},
): Promise<RestoreSummary> {
  const manifest = await readManifest(directory);
  for (const table of manifest.tables) await verify(directory, table);
  const { known } = await schemaLevel(pool, migrations);
  if (manifest.level > known) {
    throw new EmbeddedDatabaseError('This backup was made by a newer Groundrules. Restore it with that one.');
  }
  const client = await pool.connect();
  try {
    if (!force && (await holdsAnything(client))) {
      throw new EmbeddedDatabaseError('The database is not empty. --force replaces everything in it by the backup.');
    }
    await empty(client);
  } finally {
    client.release();
  }
  await migrate(pool, migrations, manifest.level);
  await load(pool, directory, manifest);
  await migrate(pool, migrations);
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
  return { tables: manifest.tables.length, rows, createdAt: manifest.createdAt };
}

async function readManifest(directory: string): Promise<Manifest> {
  const text = await readFile(join(directory, manifestFile), 'utf8').catch(() => {
    throw new EmbeddedDatabaseError(`${directory} holds no finished backup: it has no ${manifestFile}.`);
  });
  try {
    return manifestSchema.parse(JSON.parse(text));
  } catch {
    throw new EmbeddedDatabaseError(`${join(directory, manifestFile)} is damaged, or of a newer Groundrules.`);
  }
}

async function verify(directory: string, table: BackedUpTable): Promise<void> {
  const hash = createHash('sha256');
  try {
    for await (const line of readLines(directory, table)) hash.update(`${line}\n`);
  } catch {
    throw new EmbeddedDatabaseError(`${table.file} of the backup cannot be read. Nothing was changed.`);
  }
  if (hash.digest('hex') === table.sha256) return;
  throw new EmbeddedDatabaseError(`${table.file} of the backup is damaged. Nothing was changed.`);
}

/** Not by node:readline, for which two letters that people may well have written end a line, too. */
async function* readLines(directory: string, { file }: BackedUpTable): AsyncGenerator<string> {
  const unpacked = createGunzip();
  const source = createReadStream(join(directory, file));
  source.on('error', (error) => unpacked.destroy(error));
  let rest = '';
  for await (const chunk of source.pipe(unpacked).setEncoding('utf8')) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}

async function holdsAnything(client: PoolClient): Promise<boolean> {
  for (const { schema, name } of await readTables(client)) {
    const { rowCount } = await client.query(`select 1 from ${quoted(schema, name)} limit 1`);
    if (rowCount !== 0) return true;
  }
  return false;
}

async function empty(client: PoolClient): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select nspname as name from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema'`,
  );
  for (const { name } of rows) await client.query(`drop schema ${quoted(name)} cascade`);
  await client.query('create schema public');
}

async function load(pool: Pool, directory: string, manifest: Manifest): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await settleFormats(client);
    // The backup is of one moment, so what it holds fits together, whatever the order it comes in.
    await client.query('set local session_replication_role = replica');
    const targets = await readTables(client);
    // Migrations may have put rows into them.
    for (const { schema, name } of targets) await client.query(`truncate ${quoted(schema, name)} cascade`);
    for (const table of manifest.tables) await loadTable(client, directory, table, targets);
    for (const { schema, name, value, isCalled } of manifest.sequences) {
      await client.query('select setval($1::regclass, $2::bigint, $3)', [quoted(schema, name), value, isCalled]);
    }
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

async function loadTable(client: PoolClient, directory: string, table: BackedUpTable, targets: Table[]): Promise<void> {
  const insert = insertStatement(table, targets);
  let batch: string[] = [];
  let size = 0;
  const flush = async () => {
    if (batch.length > 0) await client.query(insert, [`[${batch.join(',')}]`]);
    batch = [];
    size = 0;
  };
  for await (const line of readLines(directory, table)) {
    batch.push(line);
    size += line.length;
    if (size > charactersAtATime) await flush();
  }
  await flush();
}

function insertStatement(table: BackedUpTable, targets: Table[]): string {
  const target = targets.find((each) => each.schema === table.schema && each.name === table.name);
  const values = table.columns.map((name, index) => {
    const type = target?.columns.find((column) => column.name === name)?.type;
    if (type === undefined) throw new EmbeddedDatabaseError(`This version has no ${table.name}.${name}.`);
    return `(line->>${index})::${type}`;
  });
  const columns = table.columns.map((name) => quoted(name)).join(', ');
  return `insert into ${quoted(table.schema, table.name)} (${columns}) overriding system value
    select ${values.join(', ')} from json_array_elements($1::json) as line`;
}
