/**
 * The floor, in a process of its own: Bolt with an empty listener and one insert into Postgres. Nothing can do less. For
 * comparison the same with a bare transaction, as small as the way of a message could be without deciding anything.
 */
import { App, HTTPReceiver, LogLevel } from '@slack/bolt';
import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import { jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import pg from 'pg';

export type Work = 'insert' | 'bare-transaction';

const events = pgTable('events', { id: text('id').primaryKey(), payload: jsonb('payload').notNull() });

/** For run.mjs. Makes its table, listens on a free port of loopback, answers after the work, and stays up until it is ended. */
export async function run(databaseUrl: string, signingSecret: string, work: Work): Promise<{ url: string }> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 12 });
  const db = drizzle({ client: pool });
  await db.execute(sql`create table events (id text primary key, payload jsonb not null)`);
  const insert = db
    .insert(events)
    .values({ id: sql.placeholder('id'), payload: sql.placeholder('payload') })
    .onConflictDoNothing()
    .prepare('event_add');
  const receiver = new HTTPReceiver({ signingSecret, processBeforeResponse: true, logLevel: LogLevel.ERROR });
  const app = new App({
    receiver,
    convoStore: false,
    logLevel: LogLevel.ERROR,
    authorize: async () => ({ botToken: 'xoxb-floor', botId: 'B0BOT', botUserId: 'U0BOT' }),
  });
  app.event('message', async ({ body }) => {
    await insert.execute({ id: body.event_id, payload: body.event });
    if (work === 'bare-transaction') await bareTransaction(pool, body.event_id, JSON.stringify(body.event));
  });
  const server = await receiver.start({ port: 0, host: '127.0.0.1' });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The floor does not listen.');
  return { url: `http://127.0.0.1:${address.port}/slack/events` };
}

/** Thirteen statements without any library between: begin, a lock, three questions, seven rows, commit. */
async function bareTransaction(pool: pg.Pool, id: string, payload: string): Promise<void> {
  const client = await pool.connect();
  const select = { name: 'event_read', text: 'select payload from events where id = $1' };
  const add = { name: 'event_row', text: 'insert into events values ($1, $2) on conflict do nothing' };
  await client.query('begin');
  await client.query({ name: 'event_lock', text: `${select.text} for update` }, [id]);
  for (let index = 0; index < 3; index += 1) await client.query(select, [id]);
  for (let index = 0; index < 7; index += 1) await client.query(add, [`${id}:${index}`, payload]);
  await client.query('commit');
  client.release();
}
