import { z } from 'zod';
import type { IncomingShortcut } from '../../engine/incoming.ts';
import { slackTs } from './message.ts';
import { presser } from './press.ts';

const shortcut = z.looseObject({
  callback_id: z.string(),
  trigger_id: z.string(),
  user: presser,
  channel: z.looseObject({ id: z.string() }),
  message: z.looseObject({
    ts: slackTs,
    thread_ts: slackTs.optional(),
    text: z.string().nullish(),
    files: z.array(z.unknown()).nullish(),
  }),
});

/** A shortcut chosen from a message's menu. Throws ZodError. */
export function fromShortcut(body: unknown): IncomingShortcut {
  const { callback_id: name, trigger_id: triggerId, user, channel, message } = shortcut.parse(body);
  const { ts, thread_ts: threadTs, text, files } = message;
  return {
    kind: 'shortcut',
    shortcut: name,
    message: { ts, threadTs: threadTs === undefined || threadTs === ts ? null : threadTs },
    text: text ?? '',
    fileCount: files?.length ?? 0,
    by: user.id,
    byTeamId: user.team_id ?? null,
    slackChannelId: channel.id,
    triggerId,
  };
}
