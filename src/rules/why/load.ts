import type { Event } from '../../engine/event.ts';
import type { Ask } from '../../engine/facts.ts';
import { type LinkedPlace, placeInLink } from './link.ts';

export type Facts = {
  /** The message that is asked about; null where no link was given, or it leads to no channel that is known. */
  place: { channelId: string; ts: string } | null;
  isLinked: boolean;
  /** Whether whoever asks serves the client of that channel. */
  serves: boolean;
};

/** Finds the message: the one pointed at, or the one behind the link after the command's first word. */
export async function load(ask: Ask, { event }: { event: Event }): Promise<Facts> {
  const linked = event.kind === 'CommandGiven' ? placeInLink(event.words) : null;
  const place = event.kind === 'ShortcutUsed' ? event.message : await placeOf(ask, linked);
  if (place === null) return { place: null, isLinked: linked !== null, serves: false };
  const channel = await ask('channel', { channelId: place.channelId });
  const served = await ask('clientsServedBy', { userId: event.actor ?? '' });
  const serves = channel !== null && served.some(({ clientId }) => clientId === channel.clientId);
  return { place: { channelId: place.channelId, ts: place.ts }, isLinked: true, serves };
}

async function placeOf(ask: Ask, linked: LinkedPlace | null) {
  if (linked === null) return null;
  const channel = await ask('channelBySlackId', { slackChannelId: linked.slackChannelId });
  return channel === null ? null : { channelId: channel.id, ts: linked.ts };
}
