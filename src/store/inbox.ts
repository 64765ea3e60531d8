/** What was heard and not yet walked. A key is claimed once, for good. */
import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { InboxRow, Store, Tx } from '../engine/store-port.ts';
import type { StoreContext } from './context.ts';
import { type Database, type Session, statement } from './database.ts';
import { dueBy } from './due-by.ts';
import { channels } from './schema/people.ts';
import { inbox } from './schema/work.ts';

const placeholder = sql.placeholder;

const insert = statement('inbox_claim', (db) =>
  db
    .insert(inbox)
    .values({
      id: placeholder('id'),
      workspaceId: placeholder('workspaceId'),
      key: placeholder('key'),
      channelId: placeholder('channelId'),
      source: placeholder('source'),
      payload: placeholder('payload'),
      state: placeholder('state'),
      receivedAt: placeholder('now'),
      tries: 0,
      nextTryAt: placeholder('dueAt'),
      failure: placeholder('failure'),
    })
    .onConflictDoNothing({ target: [inbox.workspaceId, inbox.key] })
    .returning(),
);

const finish = statement('inbox_finish', (db) =>
  db
    .update(inbox)
    .set({ state: 'done', payload: null, failure: null })
    .where(and(eq(inbox.id, placeholder('id')), eq(inbox.state, 'waiting')))
    .returning({ role: sql<string | null>`(select role from ${channels} where ${channels.id} = ${inbox.channelId})` }),
);

const read = statement('inbox_row', (db) =>
  db
    .select()
    .from(inbox)
    .where(and(eq(inbox.id, placeholder('id')), eq(inbox.state, 'waiting'))),
);

/** Marks a row done and empties it, and says what its channel is to us. Null: somebody else was first. */
export async function finishInbox(session: Session, id: string): Promise<{ isHeard: boolean } | null> {
  const [row] = await finish(session, { id });
  return row === undefined ? null : { isHeard: row.role === 'shared' };
}

/** What a transaction may write into the inbox. */
export function inboxWrites(session: Session, { home, newId }: StoreContext): Pick<Tx, 'claim'> {
  return {
    claim: async (row, now, dueAt) => {
      const values = {
        ...row,
        id: newId(),
        workspaceId: home.workspaceId,
        state: 'waiting',
        now,
        dueAt,
        failure: null,
      };
      const [claimed] = await insert(session, values);
      return claimed?.id ?? null;
    },
  };
}

/** The inbox of one workspace. Every call throws when the database is down. */
export function createInbox(database: Database, { home, newId }: StoreContext): Store['inbox'] {
  const { workspaceId } = home;
  return {
    claim: (rows, now) =>
      database.with(async (session) => {
        const claimed = [];
        for (const row of rows) {
          const values = { ...row, id: newId(), workspaceId, state: 'waiting', now, dueAt: now, failure: null };
          claimed.push(...(await insert(session, values)));
        }
        return claimed as InboxRow[];
      }),
    row: (id) =>
      database.with(async (session) => {
        const [row] = await read(session, { id });
        return row === undefined || row.payload === null ? null : (row as InboxRow);
      }),
    due: (now, limit) =>
      database.with(async ({ db }) => {
        const due = and(eq(inbox.workspaceId, workspaceId), eq(inbox.state, 'waiting'), dueBy(inbox.nextTryAt, now));
        const rows = await db
          .select({ id: inbox.id })
          .from(inbox)
          .where(due)
          .orderBy(asc(inbox.receivedAt))
          .limit(limit);
        return rows.map((row) => row.id);
      }),
    ofClient: (clientId) =>
      database.with(async ({ db }) => {
        const rows = await db
          .select({ id: inbox.id })
          .from(inbox)
          .innerJoin(channels, eq(channels.id, inbox.channelId))
          .where(
            and(eq(channels.workspaceId, workspaceId), eq(channels.clientId, clientId), eq(inbox.state, 'waiting')),
          )
          .orderBy(asc(inbox.receivedAt));
        return rows.map((row) => row.id);
      }),
    failed: (id, because, nextTryAt) =>
      database.with(async ({ db }) => {
        const next = nextTryAt === null ? { state: 'dead' as const } : { nextTryAt };
        await db
          .update(inbox)
          .set({ ...next, failure: because, tries: sql`${inbox.tries} + 1` })
          .where(and(eq(inbox.id, id), eq(inbox.state, 'waiting')));
      }),
    malformed: (key, because, now) =>
      database.with(async (session) => {
        const about = { channelId: null, source: 'live', payload: null, state: 'dead' };
        await insert(session, { ...about, id: newId(), workspaceId, key, now, dueAt: now, failure: because });
      }),
    retry: (id, now) =>
      database.with(async ({ db }) => {
        const again = { state: 'waiting' as const, tries: 0, nextTryAt: now };
        const rows = await db
          .update(inbox)
          .set(again)
          .where(and(inArray(inbox.state, ['dead', 'waiting']), eq(inbox.id, id), sql`${inbox.payload} is not null`))
          .returning({ id: inbox.id });
        return rows.length > 0;
      }),
  };
}
