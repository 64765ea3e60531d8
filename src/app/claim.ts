/** Step one: what happened is written into the inbox before anybody is told that we have it. */
import { type Incoming, inboxKey } from '../engine/incoming.ts';
import type { InboxRow } from '../engine/store-port.ts';
import type { Shell } from './shell.ts';

/** Writes happenings into the inbox under their keys. Gives those that were not known yet, as they were written. */
export async function claim(shell: Shell, incoming: Incoming[], source: InboxRow['source']): Promise<InboxRow[]> {
  const rows = [];
  for (const payload of incoming) {
    const slackChannelId = 'slackChannelId' in payload ? payload.slackChannelId : null;
    const channelId = slackChannelId === null ? null : await channelOf(shell, payload, slackChannelId);
    rows.push({ key: inboxKey(payload, channelId), channelId, source, payload });
  }
  return shell.store.inbox.claim(rows, shell.clock());
}

async function channelOf(shell: Shell, payload: Incoming, slackChannelId: string): Promise<string> {
  const { people } = shell.store;
  const renamed = payload.kind === 'channel-change' && payload.formerSlackChannelId !== null;
  return renamed
    ? people.alias(payload.formerSlackChannelId as string, slackChannelId)
    : people.channelId(slackChannelId);
}
