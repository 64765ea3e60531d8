/** What went well, by client and month. Ids and instants; what was said of it is among the words. */
import { and, asc, between, count, eq, inArray, lt, sql } from 'drizzle-orm';
import { readWinWords, type Win, type WinsKept, type WinWords } from '../engine/win.ts';
import type { StoreContext } from './context.ts';
import type { Session } from './database.ts';
import type { Answerer } from './facts/answerer.ts';
import { outbox, wins, words } from './schema.ts';

/** What a transaction may keep of them. */
export function winWrites({ db }: Session, { home }: StoreContext): WinsKept {
  const { workspaceId } = home;
  return {
    saveWin: async ({ message, ...win }) => {
      const of = { messageChannelId: message?.channelId ?? null, messageTs: message?.ts ?? null };
      const row = { ...win, ...of, workspaceId };
      await db.insert(wins).values(row).onConflictDoUpdate({ target: wins.id, set: row });
    },
  };
}

/** One by its id, whatever became of it. */
export const winFact: Answerer<'win'> = async ({ session, workspaceId }, { id }) => {
  const [row] = await session.db
    .select()
    .from(wins)
    .where(and(eq(wins.workspaceId, workspaceId), eq(wins.id, id)));
  return row === undefined ? null : toWin(row);
};

/** By the post of it that stands there, whichever of its posts that is. */
export const winAt: Answerer<'winAt'> = async ({ session, workspaceId }, { channelId, ts }) => {
  const there = and(eq(outbox.workspaceId, workspaceId), eq(outbox.destination, `channel:${channelId}`));
  const isOfWin = sql`data ->> 'wording' is not null and data ->> 'win' is not null`;
  const [row] = await session.db
    .select({ id: sql<string>`${outbox.data} ->> 'win'` })
    .from(outbox)
    .where(and(there, eq(outbox.slackTs, ts), isOfWin));
  return row?.id ?? null;
};

/** Those of a client in [from, until] by their months, the earliest first. */
export const winsOf: Answerer<'winsOf'> = async ({ session, workspaceId }, { clientId, from, until }) => {
  const rows = await session.db
    .select()
    .from(wins)
    .where(and(eq(wins.workspaceId, workspaceId), eq(wins.clientId, clientId), between(wins.month, from, until)))
    .orderBy(asc(wins.raisedAt), asc(wins.id));
  return rows.map(toWin);
};

/** How many were posted in those months. */
export const winCounts: Answerer<'winCounts'> = async ({ session, workspaceId }, { clientIds, from, until }) => {
  if (clientIds.length === 0) return [];
  const { clientId, whose, raisedFrom } = wins;
  return session.db
    .select({ clientId, whose, raisedFrom, count: count() })
    .from(wins)
    .where(
      and(
        eq(wins.workspaceId, workspaceId),
        inArray(clientId, clientIds),
        between(wins.month, from, until),
        eq(wins.state, 'posted'),
      ),
    )
    .groupBy(clientId, whose, raisedFrom)
    .orderBy(asc(clientId), asc(whose), asc(raisedFrom));
};

/** Everything of a client, for whoever asks what is kept; words while they are. */
export async function keptWins(
  { db }: Session,
  { home, cipher }: StoreContext,
  clientId: string,
): Promise<(Win & { words: WinWords | null })[]> {
  const rows = await db
    .select()
    .from(wins)
    .where(and(eq(wins.workspaceId, home.workspaceId), eq(wins.clientId, clientId)))
    .orderBy(asc(wins.raisedAt), asc(wins.id));
  const places = rows.flatMap(({ place }) => place ?? []);
  const kept = places.length === 0 ? [] : await db.select().from(words).where(inArray(words.ts, places));
  return rows.map((row) => {
    const found = kept.find(({ channelId, ts }) => channelId === row.channelId && ts === row.place);
    return { ...toWin(row), words: found === undefined ? null : readWinWords(cipher.open(found.text)) };
  });
}

/** Lets go of those from before an instant (epoch milliseconds). */
export async function pruneWins({ db }: Session, workspaceId: string, before: number): Promise<void> {
  await db.delete(wins).where(and(eq(wins.workspaceId, workspaceId), lt(wins.raisedAt, before)));
}

function toWin({ workspaceId: _w, messageChannelId, messageTs, ...win }: typeof wins.$inferSelect): Win {
  const hasMessage = messageChannelId !== null && messageTs !== null;
  return { ...win, message: hasMessage ? { channelId: messageChannelId, ts: messageTs } : null };
}
