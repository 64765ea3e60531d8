import type { Event } from '../../engine/event.ts';
import type { Ask } from '../../engine/facts.ts';

/** The client whose file is wanted; null where none is meant. `serves`: whether the asker works for them. */
export type Facts = { clientId: string | null; serves: boolean };

export async function load(ask: Ask, { event }: { event: Event }): Promise<Facts> {
  if (event.kind !== 'CommandGiven') return { clientId: null, serves: false };
  const served = await ask('clientsServedBy', { userId: event.actor });
  const wanted = event.words.trim().split(/\s+/).slice(1).join(' ').toLowerCase();
  if (wanted !== '') {
    const found = served.find(({ clientId, name }) => [clientId, name.toLowerCase()].includes(wanted));
    return { clientId: found?.clientId ?? null, serves: found !== undefined };
  }
  const channel = event.channelId === null ? null : await ask('channel', { channelId: event.channelId });
  const clientId = channel?.clientId ?? null;
  return { clientId, serves: served.some((one) => one.clientId === clientId) };
}
