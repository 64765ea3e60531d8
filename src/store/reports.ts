/** Reports to clients, and who answers for them. Ids and instants; words are elsewhere. */
import { and, asc, desc, eq, inArray, lt } from 'drizzle-orm';
import { type Report, type ReportsKept, readAnswers } from '../engine/report.ts';
import type { KeptOfClient } from '../engine/store-port.ts';
import type { StoreContext } from './context.ts';
import type { Session } from './database.ts';
import type { Answerer } from './facts/answerer.ts';
import { reports, words } from './schema.ts';

/** What a transaction may keep of them. */
export function reportWrites({ db }: Session, { home }: StoreContext): ReportsKept {
  const { workspaceId } = home;
  return {
    saveReport: async (report) => {
      const row = { ...report, workspaceId };
      const isNew = report.revision === 1;
      const saved = isNew
        ? await db.insert(reports).values(row).onConflictDoNothing().returning({ id: reports.id })
        : await db
            .update(reports)
            .set(row)
            .where(
              and(
                eq(reports.workspaceId, workspaceId),
                eq(reports.id, report.id),
                eq(reports.clientId, report.clientId),
                eq(reports.revision, report.revision - 1),
              ),
            )
            .returning({ id: reports.id });
      if (saved.length === 0) throw new Error('This report has changed meanwhile.');
    },
  };
}

/** One by its id. */
export const reportFact: Answerer<'report'> = async ({ session, workspaceId }, { id }) => {
  const [row] = await session.db
    .select()
    .from(reports)
    .where(and(eq(reports.workspaceId, workspaceId), eq(reports.id, id)));
  return row === undefined ? null : toReport(row);
};

/** Of a client, the latest first. */
export const reportsOf: Answerer<'reportsOf'> = async ({ session, workspaceId }, { clientId, kind, before, limit }) => {
  const rows = await session.db
    .select()
    .from(reports)
    .where(
      and(
        eq(reports.workspaceId, workspaceId),
        eq(reports.clientId, clientId),
        kind === undefined ? undefined : eq(reports.kind, kind),
        before === undefined ? undefined : lt(reports.goesAt, before),
      ),
    )
    .orderBy(desc(reports.goesAt), desc(reports.id))
    .limit(limit);
  return rows.map(toReport);
};

/** Those that are not out and not skipped, the next first. */
export const openReports: Answerer<'openReports'> = async ({ session, workspaceId }, { clientIds }) => {
  if (clientIds.length === 0) return [];
  const rows = await session.db
    .select()
    .from(reports)
    .where(
      and(
        eq(reports.workspaceId, workspaceId),
        inArray(reports.clientId, clientIds),
        inArray(reports.state, ['collecting', 'draft']),
      ),
    )
    .orderBy(asc(reports.goesAt), asc(reports.id));
  return rows.map(toReport);
};

/** Everything of a client, for whoever asks what is kept; words while they are. */
export async function keptReports(
  { db }: Session,
  { home, cipher }: StoreContext,
  clientId: string,
): Promise<KeptOfClient['reports']> {
  const theirs = and(eq(reports.workspaceId, home.workspaceId), eq(reports.clientId, clientId));
  const rows = await db.select().from(reports).where(theirs).orderBy(asc(reports.goesAt), asc(reports.id));
  const places = rows.flatMap(placesIn);
  const kept = places.length === 0 ? [] : await db.select().from(words).where(inArray(words.ts, places));
  const wordsAt = (channelId: string, place: string | null | undefined) => {
    const found = kept.find((one) => one.channelId === channelId && one.ts === place);
    return found === undefined ? null : cipher.open(found.text);
  };
  return rows.map((row) => ({
    ...toReport(row),
    contributors: row.contributors.map((one) => ({ ...one, words: readAnswers(wordsAt(row.channelId, one.place)) })),
    editedWords: wordsAt(row.channelId, row.edited?.place),
    postedWords: wordsAt(row.channelId, row.postedPlace),
  }));
}

/** Lets go of those that were to go before an instant (epoch milliseconds), with what is left of their words. */
export async function pruneReports({ db }: Session, workspaceId: string, before: number): Promise<void> {
  const old = and(eq(reports.workspaceId, workspaceId), lt(reports.goesAt, before));
  const gone = await db.delete(reports).where(old).returning();
  const places = gone.flatMap(placesIn);
  if (places.length > 0)
    await db.delete(words).where(and(eq(words.workspaceId, workspaceId), inArray(words.ts, places)));
}

type Row = typeof reports.$inferSelect;

/** Where its words are. */
function placesIn({ contributors, edited, postedPlace }: Row): string[] {
  const all = [...contributors.map(({ place }) => place), edited?.place ?? null, postedPlace];
  return all.filter((place) => place !== null);
}

function toReport({ workspaceId: _w, ...report }: Row): Report {
  return report;
}
