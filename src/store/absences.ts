/** Who is away and when, as they or their managers noted it down. Ids and instants only. */
import { and, asc, eq, gt, inArray, lt, lte, sql } from 'drizzle-orm';
import type { Absence, AbsencesKept } from '../engine/absence.ts';
import type { StoreContext } from './context.ts';
import type { Session } from './database.ts';
import { absences } from './schema.ts';

/** What a transaction may note down of absences. */
export function absenceWrites({ db }: Session, { home }: StoreContext): AbsencesKept {
  const { workspaceId } = home;
  return {
    setAbsence: async ({ id, userId, since, until, backup }, setBy, now) => {
      const changes = { since, until, backup, setBy, setAt: now };
      await db
        .insert(absences)
        .values({ id, workspaceId, userId, ...changes })
        .onConflictDoUpdate({ target: absences.id, set: changes });
    },
    endAbsence: async ({ id, at }) => {
      const one = and(eq(absences.workspaceId, workspaceId), eq(absences.id, id));
      await db.delete(absences).where(and(one, sql`${absences.since} >= ${new Date(at).toISOString()}::timestamptz`));
      await db
        .update(absences)
        .set({ until: at })
        .where(and(one, gt(absences.until, at)));
    },
  };
}

const columns = {
  id: absences.id,
  userId: absences.userId,
  since: absences.since,
  until: absences.until,
  backup: absences.backup,
  setBy: absences.setBy,
};

/** Those of a workspace that reach into [from, until), the earliest first; `of` chooses people, or those they named. */
export async function absencesWithin(
  { db }: Session,
  workspaceId: string,
  of: { userIds: readonly string[] } | { backup: string },
  { from, until }: { from: number; until: number },
): Promise<Absence[]> {
  if ('userIds' in of && of.userIds.length === 0) return [];
  const whose = 'userIds' in of ? inArray(absences.userId, [...of.userIds]) : eq(absences.backup, of.backup);
  return db
    .select(columns)
    .from(absences)
    .where(and(eq(absences.workspaceId, workspaceId), whose, lt(absences.since, until), gt(absences.until, from)))
    .orderBy(asc(absences.since));
}

/** One by its id; null where there is none. */
export async function absenceById({ db }: Session, workspaceId: string, id: string): Promise<Absence | null> {
  const one = and(eq(absences.workspaceId, workspaceId), eq(absences.id, id));
  const [row] = await db.select(columns).from(absences).where(one);
  return row ?? null;
}

/** Lets go of those that were over by an instant (epoch milliseconds). */
export async function pruneAbsences({ db }: Session, workspaceId: string, before: number): Promise<void> {
  await db.delete(absences).where(and(eq(absences.workspaceId, workspaceId), lte(absences.until, before)));
}
