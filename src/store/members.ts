/** Who is in the clients' channels, kept from what Slack says when asked and from people's coming and going. */
import { and, asc, eq, inArray, isNotNull, isNull, lt, notInArray, or, sql } from 'drizzle-orm';
import type { Store } from '../engine/store-port.ts';
import type { StoreContext } from './context.ts';
import type { Database, Session } from './database.ts';
import { channelMembers, channels, persons } from './schema.ts';

export type Members = Pick<Store['people'], 'membersUnread' | 'saveMembers' | 'saveMember' | 'unmet'>;

type Row = typeof channelMembers.$inferInsert;

/** A statement takes some 65,000 values; a channel with more people than this is written in parts. */
const AT_ONCE = 5_000;

/** Who is in which channel. Instants in epoch milliseconds. */
export function createMembers(database: Database, { home }: StoreContext): Members {
  const { workspaceId } = home;
  return {
    membersUnread: (staleBefore, limit) =>
      database.with(({ db }) => {
        const ofClients = and(eq(channels.workspaceId, workspaceId), isNotNull(channels.clientId));
        const unread = or(isNull(channels.membersReadAt), lt(channels.membersReadAt, staleBefore));
        return db
          .select({ channelId: channels.id, slackChannelId: channels.slackChannelId })
          .from(channels)
          .where(and(ofClients, eq(channels.isMember, true), eq(channels.isArchived, false), unread))
          .orderBy(sql`${channels.membersReadAt} asc nulls first`)
          .limit(limit);
      }),
    saveMembers: (channelId, userIds, asOf) =>
      database.transaction(async (session) => {
        const rows = userIds.map((userId) => ({ workspaceId, channelId, userId, isIn: true, asOf }));
        for (let from = 0; from < rows.length; from += AT_ONCE) await save(session, rows.slice(from, from + AT_ONCE));
        const others = userIds.length === 0 ? undefined : notInArray(channelMembers.userId, userIds);
        const { db } = session;
        await db
          .update(channelMembers)
          .set({ isIn: false, asOf })
          .where(and(eq(channelMembers.channelId, channelId), lt(channelMembers.asOf, asOf), others));
        await db.update(channels).set({ membersReadAt: asOf }).where(eq(channels.id, channelId));
      }),
    saveMember: (channelId, userId, isIn, at) =>
      database.with(async (session) => {
        const ofClient = and(eq(channels.id, channelId), isNotNull(channels.clientId));
        const [channel] = await session.db.select({ id: channels.id }).from(channels).where(ofClient);
        if (channel !== undefined) await save(session, [{ workspaceId, channelId, userId, isIn, asOf: at }]);
      }),
    unmet: (channelId, limit) =>
      database.with(async ({ db }) => {
        const met = and(eq(persons.workspaceId, workspaceId), eq(persons.userId, channelMembers.userId));
        const ofClients = db.select({ id: channels.id }).from(channels).where(isNotNull(channels.clientId));
        const rows = await db
          .selectDistinct({ userId: channelMembers.userId })
          .from(channelMembers)
          .leftJoin(persons, met)
          .where(
            and(
              eq(channelMembers.workspaceId, workspaceId),
              eq(channelMembers.isIn, true),
              isNull(persons.userId),
              channelId === 'all'
                ? inArray(channelMembers.channelId, ofClients)
                : eq(channelMembers.channelId, channelId),
            ),
          )
          .orderBy(asc(channelMembers.userId))
          .limit(limit);
        return rows.map(({ userId }) => userId);
      }),
  };
}

async function save({ db }: Session, rows: Row[]): Promise<void> {
  if (rows.length === 0) return;
  await db
    .insert(channelMembers)
    .values(rows)
    .onConflictDoUpdate({
      target: [channelMembers.channelId, channelMembers.userId],
      set: { isIn: sql`excluded.is_in`, asOf: sql`excluded.as_of` },
      setWhere: sql`${channelMembers.asOf} <= excluded.as_of`,
    });
}
