import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from './database.ts';

let one: TestDatabase;
let other: TestDatabase;
beforeAll(async () => {
  [one, other] = await Promise.all([testDatabase(), testDatabase()]);
});
afterAll(() => Promise.all([one.drop(), other.drop()]));

test('what one test file writes, another never sees', async () => {
  await one.pool.query('create table note (text text)');
  const { rows } = await other.pool.query(`select to_regclass('note') as note`);
  expect(rows).toEqual([{ note: null }]);
});

test('letters beyond ASCII fold and compare as people expect', async () => {
  const { rows } = await one.pool.query(`select lower('ÉŞ') as lower, 'ÇOK' ~* 'çok' as matches`);
  expect(rows).toEqual([{ lower: 'éş', matches: true }]);
});

test('the alarm queue finds its tables', async () => {
  const { rows } = await one.pool.query(`select to_regclass('bullmq.job')::text as job`);
  expect(rows).toEqual([{ job: 'bullmq.job' }]);
});
