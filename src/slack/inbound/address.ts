import { z } from 'zod';
import type { Incoming } from '../../engine/incoming.ts';
import { readWin } from '../../language/read-win.ts';
import { slackTs } from './message.ts';

const addressed = z.looseObject({
  channel: z.string(),
  ts: slackTs.optional(),
  thread_ts: slackTs.optional(),
  subtype: z.string().optional(),
  user: z.string().optional(),
  bot_id: z.string().nullish(),
  user_team: z.string().optional(),
  source_team: z.string().optional(),
  text: z.string().optional(),
});
const peoplesSubtypes = new Set<string | undefined>([undefined, 'file_share', 'thread_broadcast', 'me_message']);

/** A direct message that a person wrote to the bot; the bot's own and changes are nothing. Throws ZodError. */
export function fromDirectMessage(event: unknown): Incoming[] {
  return address('direct', event);
}

/**
 * The bot was mentioned by a person; the message itself arrives beside this. Who announces a win asks for no help. Throws
 * ZodError.
 */
export function fromMention(event: unknown): Incoming[] {
  return readWin(addressed.parse(event).text ?? '') === null ? address('mention', event) : [];
}

function address(where: 'direct' | 'mention', event: unknown): Incoming[] {
  const message = addressed.parse(event);
  const { ts, user, thread_ts: threadTs } = message;
  if (!peoplesSubtypes.has(message.subtype) || message.bot_id || !user || user === 'USLACKBOT') return [];
  if (ts === undefined) return [];
  return [
    {
      kind: 'address',
      where,
      slackChannelId: message.channel,
      ts,
      threadTs: threadTs === undefined || threadTs === ts ? null : threadTs,
      by: user,
      byTeamId: message.user_team ?? message.source_team ?? null,
    },
  ];
}
