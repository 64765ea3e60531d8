/** When Slack is silent for whoever is paged, as it said of them last. */
import { and, eq, inArray, lt } from 'drizzle-orm';
import type { Store } from '../engine/store-port.ts';
import type { StoreContext } from './context.ts';
import type { Database, Session } from './database.ts';
import type { Answerer } from './facts/answerer.ts';
import { persons } from './schema.ts';

/** Those of these people for whom it is. */
export const doNotDisturbFact: Answerer<'doNotDisturb'> = async ({ session, workspaceId }, { userIds }) => {
  if (userIds.length === 0) return [];
  const { userId, silentSince, silentUntil } = persons;
  const these = and(eq(persons.workspaceId, workspaceId), inArray(userId, userIds));
  const rows = await session.db.select({ userId, since: silentSince, until: silentUntil }).from(persons).where(these);
  return rows.flatMap((row) =>
    row.since === null || row.until === null ? [] : [{ userId: row.userId, since: row.since, until: row.until }],
  );
};

/** Keeps what Slack says of somebody. */
export function savesDoNotDisturb(
  database: Database,
  { home }: StoreContext,
): Pick<Store['people'], 'saveDoNotDisturb'> {
  const { workspaceId } = home;
  return {
    saveDoNotDisturb: (userId, hours) =>
      database.with(async ({ db }) => {
        await db
          .update(persons)
          .set({ silentSince: hours?.since ?? null, silentUntil: hours?.until ?? null })
          .where(and(eq(persons.workspaceId, workspaceId), eq(persons.userId, userId)));
      }),
  };
}

/** Lets go of what was over by an instant (epoch milliseconds). */
export async function pruneDoNotDisturb(db: Session['db'], workspaceId: string, before: number): Promise<void> {
  const old = and(eq(persons.workspaceId, workspaceId), lt(persons.silentUntil, before));
  await db.update(persons).set({ silentSince: null, silentUntil: null }).where(old);
}
