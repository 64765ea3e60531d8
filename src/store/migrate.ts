import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate as applyMigrations } from 'drizzle-orm/node-postgres/migrator';
import type { Pool, PoolClient } from 'pg';

/** The numbered SQL files, at the same distance from src/store and dist/store. */
export const migrationsFolder = join(import.meta.dirname, '../../migrations');

/**
 * How the database's tables stand to this version's migrations. A `newer` database was migrated by a newer Groundrules.
 * `applied` and `known` are the moments (epoch milliseconds) the last migration was written, in the database and in our files; 0 for none.
 */
export type SchemaLevel = { state: 'current' | 'older' | 'newer'; applied: number; known: number };

type Journal = { entries: { when: number; tag: string }[] };

/** One starter at a time: the others wait here and then find nothing left to do. */
const migrationLock = [0x67726f75, 0x6d696772];

/**
 * Applies what is missing, all or nothing, one process at a time. Throws when the database is newer than this version.
 * Stops at the migration written at `upTo` (epoch milliseconds), for data of that level which is to be put in first.
 */
export async function migrate(pool: Pool, folder: string = migrationsFolder, upTo?: number): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('select pg_advisory_lock($1, $2)', migrationLock);
    const level = await levelOf(client, folder);
    if (level.state === 'newer') throw new Error('The database was migrated by a newer Groundrules. Run that one.');
    if (level.state === 'older') await apply(client, folder, upTo ?? level.known);
  } finally {
    // A connection that died has no lock to give back.
    await client.query('select pg_advisory_unlock($1, $2)', migrationLock).catch(() => undefined);
    client.release();
  }
}

/** The migrator applies whole folders only: it is shown one that ends where we want to stop. */
async function apply(client: PoolClient, folder: string, upTo: number): Promise<void> {
  const journal = readJournal(folder);
  const entries = journal.entries.filter((entry) => entry.when <= upTo);
  const shown = mkdtempSync(join(tmpdir(), 'groundrules-migrations-'));
  try {
    mkdirSync(join(shown, 'meta'));
    writeFileSync(join(shown, 'meta/_journal.json'), JSON.stringify({ ...journal, entries }));
    for (const { tag } of entries) copyFileSync(join(folder, `${tag}.sql`), join(shown, `${tag}.sql`));
    await applyMigrations(drizzle({ client }), { migrationsFolder: shown });
  } finally {
    rmSync(shown, { recursive: true, force: true });
  }
}

/** Says whether the tables are those this version knows: *web* and *worker* refuse to run on others. */
export async function schemaLevel(pool: Pool, folder: string = migrationsFolder): Promise<SchemaLevel> {
  const client = await pool.connect();
  try {
    return await levelOf(client, folder);
  } finally {
    client.release();
  }
}

async function levelOf(client: PoolClient, folder: string): Promise<SchemaLevel> {
  const known = Math.max(0, ...readJournal(folder).entries.map((entry) => entry.when));
  const applied = await lastApplied(client);
  const state = applied === known ? 'current' : applied < known ? 'older' : 'newer';
  return { state, applied, known };
}

async function lastApplied(client: PoolClient): Promise<number> {
  const table = await client.query<{ name: string | null }>(
    `select to_regclass('drizzle.__drizzle_migrations')::text as name`,
  );
  if (table.rows[0]?.name == null) return 0;
  const { rows } = await client.query<{ last: string | null }>(
    'select max(created_at) as last from drizzle.__drizzle_migrations',
  );
  return Number(rows[0]?.last ?? 0);
}

/** Gives the list of migrations in `folder`; an empty one when there is none yet. */
export function readJournal(folder: string): Journal {
  const file = join(folder, 'meta/_journal.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { entries: [] };
}
