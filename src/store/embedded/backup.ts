import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Pool, PoolClient } from 'pg';
import type { Clock } from '../../clock.ts';
import { schemaLevel } from '../migrate.ts';
import {
  type Manifest,
  manifestFile,
  quoted,
  readSequences,
  readTables,
  settleFormats,
  type Table,
} from './catalogue.ts';
import { EmbeddedDatabaseError } from './refusal.ts';

export type BackupSummary = { tables: number; rows: number };

const rowsAtATime = 1_000;

/**
 * Writes every table's rows into the folder `directory`, which must be new or empty, as of one single moment, also while
 * Groundrules runs. Without its `manifest.json`, written last, a folder is no backup. Words that are encrypted stay so.
 */
export async function backupDatabase(pool: Pool, directory: string, clock: Clock): Promise<BackupSummary> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  if ((await readdir(directory)).length > 0) {
    throw new EmbeddedDatabaseError(`${directory} is not empty. Name a new folder for the backup.`);
  }
  const { applied } = await schemaLevel(pool);
  const client = await pool.connect();
  try {
    await client.query('begin transaction isolation level repeatable read, read only');
    await settleFormats(client);
    const tables: Manifest['tables'] = [];
    for (const table of await readTables(client)) tables.push(await writeTable(client, table, directory));
    const sequences = await readPositions(client);
    await client.query('commit');
    const createdAt = new Date(clock()).toISOString();
    await writeManifest(directory, { format: 1, createdAt, level: applied, tables, sequences });
    return { tables: tables.length, rows: tables.reduce((sum, table) => sum + table.rows, 0) };
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

/** One line for each row: a JSON array of the columns as Postgres writes them as text, which loses nothing. */
async function writeTable(client: PoolClient, table: Table, directory: string): Promise<Manifest['tables'][number]> {
  const file = `${table.schema}.${table.name}.jsonl.gz`.replaceAll(/[^\w.-]/g, '_');
  const hash = createHash('sha256');
  let rows = 0;
  const lines = async function* () {
    for await (const line of readLines(client, table)) {
      rows += 1;
      hash.update(`${line}\n`);
      yield `${line}\n`;
    }
  };
  await pipeline(Readable.from(lines()), createGzip(), createWriteStream(join(directory, file), { mode: 0o600 }));
  const columns = table.columns.map((column) => column.name);
  return { schema: table.schema, name: table.name, columns, file, rows, sha256: hash.digest('hex') };
}

async function* readLines(client: PoolClient, { schema, name, columns }: Table): AsyncGenerator<string> {
  const texts = columns.map((column) => `${quoted(column.name)}::text`).join(', ');
  await client.query(
    `declare backup no scroll cursor for select json_build_array(${texts})::text as line from ${quoted(schema, name)}`,
  );
  for (;;) {
    const { rows } = await client.query<{ line: string }>(`fetch ${rowsAtATime} from backup`);
    if (rows.length === 0) break;
    for (const { line } of rows) yield line;
  }
  await client.query('close backup');
}

async function readPositions(client: PoolClient): Promise<Manifest['sequences']> {
  const positions: Manifest['sequences'] = [];
  for (const { schema, name } of await readSequences(client)) {
    const { rows } = await client.query<{ value: string; isCalled: boolean }>(
      `select last_value::text as value, is_called as "isCalled" from ${quoted(schema, name)}`,
    );
    for (const position of rows) positions.push({ schema, name, ...position });
  }
  return positions;
}

async function writeManifest(directory: string, manifest: Manifest): Promise<void> {
  const unfinished = join(directory, `${manifestFile}.unfinished`);
  await writeFile(unfinished, `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 });
  await rename(unfinished, join(directory, manifestFile));
}
