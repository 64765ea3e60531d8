import { z } from 'zod';
import type { Incoming, IncomingChannelChange } from '../../engine/incoming.ts';
import { slackTs } from './message.ts';

/** What the envelope knows beside the event itself. */
export type Happening = { event: unknown; eventId: string; eventTime: number; botUserId: string };

const about = z.looseObject({
  type: z.string(),
  channel: z.union([z.string(), z.looseObject({ id: z.string() })]),
  event_ts: slackTs.optional(),
  user: z.string().optional(),
  actor_id: z.string().optional(),
  inviter: z.string().optional(),
});
const idChanged = z.looseObject({
  old_channel_id: z.string(),
  new_channel_id: z.string(),
  event_ts: slackTs.optional(),
});

const changes: ReadonlyMap<string, IncomingChannelChange['change']> = new Map([
  ['channel_rename', 'renamed'],
  ['group_rename', 'renamed'],
  ['channel_archive', 'archived'],
  ['group_archive', 'archived'],
  ['channel_unarchive', 'unarchived'],
  ['group_unarchive', 'unarchived'],
  ['channel_deleted', 'deleted'],
  ['group_deleted', 'deleted'],
  ['channel_shared', 'shared'],
  ['channel_unshared', 'unshared'],
  ['channel_left', 'bot-left'],
  ['group_left', 'bot-left'],
]);

/** The events that say something changed about a channel as such. */
export const channelEvents: readonly string[] = [...changes.keys()];

/** A channel was renamed, archived, deleted, shared, or the bot taken out of it. Throws ZodError. */
export function fromChannel(happening: Happening): Incoming[] {
  const event = about.parse(happening.event);
  const change = changes.get(event.type);
  return change ? [changeOf(happening, event, change, event.actor_id ?? event.user ?? null)] : [];
}

/** Somebody, or the bot itself, joined or left a channel. Throws ZodError. */
export function fromMembership(happening: Happening): Incoming[] {
  const event = about.parse(happening.event);
  const joined = event.type === 'member_joined_channel';
  if (event.user !== happening.botUserId) return memberChange(happening, event, joined);
  return [changeOf(happening, event, joined ? 'bot-joined' : 'bot-left', event.inviter ?? null)];
}

/** Sharing a private channel gives it another id. Throws ZodError. */
export function fromIdChange(happening: Happening): Incoming[] {
  const event = idChanged.parse(happening.event);
  return [
    {
      kind: 'channel-change',
      slackChannelId: event.new_channel_id,
      change: 'id-changed',
      formerSlackChannelId: event.old_channel_id,
      by: null,
      slackEventId: happening.eventId,
      eventTs: event.event_ts ?? tsOfEnvelope(happening),
    },
  ];
}

function memberChange(happening: Happening, event: z.infer<typeof about>, isIn: boolean): Incoming[] {
  if (event.user === undefined) return [];
  return [
    {
      kind: 'member-change',
      slackChannelId: typeof event.channel === 'string' ? event.channel : event.channel.id,
      userId: event.user,
      isIn,
      slackEventId: happening.eventId,
      eventTs: event.event_ts ?? tsOfEnvelope(happening),
    },
  ];
}

function changeOf(
  happening: Happening,
  event: z.infer<typeof about>,
  change: IncomingChannelChange['change'],
  by: string | null,
): IncomingChannelChange {
  return {
    kind: 'channel-change',
    slackChannelId: typeof event.channel === 'string' ? event.channel : event.channel.id,
    change,
    formerSlackChannelId: null,
    by,
    slackEventId: happening.eventId,
    eventTs: event.event_ts ?? tsOfEnvelope(happening),
  };
}

/** Some older events carry no ts of their own. */
function tsOfEnvelope({ eventTime }: Happening): string {
  return `${eventTime}.000000`;
}
