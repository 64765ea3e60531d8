/** What staff said about messages of clients. Ids and instants; the texts are among the words. */
import { and, asc, eq, type SQL, sql } from 'drizzle-orm';
import type { Correction, CorrectionsKept } from '../engine/correction.ts';
import { examplesOf } from '../engine/kept-place.ts';
import type { WordsKept } from '../engine/store-port.ts';
import type { StoreContext } from './context.ts';
import { type Session, statement } from './database.ts';
import type { Answerer } from './facts/answerer.ts';
import { corrections } from './schema.ts';

const placeholder = sql.placeholder;

const theirs = and(
  eq(corrections.workspaceId, placeholder('workspaceId')),
  eq(corrections.clientId, placeholder('clientId')),
);

/** Whoever says something else of a message writes it under another id. */
const readStamp = statement('corrections_stamp', (db) =>
  db
    .select({ stamp: sql<string>`count(*) || ' ' || coalesce(sum(hashtextextended(${corrections.id}, 0)), 0)` })
    .from(corrections)
    .where(theirs),
);

/** What a transaction may do to corrections. */
export function correctionWrites(session: Session, { home }: StoreContext): CorrectionsKept {
  const { workspaceId } = home;
  return {
    correctionsStamp: async (clientId) => (await readStamp(session, { workspaceId, clientId }))[0]?.stamp ?? '',
    saveCorrection: async (correction) => {
      const { id, place, itemId, verdict, by, at } = correction;
      await session.db
        .insert(corrections)
        .values({ ...correction, workspaceId })
        .onConflictDoUpdate({
          target: [corrections.channelId, corrections.messageTs],
          set: { id, place, itemId, verdict, by, at },
        });
    },
    dropCorrection: async (channelId, ts) => {
      await dropWhere(session, workspaceId, sql`c.channel_id = ${channelId} and c.message_ts = ${ts}`);
    },
  };
}

/** Forgets corrections `c` with their texts; gives how many texts went. */
async function dropWhere({ db }: Session, workspaceId: string, which: SQL): Promise<number> {
  const { rowCount } = await db.execute(sql`
    with gone as (
      delete from corrections c where c.workspace_id = ${workspaceId} and ${which} returning c.channel_id, c.place
    )
    delete from words w using gone g
    where w.workspace_id = ${workspaceId} and w.channel_id = g.channel_id and w.ts = g.place`);
  return rowCount ?? 0;
}

/** Forgets all of a client; gives how many texts went. */
export function forgetCorrections(session: Session, workspaceId: string, clientId: string): Promise<number> {
  return dropWhere(session, workspaceId, sql`c.client_id = ${clientId}`);
}

/** Forgets those of what this person wrote; gives how many texts went. */
export function forgetCorrectionsOf(session: Session, workspaceId: string, author: string): Promise<number> {
  return dropWhere(session, workspaceId, sql`c.place ^@ ${examplesOf(author)}`);
}

/** Lets go of those that their agreement keeps no longer, and of those whose text has gone. Milliseconds. */
export async function pruneCorrections(
  session: Session,
  workspaceId: string,
  now: number,
  ofClients: WordsKept['ofClients'],
): Promise<void> {
  const clientIds = sql.param(ofClients.map(({ clientId }) => clientId));
  const since = sql.param(ofClients.map(({ examples }) => new Date(now - examples).toISOString()));
  await dropWhere(
    session,
    workspaceId,
    sql`(exists (
        select 1 from unnest(${clientIds}::text[], ${since}::timestamptz[]) as kept (client_id, since)
        where kept.client_id = c.client_id and c.at <= kept.since)
      or not exists (select 1 from words w where w.channel_id = c.channel_id and w.ts = c.place))`,
  );
}

/** All of a client, the latest last. */
export async function correctionsOf({ db }: Session, workspaceId: string, clientId: string): Promise<Correction[]> {
  const rows = await db
    .select()
    .from(corrections)
    .where(and(eq(corrections.workspaceId, workspaceId), eq(corrections.clientId, clientId)))
    .orderBy(asc(corrections.at), asc(corrections.id));
  return rows.map(toCorrection);
}

export const correctionsFact: Answerer<'corrections'> = ({ session, workspaceId }, { clientId }) =>
  correctionsOf(session, workspaceId, clientId);

/** What was said of one message; null: nothing. */
export const correctionOf: Answerer<'correctionOf'> = async ({ session }, { channelId, ts }) => {
  const which = and(eq(corrections.channelId, channelId), eq(corrections.messageTs, ts));
  const [row] = await session.db.select().from(corrections).where(which);
  return row === undefined ? null : toCorrection(row);
};

function toCorrection({ workspaceId: _, ...row }: typeof corrections.$inferSelect): Correction {
  return row;
}
