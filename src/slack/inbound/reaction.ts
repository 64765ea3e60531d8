import { z } from 'zod';
import type { Incoming } from '../../engine/incoming.ts';
import { slackTs } from './message.ts';

const reaction = z.looseObject({
  type: z.enum(['reaction_added', 'reaction_removed']),
  user: z.string(),
  reaction: z.string(),
  event_ts: slackTs,
  item: z.looseObject({ type: z.string(), channel: z.string().optional(), ts: slackTs.optional() }),
});

/** A reaction put on or taken off a message; those on files are nothing. Throws ZodError. */
export function fromReaction(event: unknown): Incoming[] {
  const { type, user, reaction: name, item, event_ts: eventTs } = reaction.parse(event);
  if (item.type !== 'message' || !item.channel || !item.ts) return [];
  return [
    {
      kind: 'reaction',
      slackChannelId: item.channel,
      ts: item.ts,
      name: name.replace(/::skin-tone-\d$/, ''),
      by: user,
      on: type === 'reaction_added',
      eventTs,
    },
  ];
}
