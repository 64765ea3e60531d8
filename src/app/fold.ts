/** Folding a channel's rows into conversations, and keeping what came of it. */
import { isDeepStrictEqual } from 'node:util';
import type { Agreement } from '../agreement/agreement.ts';
import { type Conversation, type FoldTerms, foldConversations } from '../engine/conversation.ts';
import type { Held, Tx } from '../engine/store-port.ts';

/**
 * Folds a channel anew from the earliest instant that may look different (epoch ms), saves what changed, and gives every
 * conversation that waits or was touched. Nothing for a channel that belongs to no client.
 */
export async function refold(about: { tx: Tx; held: Held }, channelId: string, start: number): Promise<Conversation[]> {
  const { tx, held } = about;
  if (held.agreement === null || held.clientId === null) return [];
  const terms = termsOf(held.agreement);
  const { since, stored, rows, threadsWithWaits } = await tx.foldable(channelId, start - terms.grouping, held);
  const folded = foldConversations(channelId, rows, terms, since, { threadsWithWaits });
  const before = new Map(stored.map((one) => [one.id, one]));
  const changed = folded.filter((one) => !isDeepStrictEqual(before.get(one.id), one));
  const gone = stored.filter((one) => !folded.some((now) => now.id === one.id)).map((one) => one.id);
  await tx.saveConversations(channelId, held.clientId, changed, gone);
  return folded;
}

function termsOf({ grouping, staffDeletionGrace, reactions }: Agreement): FoldTerms {
  return { grouping: grouping.ms, staffDeletionGrace: staffDeletionGrace.ms, reactions };
}
