/** The questions that wait on somebody: theirs by the agreement, by hand, or because they took them. */
import type { Agreement } from '../../agreement/agreement.ts';
import { ownerOf } from '../../engine/absence.ts';
import type { Conversation } from '../../engine/conversation.ts';
import { talkOf } from '../../engine/emergency-talk.ts';
import type { Ask } from '../../engine/facts.ts';

export type Matter = { conversation: Conversation; agreement: Agreement };

/** Those of all clients whom this person serves. `alone`: without those that somebody else has taken. */
export async function mattersOf(ask: Ask, userId: string, { alone }: { alone: boolean }): Promise<Matter[]> {
  const clientIds = (await ask('clientsServedBy', { userId })).map(({ clientId }) => clientId);
  const open = clientIds.length === 0 ? [] : await ask('openConversations', { clientIds });
  const talks = await ask('emergencyTalks', { clientIds });
  const agreements = new Map<string, Agreement | null>();
  const matters: Matter[] = [];
  for (const { clientId, ...conversation } of open) {
    const known = agreements.get(clientId);
    const agreement = known === undefined ? await ask('agreement', { clientId }) : known;
    agreements.set(clientId, agreement);
    if (agreement?.status !== 'active' || talkOf(conversation, talks) !== null) continue;
    const { takenBy } = conversation;
    const isOwn = ownerOf(conversation, agreement) === userId && !(alone && takenBy !== null && takenBy !== userId);
    if (isOwn || takenBy === userId) matters.push({ conversation, agreement });
  }
  return matters;
}
