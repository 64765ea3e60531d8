/** Where a client's people read: the channels shared with them. It decides nothing about what is said there. */
import type { Ask, Channel } from './facts.ts';

/** The client's channels in which both sides read, those that were archived left out; the first is the one to write to. */
export async function sharedChannels(ask: Ask, clientId: string): Promise<Channel[]> {
  const channels = await ask('channelsOf', { clientId });
  return channels.filter(({ role, isArchived }) => role === 'shared' && !isArchived);
}
