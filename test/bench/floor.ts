/** The floor: Bolt with an empty listener and one insert into Postgres, in a process of its own. Nothing can do less. */
import { App, HTTPReceiver, LogLevel } from '@slack/bolt';
import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import { jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import pg from 'pg';

const events = pgTable('events', { id: text('id').primaryKey(), payload: jsonb('payload').notNull() });

/** For run.mjs. Makes its table, listens on a free port of loopback, answers after the insert, and stays up until it is ended. */
export async function run(databaseUrl: string, signingSecret: string): Promise<{ url: string }> {
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
  });
  const server = await receiver.start({ port: 0, host: '127.0.0.1' });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The floor does not listen.');
  return { url: `http://127.0.0.1:${address.port}/slack/events` };
}
