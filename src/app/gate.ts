/**
 * The one gate for everything a client might see: it passes with a standing permission of the agreement, or as a private
 * answer to whoever asked. Staff's matters never pass to the client's side. (Language and emptiness are looked at when it
 * is drawn.)
 */

import type { Conversation } from '../engine/conversation.ts';
import type { Say } from '../engine/effect.ts';
import type { Event } from '../engine/event.ts';
import { type Home, sideOf } from '../engine/people.ts';
import type { Held, Tx } from '../engine/store-port.ts';

/** Gives why it may not be said; null when it may. */
export async function refusal(
  about: { tx: Tx; held: Held; event: Event; folded: Conversation[] | null; home?: Home },
  say: Say,
): Promise<string | null> {
  if (say.to.kind === 'operator') return say.audience === 'operator' ? null : 'only the operator is told there';
  if (say.to.kind === 'channel') return forChannel(about, say, say.to.channelId);
  if (say.to.userId === about.event.actor) return null;
  return forPerson(about, say, say.to.userId);
}

async function forChannel(about: { tx: Tx; held: Held; folded: Conversation[] | null }, say: Say, channelId: string) {
  const channel = await about.tx.ask(null)('channel', { channelId });
  if (channel?.role === 'internal') return say.audience === 'client' ? 'clients do not read there' : null;
  if (say.audience !== 'client') return 'clients read there';
  const granted: readonly string[] = about.held.agreement?.mayPost ?? [];
  if (say.permission === null || !granted.includes(say.permission)) return 'the agreement does not permit it';
  return null;
}

async function forPerson(about: { tx: Tx; held: Held; event: Event }, say: Say, userId: string) {
  if (say.audience === 'client') return 'the agreement does not permit it';
  const person = await about.tx.person(userId);
  const home = { workspaceId: about.event.workspaceId, enterpriseId: null };
  const side = sideOf(userId, person, about.held, home);
  return side === 'client' ? 'staff matters are not for the client' : null;
}
