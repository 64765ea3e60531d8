import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/support/database.ts';
import { migrate, schemaLevel } from './migrate.ts';

let database: TestDatabase;
let root: string;
beforeAll(async () => {
  database = await testDatabase();
  root = mkdtempSync(join(tmpdir(), 'groundrules-test-'));
});
beforeEach(async () => {
  await database.pool.query('drop schema if exists drizzle cascade; drop table if exists first_table, second_table');
});
afterAll(async () => {
  rmSync(root, { recursive: true, force: true });
  await database.drop();
});

/** Writes a folder of migrations as drizzle-kit does; each is one statement. */
function migrations(name: string, statements: string[]): string {
  const folder = join(root, name);
  mkdirSync(join(folder, 'meta'), { recursive: true });
  const entries = statements.map((statement, index) => {
    const tag = `000${index}_step`;
    writeFileSync(join(folder, `${tag}.sql`), statement);
    return { idx: index, version: '7', when: 1_000 + index, tag, breakpoints: true };
  });
  writeFileSync(join(folder, 'meta/_journal.json'), JSON.stringify({ version: '7', dialect: 'postgresql', entries }));
  return folder;
}

const first = 'create table first_table (id int)';
const second = 'create table second_table (id int)';

test('the test databases are at the level of this version', async () => {
  const fresh = await testDatabase();
  expect(await schemaLevel(fresh.pool)).toMatchObject({ state: 'current' });
  await fresh.drop();
});

test('an empty database is older, and current once migrated', async () => {
  const folder = migrations('one', [first]);
  expect(await schemaLevel(database.pool, folder)).toMatchObject({ state: 'older', applied: 0 });
  await migrate(database.pool, folder);
  expect(await schemaLevel(database.pool, folder)).toMatchObject({ state: 'current' });
});

test('only what is missing is applied', async () => {
  await migrate(database.pool, migrations('one', [first]));
  const folder = migrations('two', [first, second]);
  expect(await schemaLevel(database.pool, folder)).toMatchObject({ state: 'older' });
  await migrate(database.pool, folder);
  await migrate(database.pool, folder);
  const { rows } = await database.pool.query(`select to_regclass('second_table')::text as name`);
  expect(rows).toEqual([{ name: 'second_table' }]);
});

test('a database that a newer version migrated is called newer and left alone', async () => {
  await migrate(database.pool, migrations('two', [first, second]));
  const folder = migrations('one', [first]);
  expect(await schemaLevel(database.pool, folder)).toMatchObject({ state: 'newer' });
  await expect(migrate(database.pool, folder)).rejects.toThrow('newer Groundrules');
});

test('a migration that fails leaves nothing of itself, and can be tried again', async () => {
  const broken = migrations('broken', [first, 'create table second_table (id nonsense)']);
  await expect(migrate(database.pool, broken)).rejects.toThrow();
  expect(await schemaLevel(database.pool, broken)).toMatchObject({ state: 'older', applied: 0 });
  await migrate(database.pool, migrations('two', [first, second]));
});

test('several that start at once migrate once', async () => {
  const folder = migrations('two', [first, second]);
  await Promise.all([1, 2, 3, 4].map(() => migrate(database.pool, folder)));
  expect(await schemaLevel(database.pool, folder)).toMatchObject({ state: 'current' });
});
