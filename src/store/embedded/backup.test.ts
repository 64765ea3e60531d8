import {
  appendFileSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts';
import { migrate, migrationsFolder, readJournal, schemaLevel } from '../migrate.ts';
import { backupDatabase } from './backup.ts';
import { manifestFile } from './catalogue.ts';
import { restoreDatabase } from './restore.ts';

const clock = () => Date.UTC(2026, 2, 1);

let root: string;
let migrations: string;
const databases: TestDatabase[] = [];
const fresh = async () => {
  const database = await testDatabase();
  databases.push(database);
  return database;
};

/** The project's migrations and one more, with every sort of column that could get lost on the way. */
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'groundrules-test-'));
  migrations = join(root, 'migrations');
  cpSync(migrationsFolder, migrations, { recursive: true });
  addMigration('9000_sorts', 1, [
    `create table sorts (id bigserial primary key, always int generated always as identity, doubled bigint generated always as (id * 2) stored,
       large numeric, real double precision, at timestamptz(3), day date, bytes bytea, list text[], tree jsonb, raw json, words text, yes boolean)`,
    'create table child (id int primary key, parent int)',
    'create table parent (id int primary key)',
    'alter table child add foreign key (parent) references parent (id)',
  ]);
});
afterAll(async () => {
  for (const database of databases) await database.drop();
  rmSync(root, { recursive: true, force: true });
});

function addMigration(tag: string, after: number, statements: string[]): void {
  const journal = readJournal(migrations);
  const when = Math.max(0, ...journal.entries.map((entry) => entry.when)) + after;
  writeFileSync(join(migrations, `${tag}.sql`), statements.join('\n--> statement-breakpoint\n'));
  const entry = { idx: journal.entries.length, version: '7', when, tag, breakpoints: true };
  writeFileSync(
    join(migrations, 'meta/_journal.json'),
    JSON.stringify({ ...journal, entries: [...journal.entries, entry] }),
  );
}

async function filled(): Promise<TestDatabase> {
  const database = await fresh();
  await migrate(database.pool, migrations);
  await database.pool.query(`
    insert into sorts (large, real, at, day, bytes, list, tree, raw, words, yes) values
      (12345678901234567890.123456789, 0.1, '2026-03-29 02:30:00.123+02', '2026-03-29', '\\x00ff', '{"a,b",null,"\\"q\\""}', '{"a":[1,null]}', '{"b":  1,\n"a":2}', E'Zeile\\neins\\u2028zwei\\t"drei" \\\\ ş 🌿', true),
      ('NaN', '-Infinity', 'infinity', null, null, '{}', 'null', null, '', null)`);
  await database.pool.query(
    'insert into sorts (words) select repeat(md5(n::text), 20) from generate_series(1, 3000) n',
  );
  await database.pool.query('insert into parent values (1); insert into child values (1, 1)');
  return database;
}

const contents = async ({ pool }: TestDatabase) => {
  const sorts = await pool.query('select s::text from sorts s order by id');
  const child = await pool.query('select * from child');
  const next = await pool.query(`select nextval('sorts_id_seq')`);
  return [...sorts.rows, ...child.rows, ...next.rows];
};

let backups = 0;
async function backedUp(database: TestDatabase): Promise<string> {
  const directory = join(root, `backup-${backups++}`);
  await backupDatabase(database.pool, directory, clock);
  return directory;
}

test('what was backed up comes back to the last comma, and the counters go on where they were', async () => {
  const source = await filled();
  const directory = await backedUp(source);
  const target = await fresh();
  const summary = await restoreDatabase(target.pool, directory, { migrations });
  expect(summary).toMatchObject({ createdAt: '2026-03-01T00:00:00.000Z', rows: 3004 });
  expect(await contents(target)).toEqual(await contents(source));
  expect(await schemaLevel(target.pool, migrations)).toMatchObject({ state: 'current' });
});

test('what is being written during a backup is in it whole or not at all', async () => {
  const source = await filled();
  const writer = await source.pool.connect();
  await writer.query('begin; insert into parent values (2); insert into child values (2, 2)');
  const directory = await backedUp(source);
  await writer.query('commit');
  writer.release();
  const target = await fresh();
  await restoreDatabase(target.pool, directory, { migrations });
  expect((await target.pool.query('select id from parent')).rows).toEqual([{ id: 1 }]);
});

test('nobody else may read it', async () => {
  const directory = await backedUp(await filled());
  expect(statSync(directory).mode & 0o077).toBe(0);
  for (const file of readdirSync(directory)) expect(statSync(join(directory, file)).mode & 0o077).toBe(0);
});

test('a folder that holds something is not written to', async () => {
  await expect(backupDatabase((await fresh()).pool, migrations, clock)).rejects.toThrow('not empty');
});

test('a database that holds something is not replaced without force', async () => {
  const source = await filled();
  const directory = await backedUp(source);
  await source.pool.query(`update sorts set words = 'changed' where id = 1`);
  await expect(restoreDatabase(source.pool, directory, { migrations })).rejects.toThrow('--force');
  expect((await source.pool.query('select words from sorts where id = 1')).rows).toEqual([{ words: 'changed' }]);
  await restoreDatabase(source.pool, directory, { migrations, force: true });
  expect((await source.pool.query('select words from sorts where id = 1')).rows[0].words).toContain('drei');
});

test('a backup of a newer version is refused', async () => {
  const directory = await backedUp(await filled());
  await expect(restoreDatabase((await fresh()).pool, directory)).rejects.toThrow('newer Groundrules');
});

test('a backup of an older version is restored and then brought up to date', async () => {
  const source = await filled();
  const directory = await backedUp(source);
  const older = migrations;
  migrations = join(root, 'later');
  cpSync(older, migrations, { recursive: true });
  addMigration('9001_later', 1, [
    `alter table parent add column name text`,
    `update parent set name = 'number ' || id`,
  ]);
  const target = await fresh();
  await restoreDatabase(target.pool, directory, { migrations });
  migrations = older;
  expect((await target.pool.query('select name from parent')).rows).toEqual([{ name: 'number 1' }]);
});

test('a damaged or unfinished backup is refused before anything is changed', async () => {
  const source = await filled();
  const before = await contents(source);
  const damaged = await backedUp(source);
  writeFileSync(join(damaged, 'public.parent.jsonl.gz'), readFileSync(join(damaged, 'public.child.jsonl.gz')));
  const cut = await backedUp(source);
  writeFileSync(
    join(cut, 'public.sorts.jsonl.gz'),
    readFileSync(join(cut, 'public.sorts.jsonl.gz')).subarray(0, 5_000),
  );
  const unfinished = await backedUp(source);
  rmSync(join(unfinished, manifestFile));
  const scribbled = await backedUp(source);
  appendFileSync(join(scribbled, manifestFile), 'x');
  const restore = (directory: string) => restoreDatabase(source.pool, directory, { migrations, force: true });
  await expect(restore(damaged)).rejects.toThrow('damaged');
  await expect(restore(cut)).rejects.toThrow('cannot be read');
  await expect(restore(unfinished)).rejects.toThrow('no finished backup');
  await expect(restore(scribbled)).rejects.toThrow('damaged');
  expect((await contents(source)).length).toBe(before.length);
});
