/**
 * What of the sandbox outlives its process besides the bot's own tables: Slack's world, the clock, the phones, and what was
 * told. It is kept in the same database, so that both are there or neither is.
 */
import { z } from 'zod';
import type { OpenDatabase } from '../main.ts';
import type { StoryLine } from './contract.ts';
import type { PhonesKept } from './phones/phones.ts';
import type { World } from './slack/model.ts';

/** `at` is where the clock stood, epoch milliseconds. */
export type Kept = { at: number; world: World; lines: StoryLine[]; phones: PhonesKept };

/** Of another version, it is as good as nothing: the sandbox begins anew. */
const kept = z.object({
  at: z.number(),
  world: z.object({ version: z.literal(1) }).loose(),
  lines: z.array(z.object({ id: z.number(), at: z.number() }).loose()),
  phones: z
    .object({
      rung: z.array(z.object({ id: z.number(), at: z.number() }).loose()),
      takes: z.record(z.string(), z.string()),
    })
    .default({ rung: [], takes: {} }),
});

/** What an earlier process kept; null where there was none, or nothing that can be read. */
export async function readKept({ pool }: OpenDatabase): Promise<Kept | null> {
  const { rows: tables } = await pool.query("select to_regclass('sandbox.kept') is not null as there");
  if (tables[0]?.there !== true) return null;
  const { rows } = await pool.query('select value from sandbox.kept');
  const read = kept.safeParse(parsed(rows[0]?.value));
  return read.success ? (read.data as unknown as Kept) : null;
}

/** Text, not jsonb: people may write characters that jsonb does not take. */
export async function prepareKeeping({ pool }: OpenDatabase): Promise<void> {
  await pool.query('create schema if not exists sandbox');
  await pool.query('create table if not exists sandbox.kept (id integer primary key, value text not null)');
}

/** Keeps this in the place of what was kept before. */
export async function keep({ pool }: OpenDatabase, value: Kept): Promise<void> {
  await pool.query(
    'insert into sandbox.kept (id, value) values (1, $1) on conflict (id) do update set value = excluded.value',
    [JSON.stringify(value)],
  );
}

/** Empties the sandbox's database: the bot's tables, the queue, and what was kept. */
export async function forgetAll({ pool }: OpenDatabase): Promise<void> {
  await pool.query('drop schema if exists public, drizzle, bullmq, sandbox cascade');
  await pool.query('create schema public');
}

function parsed(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return null;
  }
}
