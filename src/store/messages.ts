/** Messages as written down, and people's words apart from them. */
import { and, asc, eq, gte, inArray, isNotNull, sql } from 'drizzle-orm';
import type { Store, Tx } from '../engine/store-port.ts';
import type { Written } from '../engine/written.ts';
import type { StoreContext } from './context.ts';
import { type Database, type Session, send, statement } from './database.ts';
import { redrawQuotes } from './quotes.ts';
import { channels, conversations, messages, words } from './schema.ts';

const placeholder = sql.placeholder;

const columns = {
  channelId: messages.channelId,
  ts: messages.ts,
  threadTs: messages.threadTs,
  author: messages.author,
  isBot: messages.isBot,
  fileCount: messages.fileCount,
  occurredAt: messages.occurredAt,
  changedAt: messages.changedAt,
  editedTs: messages.editedTs,
  deletedAt: messages.deletedAt,
  readings: messages.readings,
  marks: messages.marks,
};

const placeholders = {
  workspaceId: placeholder('workspaceId'),
  channelId: placeholder('channelId'),
  ts: placeholder('ts'),
  threadTs: placeholder('threadTs'),
  author: placeholder('author'),
  isBot: placeholder('isBot'),
  fileCount: placeholder('fileCount'),
  occurredAt: placeholder('occurredAt'),
  changedAt: placeholder('changedAt'),
  editedTs: placeholder('editedTs'),
  deletedAt: placeholder('deletedAt'),
  readings: placeholder('readings'),
  marks: placeholder('marks'),
};

const key = and(eq(messages.channelId, placeholder('channelId')), eq(messages.ts, placeholder('ts')));

const read = statement('message', (db) => db.select(columns).from(messages).where(key));
const add = statement('message_add', (db) =>
  db.insert(messages).values(placeholders).onConflictDoNothing().returning({ ts: messages.ts }),
);
const save = statement('message_save', (db) =>
  db
    .insert(messages)
    .values(placeholders)
    .onConflictDoUpdate({
      target: [messages.channelId, messages.ts],
      set: {
        threadTs: sql`excluded.thread_ts`,
        author: sql`excluded.author`,
        isBot: sql`excluded.is_bot`,
        fileCount: sql`excluded.file_count`,
        changedAt: sql`excluded.changed_at`,
        editedTs: sql`excluded.edited_ts`,
        deletedAt: sql`excluded.deleted_at`,
        readings: sql`excluded.readings`,
        marks: sql`excluded.marks`,
      },
    }),
);
const keep = statement('words_keep', (db) =>
  db
    .insert(words)
    .values({
      workspaceId: placeholder('workspaceId'),
      channelId: placeholder('channelId'),
      ts: placeholder('ts'),
      text: placeholder('text'),
      keepUntil: placeholder('until'),
    })
    .onConflictDoUpdate({
      target: [words.channelId, words.ts],
      set: { text: sql`excluded.text`, keepUntil: sql`excluded.keep_until` },
    }),
);
const saw = statement('channel_saw', (db) =>
  db
    .update(channels)
    .set({ lastSeenTs: sql`greatest(${channels.lastSeenTs}, ${placeholder('ts')})` })
    .where(eq(channels.id, placeholder('channelId'))),
);

type MessageWrites = Pick<
  Tx,
  'message' | 'addMessage' | 'saveMessage' | 'keepWords' | 'forgetWords' | 'limitWords' | 'redrawQuotes' | 'sawMessage'
>;

/** What a transaction may do to messages and words. Words are sealed on their way in. */
export function messageWrites(session: Session, { home, cipher }: StoreContext): MessageWrites {
  const { workspaceId } = home;
  return {
    message: async (channelId, ts) => (await read(session, { channelId, ts }))[0] ?? null,
    addMessage: async (row) => (await add(session, { ...row, workspaceId })).length > 0,
    saveMessage: async (row) => {
      send(session, save, { ...row, workspaceId });
    },
    keepWords: async (channelId, ts, text, until) => {
      send(session, keep, { workspaceId, channelId, ts, text: cipher.seal(text), until });
    },
    forgetWords: async (channelId, ts) => {
      await session.db.delete(words).where(and(eq(words.channelId, channelId), eq(words.ts, ts)));
    },
    limitWords: async (channelId, ts, until) => {
      await session.db
        .update(words)
        .set({ keepUntil: sql`least(${words.keepUntil}, ${sql.param(until, words.keepUntil)}::timestamptz)` })
        .where(and(eq(words.channelId, channelId), eq(words.ts, ts)));
    },
    redrawQuotes: async (channelId, ts, now) => {
      await redrawQuotes(session, workspaceId, [{ channelId, ts }], now);
    },
    sawMessage: async (channelId, ts) => {
      send(session, saw, { channelId, ts });
    },
  };
}

/** What is written of one channel, to be held against its history. */
export function messageReads(database: Database): Pick<Store, 'written' | 'waiting'> {
  return {
    written: (channelId, sinceTs) =>
      database.with(({ db }): Promise<Written[]> => {
        const since = and(eq(messages.channelId, channelId), gte(messages.ts, sinceTs));
        return db.select(columns).from(messages).where(since).orderBy(asc(messages.ts));
      }),
    waiting: (channelId) =>
      database.with(async ({ db }) => {
        const open = and(eq(conversations.channelId, channelId), sql`${conversations.settledAt} is null`);
        const rows = await db.select().from(conversations).where(open);
        const all = rows.flatMap((row) => row.messages);
        const lanes = rows.map((row) => row.lane).filter((lane) => lane !== 'top');
        const oldestTs = [...all, ...lanes].sort()[0] ?? null;
        // A thread goes on when the message that began it was deleted or waits no more.
        const inThreads = and(
          eq(messages.channelId, channelId),
          inArray(messages.ts, all),
          isNotNull(messages.threadTs),
        );
        const found = await db.selectDistinct({ root: messages.threadTs }).from(messages).where(inThreads);
        const roots = found.flatMap(({ root }) => root ?? []);
        return { oldestTs, threads: [...new Set([...all, ...lanes, ...roots])] };
      }),
  };
}
