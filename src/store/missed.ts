/** Which channels clients are heard in, and since when something may have been missed there. */
import { and, eq, inArray, isNotNull, lte, or, sql } from 'drizzle-orm';
import type { Store } from '../engine/store-port.ts';
import type { StoreContext } from './context.ts';
import type { Database } from './database.ts';
import { channels } from './schema.ts';

export type Missed = Pick<Store['people'], 'clientChannels' | 'needCatchUp' | 'catchUpNeeded' | 'caughtUp'>;

/** Keeps note of gaps in what was heard. Instants are epoch milliseconds. */
export function createMissed(database: Database, { home }: StoreContext): Missed {
  const { workspaceId } = home;
  return {
    clientChannels: () =>
      database.with(async ({ db }) => {
        const rows = await db
          .select()
          .from(channels)
          .where(and(eq(channels.workspaceId, workspaceId), eq(channels.role, 'shared'), isNotNull(channels.clientId)));
        return rows.map(
          ({ id, slackChannelId, clientId, lastSeenTs, deafBecause: deaf, catchUpSince: missedSince }) => {
            return { channelId: id, slackChannelId, clientId: clientId ?? '', lastSeenTs, deaf, missedSince };
          },
        );
      }),
    needCatchUp: (channelIds, since) =>
      database.with(async ({ db }) => {
        const which = channelIds === 'all' ? eq(channels.role, 'shared') : inArray(channels.id, channelIds);
        const earlier = or(
          sql`${channels.catchUpSince} is null`,
          sql`${channels.catchUpSince} > ${new Date(since).toISOString()}`,
        );
        await db
          .update(channels)
          .set({ catchUpSince: since })
          .where(and(eq(channels.workspaceId, workspaceId), which, earlier));
      }),
    catchUpNeeded: (channelId) =>
      database.with(async ({ db }) => {
        const [row] = await db
          .select({ since: channels.catchUpSince })
          .from(channels)
          .where(eq(channels.id, channelId));
        return row?.since ?? null;
      }),
    caughtUp: (channelId, asOf) =>
      database.with(async ({ db }) => {
        await db
          .update(channels)
          .set({ catchUpSince: null })
          .where(and(eq(channels.id, channelId), lte(channels.catchUpSince, asOf)));
      }),
  };
}
