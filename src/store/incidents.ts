/** Emergencies as they are kept, their time lines, and pages by other ways than Slack. Ids, instants and names of ways. */
import { and, asc, between, desc, eq, exists, gt, inArray, isNull, lt, lte, ne, not, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import {
  clientKey,
  type Incident,
  type IncidentEntry,
  type IncidentsKept,
  type PageFate,
  type PageRow,
  type PagesKept,
} from '../engine/incident.ts';
import type { KeptOfClient } from '../engine/store-port.ts';
import type { StoreContext } from './context.ts';
import { type Database, type Session, statement } from './database.ts';
import type { Answerer } from './facts/answerer.ts';
import { incidentEntries, incidentFollowUps, incidentReviews, incidents, outbox, pages, words } from './schema.ts';

/** What a transaction may keep of them. */
export function incidentWrites(session: Session, { home }: StoreContext): IncidentsKept {
  const { db } = session;
  const { workspaceId } = home;
  return {
    saveIncident: async ({ message, ...incident }) => {
      const place = { messageTs: message?.ts ?? null, threadTs: message?.threadTs ?? null };
      const row = { ...incident, ...place, workspaceId };
      await db.insert(incidents).values(row).onConflictDoUpdate({ target: incidents.id, set: row });
    },
    noteIncident: async (entry) => {
      await db
        .insert(incidentEntries)
        .values({ ...entry, workspaceId })
        .onConflictDoNothing();
    },
    addPage: async (page, now) => {
      await db
        .insert(pages)
        .values({ what: 'page', ...page, workspaceId, state: 'waiting', tries: 0, createdAt: now, nextTryAt: now })
        .onConflictDoNothing();
    },
    stopPages: async (incidentId) => {
      const unsent = and(eq(pages.incidentId, incidentId), eq(pages.state, 'waiting'));
      await db.update(pages).set({ state: 'cancelled', nextTryAt: null }).where(unsent);
      // One whose outcome is not known is not tried again.
      const inDoubt = and(eq(pages.incidentId, incidentId), inArray(pages.state, ['sending', 'unknown']));
      await db.update(pages).set({ nextTryAt: null }).where(inDoubt);
    },
    finishPage: (page, fate, now) => finishPage(session, page, fate, now),
  };
}

async function finishPage({ db }: Session, page: PageRow, fate: PageFate, now: number): Promise<void> {
  const isThis = eq(pages.id, page.id);
  const [before] = await db.select().from(pages).where(isThis).for('update');
  if (before === undefined || before.state === 'sent') return;
  const isStopped = before.nextTryAt === null;
  const nextTryAt = isStopped ? null : fate.nextTryAt;
  await db
    .update(pages)
    .set({ ...fate, nextTryAt, heldUntil: null })
    .where(isThis);
  if (!isStopped || fate.state !== 'sent' || page.what !== 'page' || page.way !== 'call') return;
  const hangUp = { id: `${page.id}:withdrawn`, what: 'withdrawn' as const, reference: fate.reference ?? null };
  const fresh = { state: 'waiting' as const, tries: 0, createdAt: now, nextTryAt: now };
  await db
    .insert(pages)
    .values({ ...before, ...fresh, ...hangUp, attemptedAt: null, sentAt: null, heldUntil: null, failure: null })
    .onConflictDoNothing();
}

const earlier = alias(pages, 'earlier');
/** Longer than any sender holds one, and than one that is tried again waits (milliseconds): a clock has been set back since. */
const LONGEST_HOLD = 5 * 60_000;
const LONGEST_REST = 60_000;

/** What is on its way to the same system about the same emergency: who hears of the end first would never hear of it. */
const isToldBefore = and(
  inArray(pages.what, ['acknowledged', 'resolved']),
  ne(earlier.id, pages.id),
  eq(earlier.incidentId, pages.incidentId),
  eq(earlier.way, pages.way),
  eq(earlier.state, 'sending'),
);

/** What senders ask of pages. */
export function createPages(database: Database, { home }: StoreContext): PagesKept {
  const { workspaceId } = home;
  const isHeld = (table: typeof pages | typeof earlier, machineNow: number) =>
    between(table.heldUntil, machineNow, machineNow + LONGEST_HOLD);
  const isFree = (machineNow: number) => or(isNull(pages.heldUntil), not(isHeld(pages, machineNow)));
  const isDue = (now: number) => or(lte(pages.nextTryAt, now), gt(pages.nextTryAt, now + LONGEST_REST));
  return {
    due: ({ now, machineNow }, limit) =>
      database.with(async ({ db }) => {
        const rows = await db
          .select({ id: pages.id })
          .from(pages)
          .where(
            and(
              eq(pages.workspaceId, workspaceId),
              isDue(now),
              isFree(machineNow),
              not(
                exists(
                  db
                    .select()
                    .from(earlier)
                    .where(and(isToldBefore, isHeld(earlier, machineNow))),
                ),
              ),
            ),
          )
          .orderBy(asc(pages.nextTryAt), asc(pages.id))
          .limit(limit);
        return rows.map(({ id }) => id);
      }),
    start: (id, { now, machineNow, until }) =>
      database.with(async ({ db }) => {
        const isThis = and(eq(pages.id, id), eq(pages.workspaceId, workspaceId), isDue(now));
        const [row] = await db
          .update(pages)
          .set({ state: 'sending', attemptedAt: now, heldUntil: until, tries: sql`${pages.tries} + 1` })
          .where(and(isThis, isFree(machineNow)))
          .returning();
        return row === undefined ? null : toPage(row);
      }),
    finish: (page, fate, now) => database.transaction((session) => finishPage(session, page, fate, now)),
  };
}

/** One by its id. */
export const incidentFact: Answerer<'incident'> = async ({ session, workspaceId }, { id }) => {
  const [row] = await session.db
    .select()
    .from(incidents)
    .where(and(eq(incidents.workspaceId, workspaceId), eq(incidents.id, id)));
  return row === undefined ? null : toIncident(row);
};

/** Those of these clients that are not resolved, the oldest first. */
export const runningIncidents: Answerer<'runningIncidents'> = async ({ session, workspaceId }, { clientIds }) => {
  if (clientIds.length === 0) return [];
  const running = and(inArray(incidents.clientId, clientIds), ne(incidents.state, 'resolved'));
  const rows = await session.db
    .select()
    .from(incidents)
    .where(and(eq(incidents.workspaceId, workspaceId), running))
    .orderBy(asc(incidents.raisedAt), asc(incidents.id));
  return rows.map(toIncident);
};

/** All of a client, drills among them, the newest first. */
export const incidentsOf: Answerer<'incidentsOf'> = async ({ session, workspaceId }, { clientId, most }) => {
  const rows = await session.db
    .select()
    .from(incidents)
    .where(and(eq(incidents.workspaceId, workspaceId), eq(incidents.clientId, clientId)))
    .orderBy(desc(incidents.raisedAt), desc(incidents.id))
    .limit(most);
  return rows.map(toIncident);
};

const readTalks = statement('emergency-talks', (db) => {
  const ours = eq(incidents.workspaceId, sql.placeholder('workspaceId'));
  const theirs = and(ours, sql`${incidents.clientId} = any(${sql.placeholder('clientIds')})`);
  const follows = and(
    eq(outbox.workspaceId, incidents.workspaceId),
    eq(outbox.key, sql`${clientKey({ id: '' })} || ${incidents.id}`),
    eq(outbox.state, 'sent'),
    isNull(incidents.messageTs),
  );
  return db
    .select({ incident: incidents, stands: outbox.slackTs })
    .from(incidents)
    .leftJoin(outbox, follows)
    .where(and(theirs, eq(incidents.isDrill, false)))
    .orderBy(asc(incidents.raisedAt), asc(incidents.id));
});

/** Where emergencies are talked about: beside what raised them, else in the thread of the client's message. */
export const emergencyTalks: Answerer<'emergencyTalks'> = async ({ session, workspaceId }, { clientIds }) => {
  if (clientIds.length === 0) return [];
  const rows = await readTalks(session, { workspaceId, clientIds });
  return rows.map(({ incident, stands }) => {
    const { id, clientId, number, channelId, raisedAt, resolvedAt, how, messageTs, threadTs } = incident;
    const thread = messageTs === null ? stands : (threadTs ?? messageTs);
    return { id, clientId, number, channelId, raisedAt, resolvedAt, how, ts: messageTs, thread };
  });
};

/** Its time line, the first entry first. */
export const incidentEntriesFact: Answerer<'incidentEntries'> = async ({ session, workspaceId }, { incidentId }) => {
  const rows = await session.db
    .select()
    .from(incidentEntries)
    .where(and(eq(incidentEntries.workspaceId, workspaceId), eq(incidentEntries.incidentId, incidentId)))
    // As they were noted down, one after the other: a clock that was set back changes no order.
    .orderBy(asc(incidentEntries.sequence));
  return rows.map(toEntry);
};

/** Who was paged by other ways than Slack, and what became of it. */
export const pagesFact: Answerer<'pages'> = async ({ session, workspaceId }, { incidentId }) => {
  const rows = await session.db
    .select()
    .from(pages)
    .where(and(eq(pages.workspaceId, workspaceId), eq(pages.incidentId, incidentId)))
    .orderBy(asc(pages.createdAt), asc(pages.id));
  return rows.map(toPage);
};

/** Everything of a client, for whoever asks what is kept; words while they are, null where nobody can read them any more. */
export async function keptIncidents(
  { db }: Session,
  { home, cipher }: StoreContext,
  clientId: string,
): Promise<KeptOfClient['incidents']> {
  const theirs = and(eq(incidents.workspaceId, home.workspaceId), eq(incidents.clientId, clientId));
  const rows = await db.select().from(incidents).where(theirs).orderBy(asc(incidents.raisedAt), asc(incidents.id));
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return [];
  const entries = await db
    .select({ entry: incidentEntries, text: words.text })
    .from(incidentEntries)
    .innerJoin(incidents, eq(incidents.id, incidentEntries.incidentId))
    .leftJoin(words, and(eq(words.channelId, incidents.channelId), eq(words.ts, incidentEntries.place)))
    .where(inArray(incidentEntries.incidentId, ids))
    .orderBy(asc(incidentEntries.at), asc(incidentEntries.sequence));
  const sent = await db.select().from(pages).where(inArray(pages.incidentId, ids)).orderBy(asc(pages.createdAt));
  return rows.map((row) => ({
    ...toIncident(row),
    entries: entries
      .filter(({ entry }) => entry.incidentId === row.id)
      .map(({ entry, text }) => ({ ...toEntry(entry), words: text === null ? null : cipher.open(text) })),
    pages: sent.filter(({ incidentId }) => incidentId === row.id).map(toPage),
  }));
}

/** Lets go of those that were resolved before an instant (epoch milliseconds). */
export async function pruneIncidents({ db }: Session, workspaceId: string, before: number): Promise<void> {
  const over = and(eq(incidents.workspaceId, workspaceId), lt(incidents.resolvedAt, before));
  const gone = db.select({ id: incidents.id }).from(incidents).where(over);
  await db.delete(incidentEntries).where(inArray(incidentEntries.incidentId, gone));
  await db.delete(pages).where(inArray(pages.incidentId, gone));
  const reviews = db.delete(incidentReviews).where(inArray(incidentReviews.incidentId, gone));
  const written = await reviews.returning({ place: incidentReviews.place, shownPlace: incidentReviews.shownPlace });
  const toDo = db.delete(incidentFollowUps).where(inArray(incidentFollowUps.incidentId, gone));
  const places = (await toDo.returning({ place: incidentFollowUps.place })).map(({ place }) => place);
  const all = [...places, ...written.flatMap(({ place, shownPlace }) => [place, shownPlace])];
  const named = all.filter((place) => place !== null);
  if (named.length > 0) await db.delete(words).where(and(eq(words.workspaceId, workspaceId), inArray(words.ts, named)));
  await db.delete(incidents).where(over);
}

function toIncident({ workspaceId: _w, messageTs, threadTs, ...row }: typeof incidents.$inferSelect): Incident {
  return { ...row, message: messageTs === null ? null : { ts: messageTs, threadTs } };
}

function toEntry({ workspaceId: _w, sequence: _s, ...entry }: typeof incidentEntries.$inferSelect): IncidentEntry {
  return entry;
}

function toPage(row: typeof pages.$inferSelect): PageRow {
  const { workspaceId: _w, nextTryAt: _n, heldUntil: _h, ...page } = row;
  return page;
}
