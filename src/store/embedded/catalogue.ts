import type { PoolClient } from 'pg';
import { z } from 'zod';

/**
 * What a backup folder holds, as written in its `manifest.json`: one file of rows for each table. It names no table of
 * ours: whatever the catalogue lists is backed up.
 */
export const manifestSchema = z.object({
  format: z.literal(1),
  createdAt: z.iso.datetime(),
  /** The moment (epoch milliseconds) the last applied migration was written: the level of the tables. */
  level: z.number().int(),
  tables: z.array(
    z.object({
      schema: z.string(),
      name: z.string(),
      columns: z.array(z.string()),
      file: z.string().regex(/^[\w.-]+$/),
      rows: z.number().int(),
      sha256: z.string(),
    }),
  ),
  sequences: z.array(z.object({ schema: z.string(), name: z.string(), value: z.string(), isCalled: z.boolean() })),
});

export type Manifest = z.infer<typeof manifestSchema>;
export const manifestFile = 'manifest.json';

export type Column = { name: string; type: string };
export type Table = { schema: string; name: string; columns: Column[] };
export type Sequence = { schema: string; name: string };

/**
 * Schemas that are not backed up. The queue only wakes us and is filled again from the tables; what migrations were
 * applied is known from the level.
 */
const left = ['bullmq', 'drizzle', 'information_schema'];

/** Gives every table with the columns that can be written (not the computed ones), in the order of their names. */
export async function readTables(client: PoolClient): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `select n.nspname as schema, c.relname as name,
       coalesce((select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) order by a.attnum)
         from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''), '[]') as columns
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname <> all ($1) and n.nspname !~ '^pg_'
     order by 1, 2`,
    [left],
  );
  return rows;
}

/** Gives every sequence, also those behind serial and identity columns. */
export async function readSequences(client: PoolClient): Promise<Sequence[]> {
  const { rows } = await client.query<Sequence>(
    `select n.nspname as schema, c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'S' and n.nspname <> all ($1) and n.nspname !~ '^pg_' order by 1, 2`,
    [left],
  );
  return rows;
}

/** Both ends must write and read times and numbers in the same way. */
export async function settleFormats(client: PoolClient): Promise<void> {
  await client.query(
    `set local timezone = 'UTC'; set local datestyle = 'ISO, YMD'; set local intervalstyle = 'postgres';
     set local bytea_output = 'hex'; set local extra_float_digits = 1`,
  );
}

/** Gives a name as SQL needs it. */
export function quoted(...names: string[]): string {
  return names.map((name) => `"${name.replaceAll('"', '""')}"`).join('.');
}
