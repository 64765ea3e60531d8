/** Reviews of emergencies, what clients answered, and what is to be done after one. Ids and instants; words are elsewhere. */
import { and, asc, desc, eq, inArray, ne } from 'drizzle-orm';
import { type FollowUp, type IncidentReview, type ReviewsKept, readReviewWords } from '../engine/incident-review.ts';
import type { KeptOfClient } from '../engine/store-port.ts';
import type { StoreContext } from './context.ts';
import type { Session } from './database.ts';
import type { Answerer } from './facts/answerer.ts';
import { incidentFollowUps, incidentReviews, words } from './schema.ts';

/** What a transaction may keep of them. */
export function reviewWrites({ db }: Session, { home }: StoreContext): ReviewsKept {
  const { workspaceId } = home;
  return {
    saveReview: async (review) => {
      const row = { ...review, workspaceId };
      await db.insert(incidentReviews).values(row).onConflictDoUpdate({ target: incidentReviews.incidentId, set: row });
    },
    saveFollowUp: async (followUp) => {
      const row = { ...followUp, workspaceId };
      await db.insert(incidentFollowUps).values(row).onConflictDoUpdate({ target: incidentFollowUps.id, set: row });
    },
  };
}

/** One by its emergency; null where nobody began one. */
export const incidentReviewFact: Answerer<'incidentReview'> = async ({ session, workspaceId }, { incidentId }) => {
  const [row] = await session.db
    .select()
    .from(incidentReviews)
    .where(and(eq(incidentReviews.workspaceId, workspaceId), eq(incidentReviews.incidentId, incidentId)));
  return row === undefined ? null : toReview(row);
};

/** All of a client. */
export const incidentReviewsOf: Answerer<'incidentReviewsOf'> = async ({ session, workspaceId }, { clientId }) => {
  const rows = await session.db
    .select()
    .from(incidentReviews)
    .where(and(eq(incidentReviews.workspaceId, workspaceId), eq(incidentReviews.clientId, clientId)))
    .orderBy(desc(incidentReviews.incidentId));
  return rows.map(toReview);
};

/** One by its id, whatever became of it. */
export const followUpFact: Answerer<'followUp'> = async ({ session, workspaceId }, { id }) => {
  const [row] = await session.db
    .select()
    .from(incidentFollowUps)
    .where(and(eq(incidentFollowUps.workspaceId, workspaceId), eq(incidentFollowUps.id, id)));
  return row === undefined ? null : toFollowUp(row);
};

/** Of one emergency or of all of a client, without those that were taken out, the next due first. */
export const followUpsOf: Answerer<'followUpsOf'> = async ({ session, workspaceId }, { clientId, incidentId }) => {
  const { dueOn, createdAt, id, state } = incidentFollowUps;
  const ofOne = incidentId === null ? undefined : eq(incidentFollowUps.incidentId, incidentId);
  const rows = await session.db
    .select()
    .from(incidentFollowUps)
    .where(
      and(
        eq(incidentFollowUps.workspaceId, workspaceId),
        eq(incidentFollowUps.clientId, clientId),
        ne(state, 'dropped'),
        ofOne,
      ),
    )
    .orderBy(asc(dueOn), asc(createdAt), asc(id));
  return rows.map(toFollowUp);
};

/** Everything of a client, for whoever asks what is kept; words while they are. */
export async function keptReviews(
  { db }: Session,
  { home, cipher }: StoreContext,
  clientId: string,
): Promise<Pick<KeptOfClient, 'reviews' | 'followUps'>> {
  const { workspaceId } = home;
  const reviews = await db
    .select()
    .from(incidentReviews)
    .where(and(eq(incidentReviews.workspaceId, workspaceId), eq(incidentReviews.clientId, clientId)))
    .orderBy(asc(incidentReviews.incidentId));
  const followUps = await db
    .select()
    .from(incidentFollowUps)
    .where(and(eq(incidentFollowUps.workspaceId, workspaceId), eq(incidentFollowUps.clientId, clientId)))
    .orderBy(asc(incidentFollowUps.createdAt), asc(incidentFollowUps.id));
  const places = [
    ...reviews.flatMap(({ place, shownPlace, answers }) => [place, shownPlace, ...answers.map((one) => one.place)]),
    ...followUps.map(({ place }) => place),
  ].filter((place) => place !== null);
  const rows = places.length === 0 ? [] : await db.select().from(words).where(inArray(words.ts, places));
  const wordsAt = (channelId: string, place: string | null) => {
    const kept = rows.find((one) => one.channelId === channelId && one.ts === place);
    return kept === undefined ? null : cipher.open(kept.text);
  };
  return {
    reviews: reviews.map((row) => ({
      ...toReview(row),
      words: readReviewWords(wordsAt(row.channelId, row.place)),
      shownWords: wordsAt(row.channelId, row.shownPlace),
      answers: row.answers.map((one) => ({ ...one, words: wordsAt(row.channelId, one.place) })),
    })),
    followUps: followUps.map((row) => ({ ...toFollowUp(row), words: wordsAt(row.channelId, row.place) })),
  };
}

function toReview({ workspaceId: _w, ...review }: typeof incidentReviews.$inferSelect): IncidentReview {
  return review;
}

function toFollowUp({ workspaceId: _w, ...followUp }: typeof incidentFollowUps.$inferSelect): FollowUp {
  return followUp;
}
