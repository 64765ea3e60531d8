import type { Event } from '../../engine/event.ts';
import type { Ask, Channel } from '../../engine/facts.ts';
import type { ClientName } from './asked.ts';

export type Facts = {
  /** Clients whom the asker works for. */
  serves: ClientName[];
  /** Clients whose own person the asker is. */
  belongsTo: ClientName[];
  /** What the channel asked in is for; null where there is none. */
  role: Channel['role'] | null;
};

export async function load(ask: Ask, { event }: { event: Event }): Promise<Facts> {
  const userId = event.actor ?? '';
  const channelId = event.kind === 'CommandGiven' ? event.channelId : null;
  return {
    serves: await ask('clientsServedBy', { userId }),
    belongsTo: await ask('clientsNaming', { userId }),
    role: channelId === null ? null : ((await ask('channel', { channelId }))?.role ?? null),
  };
}
