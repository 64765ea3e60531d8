/** Looks for a word in a whole database: the canary that shows whether anything was kept. */
import type { Pool } from 'pg';
import { expect } from 'vitest';

/** Every table of every schema in which the word stands. */
export async function tablesWith(db: Pool, word: string): Promise<string[]> {
  const { rows } = await db.query<{ name: string }>(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
     where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema') order by 1`,
  );
  const holding = [];
  for (const { name } of rows) {
    const found = await db.query(`select 1 from ${name} as t where t::text like '%' || $1 || '%' limit 1`, [word]);
    if (found.rows.length > 0) holding.push(name);
  }
  expect(rows.length).toBeGreaterThan(10);
  return holding;
}
