/** Who took a rota over and when, and who is in the groups that are paged. Ids and instants only. */
import { and, asc, eq, gt, inArray, lt, lte, or, type SQL, sql } from 'drizzle-orm';
import type { Override, OverridesKept } from '../engine/on-call.ts';
import type { Store } from '../engine/store-port.ts';
import type { StoreContext } from './context.ts';
import type { Database, Session } from './database.ts';
import { pruneDoNotDisturb } from './do-not-disturb.ts';
import type { Answerer } from './facts/answerer.ts';
import { onCallOverrides, userGroups } from './schema.ts';

/** What a transaction may note down of it. */
export function overrideWrites({ db }: Session, { home }: StoreContext): OverridesKept {
  const { workspaceId } = home;
  return {
    addOverride: async (override, setBy, now) => {
      await db
        .insert(onCallOverrides)
        .values({ ...override, workspaceId, setBy, setAt: now })
        .onConflictDoNothing();
    },
    takeBackOverride: async (id, at) => {
      const these = together(workspaceId, id);
      const ahead = sql`${onCallOverrides.since} >= ${new Date(at).toISOString()}::timestamptz`;
      await db
        .update(onCallOverrides)
        .set({ until: at })
        .where(and(these, lt(onCallOverrides.since, at), gt(onCallOverrides.until, at)));
      await db.delete(onCallOverrides).where(and(these, ahead));
    },
  };
}

/** One, and the other one of its pair. */
function together(workspaceId: string, id: string): SQL | undefined {
  const pair = sql`(select pair from on_call_overrides where workspace_id = ${workspaceId} and id = ${id})`;
  return and(
    eq(onCallOverrides.workspaceId, workspaceId),
    or(eq(onCallOverrides.id, id), sql`${onCallOverrides.pair} = ${pair}`),
  );
}

/** Those of these rotas that reach into [from, until), the earliest first. */
export const overridesFact: Answerer<'overrides'> = async ({ session, workspaceId }, { rotas, from, until }) => {
  if (rotas.length === 0) return [];
  const rows = await session.db
    .select()
    .from(onCallOverrides)
    .where(
      and(
        eq(onCallOverrides.workspaceId, workspaceId),
        inArray(onCallOverrides.rota, rotas),
        lt(onCallOverrides.since, until),
        gt(onCallOverrides.until, from),
      ),
    )
    .orderBy(asc(onCallOverrides.since), asc(onCallOverrides.setAt), asc(onCallOverrides.id));
  return rows.map(toOverride);
};

/** One, and the other one of its pair, the earlier first. */
export const overrideFact: Answerer<'override'> = async ({ session, workspaceId }, { id }) => {
  const rows = await session.db
    .select()
    .from(onCallOverrides)
    .where(together(workspaceId, id))
    .orderBy(asc(onCallOverrides.since), asc(onCallOverrides.id));
  return rows.map(toOverride);
};

/** Who is in these groups, as Slack last said. */
export const userGroupsFact: Answerer<'userGroups'> = async ({ session, workspaceId }, { groupIds }) => {
  if (groupIds.length === 0) return [];
  const { groupId, userIds, readAt } = userGroups;
  const these = and(eq(userGroups.workspaceId, workspaceId), inArray(groupId, groupIds));
  return session.db.select({ groupId, userIds, readAt }).from(userGroups).where(these);
};

/** Keeps what Slack says of a group. */
export function savesGroups(database: Database, { home }: StoreContext): Pick<Store['people'], 'saveGroup'> {
  const { workspaceId } = home;
  return {
    saveGroup: (groupId, userIds, readAt) =>
      database.with(async ({ db }) => {
        await db
          .insert(userGroups)
          .values({ workspaceId, groupId, userIds, readAt })
          .onConflictDoUpdate({ target: [userGroups.workspaceId, userGroups.groupId], set: { userIds, readAt } });
      }),
  };
}

/** Lets go of what was over by an instant (epoch milliseconds), and of groups that nobody has asked of since. */
export async function pruneOnCall({ db }: Session, workspaceId: string, before: number): Promise<void> {
  const old = and(eq(onCallOverrides.workspaceId, workspaceId), lte(onCallOverrides.until, before));
  await db.delete(onCallOverrides).where(old);
  await db.delete(userGroups).where(and(eq(userGroups.workspaceId, workspaceId), lt(userGroups.readAt, before)));
  await pruneDoNotDisturb(db, workspaceId, before);
}

function toOverride({ workspaceId: _workspaceId, ...override }: typeof onCallOverrides.$inferSelect): Override {
  return override;
}
