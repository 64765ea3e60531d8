/** What silent trials kept from clients, and what the staff thought of it. Ids, names of rules and instants only. */
import { and, count, desc, eq, lt } from 'drizzle-orm';
import type { HeldBackKept } from '../engine/held-back.ts';
import type { StoreContext } from './context.ts';
import type { Session } from './database.ts';
import type { Answerer } from './facts/answerer.ts';
import { heldBack } from './schema.ts';

const columns = {
  id: heldBack.id,
  clientId: heldBack.clientId,
  rule: heldBack.rule,
  key: heldBack.key,
  at: heldBack.at,
  verdict: heldBack.verdict,
  verdictBy: heldBack.verdictBy,
  verdictAt: heldBack.verdictAt,
};

/** What a transaction may note down of it. */
export function heldBackWrites({ db }: Session, { home, newId }: StoreContext): HeldBackKept {
  const { workspaceId } = home;
  return {
    holdBack: async (held, now) => {
      await db
        .insert(heldBack)
        .values({ ...held, id: newId(), workspaceId, at: now })
        .onConflictDoNothing({ target: [heldBack.workspaceId, heldBack.key] });
    },
    judgeHeldBack: async (id, verdict, by, now) => {
      const one = and(eq(heldBack.workspaceId, workspaceId), eq(heldBack.id, id));
      await db.update(heldBack).set({ verdict, verdictBy: by, verdictAt: now }).where(one);
    },
  };
}

/** Lets go of what was held back before an instant (epoch milliseconds). */
export async function pruneHeldBack({ db }: Session, workspaceId: string, before: number): Promise<void> {
  await db.delete(heldBack).where(and(eq(heldBack.workspaceId, workspaceId), lt(heldBack.at, before)));
}

/** One by its id, or by the key under which it would have been said. */
export const heldBackFact: Answerer<'heldBack'> = async ({ session, workspaceId }, given) => {
  const named = 'id' in given ? eq(heldBack.id, given.id) : eq(heldBack.key, given.key);
  const [row] = await session.db
    .select(columns)
    .from(heldBack)
    .where(and(eq(heldBack.workspaceId, workspaceId), named));
  return row ?? null;
};

const ofClient = (workspaceId: string, clientId: string) =>
  and(eq(heldBack.workspaceId, workspaceId), eq(heldBack.clientId, clientId));

/** The latest of a client, the newest first. */
export const heldBackOf: Answerer<'heldBackOf'> = async ({ session, workspaceId }, { clientId, most }) =>
  session.db
    .select(columns)
    .from(heldBack)
    .where(ofClient(workspaceId, clientId))
    .orderBy(desc(heldBack.at), desc(heldBack.id))
    .limit(most);

/** How many of a client, by rule and verdict. */
export const heldBackCounts: Answerer<'heldBackCounts'> = async ({ session, workspaceId }, { clientId }) =>
  session.db
    .select({ rule: heldBack.rule, verdict: heldBack.verdict, count: count() })
    .from(heldBack)
    .where(ofClient(workspaceId, clientId))
    .groupBy(heldBack.rule, heldBack.verdict);
