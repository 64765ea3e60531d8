/** In which channels nothing is heard, and when Slack was last asked how each stands. */
import { and, eq, inArray, isNotNull, isNull, lt, ne, or, type SQL, sql } from 'drizzle-orm';
import type { DeafReason, HearingKept } from '../engine/hearing.ts';
import { deafBecause } from '../engine/hearing.ts';
import type { SlackChannel } from '../engine/ports.ts';
import type { StoreContext } from './context.ts';
import type { Database } from './database.ts';
import { channels, clients } from './schema.ts';

/** Looks after how channels are heard. Instants are epoch milliseconds. */
export function createHearing(database: Database, { home }: StoreContext): HearingKept {
  const { workspaceId } = home;
  const ofClients = and(
    eq(channels.workspaceId, workspaceId),
    eq(channels.role, 'shared'),
    isNotNull(channels.clientId),
  );
  const among = (channelIds: string[] | 'all') => (channelIds === 'all' ? undefined : inArray(channels.id, channelIds));
  return {
    channelsToCheck: (before, limit) =>
      database.with(async ({ db }) => {
        const due = or(isNull(channels.checkedAt), lt(channels.checkedAt, before));
        const rows = await db
          .select({ channel: channels })
          .from(channels)
          .innerJoin(clients, ofChannel())
          .where(and(ofClients, due, ne(clients.status, 'ended')))
          .orderBy(sql`${channels.checkedAt} asc nulls first`, channels.id)
          .limit(limit);
        return rows.map(
          ({ channel: { id, slackChannelId, name, isExternallyShared, checkedAt, deafBecause: deaf } }) => {
            return { channelId: id, slackChannelId, name, isExternallyShared, isUnsure: checkedAt === null, deaf };
          },
        );
      }),
    checked: (channelId, now) =>
      database.with(async ({ db }) => {
        await db.update(channels).set({ checkedAt: now }).where(eq(channels.id, channelId));
      }),
    checkSoon: (channelIds) =>
      database.with(async ({ db }) => {
        await db
          .update(channels)
          .set({ checkedAt: null })
          .where(and(ofClients, among(channelIds)));
      }),
    deafen: (channelIds, because, now) =>
      database.with(async ({ db }) => {
        const other = or(isNull(channels.deafBecause), ne(channels.deafBecause, because));
        const rows = await db
          .update(channels)
          .set({ ...deafColumns(because, now), checkedAt: now })
          .where(and(ofClients, among(channelIds), other))
          .returning({ id: channels.id });
        return rows.length;
      }),
  };
}

/** The client that a channel's row belongs to. */
export function ofChannel(): SQL | undefined {
  return and(eq(clients.workspaceId, channels.workspaceId), eq(clients.id, channels.clientId));
}

/** What a channel's row says after Slack described it (null: Slack shows us none): since when it is deaf stays, whatever the reason. */
export function hearingOf(channel: SlackChannel | null, now: number) {
  return { ...deafColumns(deafBecause(channel), now), checkedAt: now };
}

function deafColumns(because: DeafReason | null, now: number) {
  const since = sql`coalesce(${channels.deafSince}, ${new Date(now).toISOString()}::timestamptz)`;
  return { deafBecause: because, deafSince: because === null ? null : since };
}
