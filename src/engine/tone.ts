/**
 * Whether the moment suits a celebration with a client. What is light is kept back by the gate while they wait past a promised
 * time or have an emergency; what is festive also while a change that was offered to them is undecided: nobody is
 * congratulated in the middle of a negotiation. It decides nothing about what becomes of it instead.
 */
import { hasEmergency } from './emergency-talk.ts';
import type { Ask } from './facts.ts';

/** What stands in the way, the gravest first. */
export type Trouble = 'emergency' | 'breach' | 'offer';

/** Null: nothing does. `at` in epoch milliseconds. */
export async function troubleOf(
  ask: Ask,
  { clientId, channelId, at }: { clientId: string; channelId: string; at: number },
): Promise<Trouble | null> {
  if (await hasEmergency(ask, clientId)) return 'emergency';
  if ((await ask('troubledChannels', { channelIds: [channelId], at })).length > 0) return 'breach';
  return (await hasOpenOffer(ask, clientId)) ? 'offer' : null;
}

/** Whether a change that was offered to the client waits for their word. */
export async function hasOpenOffer(ask: Ask, clientId: string): Promise<boolean> {
  return (await ask('changeOrdersOf', { clientId })).some(({ state }) => state === 'sent');
}
