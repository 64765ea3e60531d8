/**
 * The thread under an agenda: what a client writes there before the meeting begins is a point for it, and waits for no answer.
 * It says which thread is one; it deliberately reads no words, and knows nothing of how an agenda is written or shown.
 */
import type { Ask } from './facts.ts';

/** Under which name (a reading's reason) such a message is written down. */
export const addsToAgenda = 'agenda';

/** What none of these readings is of, is no point for anybody: a thanks, a greeting. */
const POINTS: readonly string[] = ['informing', 'handed-over', addsToAgenda];

/** Whether what was read so is a point for a meeting. */
export function isPoint({ needsReply, reason }: { needsReply: boolean; reason: string }): boolean {
  return needsReply || POINTS.includes(reason);
}

/** The subject of what is kept of a meeting (its deadline's id), and when it begins (epoch milliseconds). */
export type AgendaThread = { subject: string; beginsAt: number; isOff: boolean };

/** The agenda under which a message stands; null: it is in no such thread. */
export async function agendaOver(
  ask: Ask,
  { channelId, threadTs }: { channelId: string; threadTs: string | null },
): Promise<AgendaThread | null> {
  const root = threadTs === null ? null : await ask('saidAt', { channelId, ts: threadTs });
  if (root?.view !== 'meeting-shared') return null;
  const kept = await ask('deadline', { id: String(root.data.subject) });
  if (kept === null) return null;
  const { cancelledBy = null } = kept.data as { cancelledBy?: string | null };
  return { subject: kept.id, beginsAt: kept.dueAt, isOff: cancelledBy !== null };
}

/** Whether what is written there at an instant (epoch milliseconds) is for the meeting. */
export function isAhead({ beginsAt, isOff }: AgendaThread, at: number): boolean {
  return !isOff && at < beginsAt;
}
