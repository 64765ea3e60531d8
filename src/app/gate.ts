/**
 * The one gate for everything a client might see: it passes with a standing permission of the agreement, or as a private
 * answer to whoever asked. Staff's matters never pass to the client's side. (Language and emptiness are looked at when it
 * is drawn.)
 */
import type { Say } from '../engine/effect.ts';
import type { Event } from '../engine/event.ts';
import { type Home, sideOf } from '../engine/people.ts';
import type { Held, Tx } from '../engine/store-port.ts';

/** What is being judged, and whose house it is. */
export type AtTheGate = { tx: Pick<Tx, 'ask' | 'person'>; held: Held; event: Event; home: Home };

/** Gives why it may not be said; null when it may. */
export async function refusal(about: AtTheGate, say: Say): Promise<string | null> {
  if (say.to.kind === 'operator') return say.audience === 'operator' ? null : 'only the operator is told there';
  if (say.to.kind === 'channel') return forChannel(about, say, say.to.channelId);
  return forPerson(about, say, say.to.userId);
}

async function forChannel({ tx, held }: AtTheGate, say: Say, channelId: string): Promise<string | null> {
  const channel = await tx.ask(null)('channel', { channelId });
  if (channel?.role === 'internal') return say.audience === 'client' ? 'clients do not read there' : null;
  if (say.audience !== 'client') return 'clients read there';
  const granted: readonly string[] = held.agreement?.mayPost ?? [];
  if (say.permission === null || !granted.includes(say.permission)) return 'the agreement does not permit it';
  return null;
}

/** Words for clients go to whoever asked, and to nobody else; all others to people of whom it is known that they are staff. */
async function forPerson({ tx, held, event, home }: AtTheGate, say: Say, userId: string): Promise<string | null> {
  // Inviting the bot is asking, too.
  const isAsker = event.actor === userId && (event.source === 'request' || event.kind === 'ChannelChanged');
  if (say.audience === 'client') return isAsker ? null : 'the agreement does not permit it';
  const side = sideOf(userId, await tx.person(userId), held, home);
  return side === 'staff' ? null : 'staff matters are not for the client';
}
