import type { Event } from '../../engine/event.ts';
import type { Ask, Channel } from '../../engine/facts.ts';

/** The channel that something changed about; null for everything else. */
export type Facts = { channel: Channel | null };

export async function load(ask: Ask, { event }: { event: Event }): Promise<Facts> {
  if (event.kind !== 'ChannelChanged') return { channel: null };
  return { channel: await ask('channel', { channelId: event.channelId }) };
}
