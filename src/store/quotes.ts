/** Our own messages that quote people's words: drawn again when those words go or change. */
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Session } from './database.ts';
import { conversations } from './schema/messages.ts';
import { outbox } from './schema/work.ts';

type Place = { channelId: string; ts: string };

/**
 * Asks for a new drawing, at `now` (epoch milliseconds), of everything that was said about the conversations which hold
 * this message. Call it before the conversations are folded without it.
 */
export async function redrawQuotes(session: Session, workspaceId: string, place: Place, now: number): Promise<void> {
  const { db } = session;
  const standing = inArray(outbox.state, ['sent', 'sending', 'unknown']);
  const about = inArray(outbox.wantedWhile, await subjectsAround(session, place));
  const quoting = await db
    .select({ id: outbox.id, carriedBy: outbox.carriedBy })
    .from(outbox)
    .where(and(eq(outbox.workspaceId, workspaceId), about, standing));
  if (quoting.length === 0) return;
  // A message that went along in another one is drawn again with it.
  const ids = quoting.map(({ id, carriedBy }) => carriedBy ?? id);
  const at = sql`${new Date(now).toISOString()}::timestamptz`;
  await db
    .update(outbox)
    .set({ wanted: sql`${outbox.wanted} + 1`, nextTryAt: sql`coalesce(${outbox.nextTryAt}, ${at})` })
    .where(and(inArray(outbox.id, ids), standing));
}

/** A conversation is named by the message that opened it, and may since have been joined with another. */
async function subjectsAround({ db }: Session, { channelId, ts }: Place): Promise<string[]> {
  const holding = and(eq(conversations.channelId, channelId), sql`${conversations.messages} @> array[${ts}]::text[]`);
  const holders = await db
    .select({ id: conversations.id, messages: conversations.messages })
    .from(conversations)
    .where(holding);
  const opened = [ts, ...holders.flatMap(({ messages }) => messages)].map((one) => `${channelId}:${one}`);
  return [...new Set([...opened, ...holders.map(({ id }) => id)])];
}
