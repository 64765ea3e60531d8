/** What goals came to. Figures, ids and instants; what somebody said of them is among the words. */
import { and, asc, between, eq, inArray, lt } from 'drizzle-orm';
import type { GoalValue, GoalValuesKept } from '../engine/goal.ts';
import type { KeptOfClient } from '../engine/store-port.ts';
import type { StoreContext } from './context.ts';
import type { Session } from './database.ts';
import type { Answerer } from './facts/answerer.ts';
import { goalValues, words } from './schema.ts';

/** What a transaction may note down of them. */
export function goalValueWrites({ db }: Session, { home }: StoreContext): GoalValuesKept {
  return {
    addGoalValue: async ({ note, ...value }) => {
      const row = { ...value, channelId: note?.channelId ?? null, place: note?.place ?? null };
      await db
        .insert(goalValues)
        .values({ ...row, workspaceId: home.workspaceId })
        .onConflictDoNothing();
    },
  };
}

/** Those of a client, in [from, until] by their months, the earliest first. */
export const goalValuesFact: Answerer<'goalValues'> = async ({ session, workspaceId }, { clientId, from, until }) => {
  const rows = await session.db
    .select()
    .from(goalValues)
    .where(
      and(
        eq(goalValues.workspaceId, workspaceId),
        eq(goalValues.clientId, clientId),
        between(goalValues.month, from, until),
      ),
    )
    .orderBy(asc(goalValues.at), asc(goalValues.sequence));
  return rows.map(toValue);
};

/** Everything of a client, for whoever asks what is kept; words while they are. */
export async function keptGoalValues(
  { db }: Session,
  { home, cipher }: StoreContext,
  clientId: string,
): Promise<KeptOfClient['goalValues']> {
  const theirs = and(eq(goalValues.workspaceId, home.workspaceId), eq(goalValues.clientId, clientId));
  const rows = await db.select().from(goalValues).where(theirs).orderBy(asc(goalValues.at), asc(goalValues.sequence));
  const places = rows.flatMap(({ place }) => place ?? []);
  const said = places.length === 0 ? [] : await db.select().from(words).where(inArray(words.ts, places));
  return rows.map((row) => {
    const kept = said.find(({ channelId, ts }) => channelId === row.channelId && ts === row.place);
    return { ...toValue(row), words: kept === undefined ? null : cipher.open(kept.text) };
  });
}

/** Lets go of those from before an instant (epoch milliseconds). */
export async function pruneGoalValues({ db }: Session, workspaceId: string, before: number): Promise<void> {
  await db.delete(goalValues).where(and(eq(goalValues.workspaceId, workspaceId), lt(goalValues.at, before)));
}

function toValue(row: typeof goalValues.$inferSelect): GoalValue {
  const { workspaceId: _w, sequence: _s, channelId, place, ...value } = row;
  return { ...value, note: channelId === null || place === null ? null : { channelId, place } };
}
