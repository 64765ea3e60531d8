import { z } from 'zod';
import type { IncomingCommand } from '../../engine/incoming.ts';

const command = z.looseObject({
  command: z.string(),
  text: z.string().optional(),
  user_id: z.string(),
  team_id: z.string().optional(),
  channel_id: z.string().optional(),
  trigger_id: z.string(),
});

/** A slash command as somebody typed it, the slash included. Throws ZodError. */
export function fromCommand(body: unknown): IncomingCommand {
  const given = command.parse(body);
  return {
    kind: 'command',
    command: given.command,
    words: given.text ?? '',
    by: given.user_id,
    byTeamId: given.team_id ?? null,
    slackChannelId: given.channel_id ?? null,
    triggerId: given.trigger_id,
  };
}
