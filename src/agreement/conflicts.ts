import type { Agreement } from './agreement.ts';

/** One channel that two agreements lay claim to. */
export interface ChannelConflict {
  channel: string;
  /** Ids of the agreements, in the order given. */
  agreements: [string, string];
  message: string;
}

type Claiming = Pick<Agreement, 'id' | 'status' | 'channels' | 'internalChannel'>;

/** Channels named by more than one agreement that has not ended, be it as the client's or as the internal one. */
export function conflicts(agreements: readonly Claiming[]): ChannelConflict[] {
  const claimed = new Map<string, string>();
  const found: ChannelConflict[] = [];
  for (const { id, status, channels, internalChannel } of agreements) {
    if (status === 'ended') continue;
    for (const channel of new Set([...channels, ...(internalChannel === undefined ? [] : [internalChannel])])) {
      const other = claimed.get(channel);
      if (other === undefined) {
        claimed.set(channel, id);
      } else if (other !== id) {
        const message = `${channel} is named by ${other} and by ${id}; a channel belongs to one client, so take it out of one of them`;
        found.push({ channel, agreements: [other, id], message });
      }
    }
  }
  return found;
}
