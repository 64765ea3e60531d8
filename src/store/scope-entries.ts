/** What was used of allowances and given as favours. Ids, amounts and instants; notes are among the words. */
import { and, asc, between, eq, isNull, lt } from 'drizzle-orm';
import type { ScopeEntriesKept, ScopeEntry } from '../engine/scope-entry.ts';
import type { StoreContext } from './context.ts';
import type { Session } from './database.ts';
import type { Answerer } from './facts/answerer.ts';
import { scopeEntries } from './schema.ts';

/** What a transaction may note down of it. */
export function scopeEntryWrites({ db }: Session, { home }: StoreContext): ScopeEntriesKept {
  const { workspaceId } = home;
  return {
    addScopeEntry: async ({ note, message, ...entry }) => {
      const place = {
        channelId: note?.channelId ?? null,
        notePlace: note?.place ?? null,
        messageChannelId: message?.channelId ?? null,
        messageTs: message?.ts ?? null,
      };
      await db
        .insert(scopeEntries)
        .values({ ...entry, ...place, workspaceId })
        .onConflictDoNothing();
    },
    takeBackScopeEntry: async (id, by, at) => {
      const counts = and(
        eq(scopeEntries.workspaceId, workspaceId),
        eq(scopeEntries.id, id),
        isNull(scopeEntries.takenBackAt),
      );
      await db.update(scopeEntries).set({ takenBackAt: at, takenBackBy: by }).where(counts);
    },
  };
}

/** Those of a client and kind that count, in [from, until] by their months, the earliest first. */
export const scopeEntriesFact: Answerer<'scopeEntries'> = async ({ session, workspaceId }, given) => {
  const rows = await session.db
    .select()
    .from(scopeEntries)
    .where(
      and(
        eq(scopeEntries.workspaceId, workspaceId),
        eq(scopeEntries.clientId, given.clientId),
        eq(scopeEntries.kind, given.kind),
        between(scopeEntries.month, given.from, given.until),
        isNull(scopeEntries.takenBackAt),
      ),
    )
    .orderBy(asc(scopeEntries.at), asc(scopeEntries.id));
  return rows.map(toEntry);
};

/** Those of a message that count, the earliest first. */
export const scopeEntriesOfMessage: Answerer<'scopeEntriesOfMessage'> = async ({ session, workspaceId }, given) => {
  const rows = await session.db
    .select()
    .from(scopeEntries)
    .where(
      and(
        eq(scopeEntries.workspaceId, workspaceId),
        eq(scopeEntries.clientId, given.clientId),
        eq(scopeEntries.messageChannelId, given.channelId),
        eq(scopeEntries.messageTs, given.ts),
        isNull(scopeEntries.takenBackAt),
      ),
    )
    .orderBy(asc(scopeEntries.at), asc(scopeEntries.id));
  return rows.map(toEntry);
};

/** One by its id, taken back or not. */
export const scopeEntryFact: Answerer<'scopeEntry'> = async ({ session, workspaceId }, { id }) => {
  const [row] = await session.db
    .select()
    .from(scopeEntries)
    .where(and(eq(scopeEntries.workspaceId, workspaceId), eq(scopeEntries.id, id)));
  return row === undefined ? null : toEntry(row);
};

/** Everything of a client, for whoever asks what is kept. */
export async function allScopeEntries(
  { db }: Session,
  { workspaceId, clientId }: { workspaceId: string; clientId: string },
): Promise<ScopeEntry[]> {
  const theirs = and(eq(scopeEntries.workspaceId, workspaceId), eq(scopeEntries.clientId, clientId));
  const rows = await db.select().from(scopeEntries).where(theirs).orderBy(asc(scopeEntries.at), asc(scopeEntries.id));
  return rows.map(toEntry);
}

/** Lets go of those from before an instant (epoch milliseconds). */
export async function pruneScopeEntries({ db }: Session, workspaceId: string, before: number): Promise<void> {
  await db.delete(scopeEntries).where(and(eq(scopeEntries.workspaceId, workspaceId), lt(scopeEntries.at, before)));
}

function toEntry(row: typeof scopeEntries.$inferSelect): ScopeEntry {
  const { workspaceId: _w, channelId, notePlace, messageChannelId, messageTs, takenBackBy: _b, ...entry } = row;
  const hasNote = channelId !== null && notePlace !== null;
  const hasMessage = messageChannelId !== null && messageTs !== null;
  return {
    ...entry,
    note: hasNote ? { channelId, place: notePlace } : null,
    message: hasMessage ? { channelId: messageChannelId, ts: messageTs } : null,
  };
}
