/** What was to be reached by a day. Dates, ids and instants; what clients were told is among the words. */
import { and, asc, eq, inArray, lt, ne } from 'drizzle-orm';
import type { Milestone, MilestonesKept } from '../engine/milestone.ts';
import type { KeptOfClient } from '../engine/store-port.ts';
import type { StoreContext } from './context.ts';
import type { Session } from './database.ts';
import type { Answerer } from './facts/answerer.ts';
import { milestones, words } from './schema.ts';

/** What a transaction may keep of them. */
export function milestoneWrites({ db }: Session, { home }: StoreContext): MilestonesKept {
  return {
    saveMilestone: async (milestone) => {
      const row = { ...milestone, workspaceId: home.workspaceId };
      await db.insert(milestones).values(row).onConflictDoUpdate({ target: milestones.id, set: row });
    },
  };
}

/** One by its id. */
export const milestoneFact: Answerer<'milestone'> = async ({ session, workspaceId }, { id }) => {
  const [row] = await session.db
    .select()
    .from(milestones)
    .where(and(eq(milestones.workspaceId, workspaceId), eq(milestones.id, id)));
  return row === undefined ? null : toMilestone(row);
};

/** All of a client, the next first. */
export const milestonesOfFact: Answerer<'milestonesOf'> = async ({ session, workspaceId }, { clientId }) => {
  const rows = await session.db
    .select()
    .from(milestones)
    .where(and(eq(milestones.workspaceId, workspaceId), eq(milestones.clientId, clientId)))
    .orderBy(asc(milestones.date), asc(milestones.id));
  return rows.map(toMilestone);
};

/** Everything of a client, for whoever asks what is kept; words while they are. */
export async function keptMilestones(
  { db }: Session,
  { home, cipher }: StoreContext,
  clientId: string,
): Promise<KeptOfClient['milestones']> {
  const theirs = and(eq(milestones.workspaceId, home.workspaceId), eq(milestones.clientId, clientId));
  const rows = await db.select().from(milestones).where(theirs).orderBy(asc(milestones.date), asc(milestones.id));
  const places = rows.flatMap(({ place, slips }) => [place ?? [], slips.map((slip) => slip.place)].flat());
  const said = places.length === 0 ? [] : await db.select().from(words).where(inArray(words.ts, places));
  const wordsAt = (channelId: string | null, place: string | null) => {
    const kept = said.find((one) => one.channelId === channelId && one.ts === place);
    return kept === undefined ? null : cipher.open(kept.text);
  };
  return rows.map((row) => ({
    ...toMilestone(row),
    words: wordsAt(row.channelId, row.place),
    slips: row.slips.map((slip) => ({ ...slip, words: wordsAt(row.channelId, slip.place) })),
  }));
}

/** Lets go of those that were over before an instant (epoch milliseconds): reached, or not agreed any more. */
export async function pruneMilestones({ db }: Session, workspaceId: string, before: number): Promise<void> {
  const day = new Date(before).toISOString().slice(0, 10);
  await db
    .delete(milestones)
    .where(and(eq(milestones.workspaceId, workspaceId), ne(milestones.state, 'ahead'), lt(milestones.date, day)));
}

function toMilestone({ workspaceId: _w, ...milestone }: typeof milestones.$inferSelect): Milestone {
  return milestone;
}
