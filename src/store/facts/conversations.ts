/** Who waits: as folded with this event, or as recorded. */
import { and, asc, desc, eq, gte, inArray, isNull, lte, sql } from 'drizzle-orm';
import { statement } from '../database.ts';
import { toConversation } from '../folding.ts';
import { conversations } from '../schema.ts';
import type { Answerer } from './answerer.ts';

export const conversationsFact: Answerer<'conversations'> = async ({ session, folded }, { channelId }) => {
  if (folded !== null) return folded.filter((one) => one.channelId === channelId);
  const open = and(eq(conversations.channelId, channelId), isNull(conversations.settledAt));
  const rows = await session.db.select().from(conversations).where(open).orderBy(asc(conversations.askedAt));
  return rows.map(toConversation);
};

const readConversation = statement('conversation', (db) =>
  db
    .select()
    .from(conversations)
    .where(eq(conversations.id, sql.placeholder('id'))),
);

export const conversationFact: Answerer<'conversation'> = async ({ session, folded }, { id }) => {
  const known = folded?.find((one) => one.id === id);
  if (known !== undefined) return known;
  const [row] = await readConversation(session, { id });
  return row === undefined ? null : toConversation(row);
};

export const conversationOf: Answerer<'conversationOf'> = async ({ session }, { channelId, ts }) => {
  const has = sql`${conversations.messages} @> array[${ts}]::text[]`;
  const [row] = await session.db
    .select()
    .from(conversations)
    .where(and(eq(conversations.channelId, channelId), has))
    .orderBy(desc(conversations.askedAt))
    .limit(1);
  return row === undefined ? null : toConversation(row);
};

export const lastAsked: Answerer<'lastAsked'> = async ({ session }, { channelId, lane, before }) => {
  const there = and(eq(conversations.channelId, channelId), eq(conversations.lane, lane));
  const [row] = await session.db
    .select()
    .from(conversations)
    .where(and(there, lte(conversations.askedAt, before)))
    .orderBy(desc(conversations.askedAt))
    .limit(1);
  return row === undefined ? null : toConversation(row);
};

export const openConversations: Answerer<'openConversations'> = async ({ session, workspaceId }, { clientIds }) => {
  if (clientIds.length === 0) return [];
  const open = and(
    eq(conversations.workspaceId, workspaceId),
    inArray(conversations.clientId, clientIds),
    isNull(conversations.settledAt),
  );
  const rows = await session.db.select().from(conversations).where(open).orderBy(asc(conversations.askedAt));
  return rows.map((row) => ({ ...toConversation(row), clientId: row.clientId }));
};

export const answeredSince: Answerer<'answeredSince'> = ({ session, workspaceId }, { clientId, since }) => {
  const { settledAt, settledHow } = conversations;
  return session.db.$count(
    conversations,
    and(
      eq(conversations.workspaceId, workspaceId),
      eq(conversations.clientId, clientId),
      gte(settledAt, since),
      inArray(settledHow, ['replied', 'marked-done', 'answered-elsewhere']),
    ),
  );
};
