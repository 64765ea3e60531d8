/** What staff said about messages of clients. Ids and instants; the texts are among the words. */
import { and, asc, eq, sql } from 'drizzle-orm';
import type { Correction, CorrectionsKept } from '../engine/correction.ts';
import type { StoreContext } from './context.ts';
import { type Session, statement } from './database.ts';
import type { Answerer } from './facts/answerer.ts';
import { corrections } from './schema.ts';

const placeholder = sql.placeholder;

const theirs = and(
  eq(corrections.workspaceId, placeholder('workspaceId')),
  eq(corrections.clientId, placeholder('clientId')),
);

const readStamp = statement('corrections_stamp', (db) =>
  db
    .select({ stamp: sql<string | null>`md5(string_agg(${corrections.id}, ',' order by ${corrections.id}))` })
    .from(corrections)
    .where(theirs),
);

/** What a transaction may do to corrections. */
export function correctionWrites(session: Session, { home }: StoreContext): CorrectionsKept {
  const { workspaceId } = home;
  return {
    correctionsStamp: async (clientId) => (await readStamp(session, { workspaceId, clientId }))[0]?.stamp ?? '',
  };
}

/** All of a client, the latest last. */
export const correctionsFact: Answerer<'corrections'> = async ({ session, workspaceId }, { clientId }) => {
  const rows = await session.db
    .select()
    .from(corrections)
    .where(and(eq(corrections.workspaceId, workspaceId), eq(corrections.clientId, clientId)))
    .orderBy(asc(corrections.at), asc(corrections.id));
  return rows.map(toCorrection);
};

function toCorrection({ workspaceId: _, ...row }: typeof corrections.$inferSelect): Correction {
  return row;
}
