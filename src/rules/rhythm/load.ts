import type { Event } from '../../engine/event.ts';
import type { Ask } from '../../engine/facts.ts';

/** Whose rhythm is wanted: of clients that the asker serves. `named`: somebody was named, here or by the channel. */
export type Facts = { clientIds: string[]; named: boolean };

/** Loads what {@link decide} needs for the event. */
export async function load(ask: Ask, { event, now }: { event: Event; now: number }): Promise<Facts> {
  if (event.kind !== 'CommandGiven') return { clientIds: [], named: false };
  const served = await ask('clientsServedBy', { userId: event.actor, at: now });
  const wanted = event.words.trim().split(/\s+/).slice(1).join(' ').toLowerCase();
  const channel = event.channelId === null ? null : await ask('channel', { channelId: event.channelId });
  const here = channel?.clientId ?? null;
  const named = wanted !== '' || here !== null;
  const isMeant = ({ clientId, name }: { clientId: string; name: string }) =>
    wanted === '' ? here === null || clientId === here : clientId === wanted || name.toLowerCase() === wanted;
  return { clientIds: served.filter(isMeant).map(({ clientId }) => clientId), named };
}
