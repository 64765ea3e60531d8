import type { Agreement } from '../../agreement/agreement.ts';
import type { Channel } from '../../engine/facts.ts';
import type { House } from '../../main.ts';

/** Where somebody looks: the channel as the bot knows it, and what was agreed with whose it is; null where it is no client's. */
export type Place = { channel: Channel | null; agreement: Agreement | null };

/** Finds a channel by its Slack id. A client's internal channel is theirs as much as the one they are in. */
export async function placeOf({ store }: House, slackChannelId: string | null): Promise<Place> {
  const channel = slackChannelId === null ? null : await store.ask('channelBySlackId', { slackChannelId });
  const clientId = channel?.clientId ?? null;
  return { channel, agreement: clientId === null ? null : await store.ask('agreement', { clientId }) };
}

/** Whom an overview of this place is about. */
export function clientsAt({ agreement }: Place): string[] | 'all' {
  return agreement === null ? 'all' : [agreement.id];
}
