/** How managers wish to be told, and what was called off while it was held back for them. */
import { and, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import type { ChoiceOf, ChoicesKept } from '../engine/notice-choice.ts';
import type { StoreContext } from './context.ts';
import type { Session } from './database.ts';
import { persons } from './schema.ts';

/** What a transaction may keep of people's choices. */
export function choiceWrites({ db }: Session, { home }: StoreContext): ChoicesKept {
  return {
    chooseNotices: async (userId, choice) => {
      await db
        .update(persons)
        .set({ notices: choice })
        .where(and(eq(persons.workspaceId, home.workspaceId), eq(persons.userId, userId)));
    },
  };
}

/** The choices of those of these people who ever chose. */
export async function choicesOf({ db }: Session, workspaceId: string, userIds: readonly string[]): Promise<ChoiceOf[]> {
  if (userIds.length === 0) return [];
  const theirs = and(eq(persons.workspaceId, workspaceId), inArray(persons.userId, [...userIds]));
  const rows = await db
    .select()
    .from(persons)
    .where(and(theirs, isNotNull(persons.notices)));
  return rows.flatMap(({ userId, notices, chosenTimeZone, timeZone }) =>
    notices === null ? [] : [{ userId, choice: notices, timeZone: chosenTimeZone ?? timeZone }],
  );
}

/** Of how many questions the notice held back until an instant was called off, and none of it was said. */
export async function calledOff(
  { db }: Session,
  workspaceId: string,
  { userId, heldUntil }: { userId: string; heldUntil: number },
): Promise<number> {
  const held = sql`workspace_id = ${workspaceId} and destination = ${`person:${userId}`}
    and data ->> 'heldUntil' = ${String(heldUntil)}`;
  const { rows } = await db.execute<{ count: string }>(sql`
    select count(distinct wanted_while) as count from outbox where ${held} and state = 'cancelled'
      and wanted_while not in (select wanted_while from outbox where ${held} and state <> 'cancelled')`);
  return Number(rows[0]?.count ?? 0);
}
