import { z } from 'zod';
import type { Incoming, IncomingMessage } from '../../engine/incoming.ts';

/** Slack's ts: text, never a number. */
export const slackTs = z.string().regex(/^\d+\.\d+$/);

const file = z.looseObject({ id: z.string().optional(), mode: z.string().optional() });

/** A message wherever Slack shows one: in an event, inside a change, in a channel's history. */
export const rawMessage = z.looseObject({
  subtype: z.string().optional(),
  ts: slackTs,
  thread_ts: slackTs.optional(),
  user: z.string().optional(),
  bot_id: z.string().nullish(),
  text: z.string().nullish(),
  files: z.array(file).nullish(),
  edited: z.looseObject({ ts: slackTs }).nullish(),
  user_team: z.string().optional(),
  source_team: z.string().optional(),
});
export type RawMessage = z.infer<typeof rawMessage>;

const posted = rawMessage.extend({ channel: z.string(), channel_type: z.string().optional() });
const changed = z.looseObject({
  channel: z.string(),
  event_ts: slackTs,
  message: rawMessage,
  previous_message: rawMessage.nullish(),
});
const deleted = z.looseObject({
  channel: z.string(),
  deleted_ts: slackTs,
  event_ts: slackTs,
  previous_message: rawMessage.nullish(),
});
const anyMessage = z.looseObject({
  channel: z.string(),
  channel_type: z.string().optional(),
  subtype: z.string().optional(),
});

/** What people write has one of these subtypes; everything that is not listed is Slack talking about itself. */
const peoplesSubtypes = new Set<string | undefined>([undefined, 'file_share', 'thread_broadcast', 'me_message']);
const wordsSubtypes = new Set([...peoplesSubtypes, 'bot_message']);

/** Whether a conversation is a direct one (with the bot, alone or in a group): its words are not kept. */
export function isDirect(event: unknown): boolean {
  const { channel, channel_type: type } = anyMessage.parse(event);
  return type === 'im' || type === 'mpim' || (type === undefined && channel.startsWith('D'));
}

/** A message event of a channel: a new message, a change that a person made, a deletion; else nothing. Throws ZodError. */
export function fromMessage(event: unknown): Incoming[] {
  switch (anyMessage.parse(event).subtype) {
    case 'message_changed':
      return fromChange(event);
    case 'message_deleted':
      return fromDeletion(event);
    default: {
      const message = posted.parse(event);
      return wordsSubtypes.has(message.subtype) ? [{ ...messageOf(message, message.channel), editedTs: null }] : [];
    }
  }
}

/** A message of a channel's history, or nothing where it is no one's words (joins, topics, tombstones). Throws ZodError. */
export function fromHistory(raw: unknown, slackChannelId: string): IncomingMessage[] {
  const message = rawMessage.parse(raw);
  return wordsSubtypes.has(message.subtype) ? [messageOf(message, slackChannelId)] : [];
}

function fromChange(event: unknown): Incoming[] {
  const { channel, message, previous_message: previous, event_ts: eventTs } = changed.parse(event);
  // A deleted message that has replies lives on as an empty parent.
  if (message.subtype === 'tombstone') {
    return [deletion(channel, message.ts, eventTs, previous)];
  }
  // Our own updates come back as changes: listening to them would never end.
  if (isBot(message) || !message.user || !peoplesSubtypes.has(message.subtype) || !message.edited) return [];
  // Unfurled links and counted replies are changes too, made by nobody.
  if (previous && message.text === previous.text && fileIds(message) === fileIds(previous)) return [];
  const { editedTs: _, ...now } = messageOf(message, channel);
  const before = previous
    ? { text: previous.text ?? '', fileCount: fileCount(previous), editedTs: previous.edited?.ts ?? null }
    : null;
  // Slack gives the edit itself in whole seconds; two edits within one are told apart by their events.
  return [{ ...now, kind: 'edit', editedTs: eventTs, previous: before }];
}

function fromDeletion(event: unknown): Incoming[] {
  const { channel, deleted_ts: ts, event_ts: deletedTs, previous_message: previous } = deleted.parse(event);
  return [deletion(channel, ts, deletedTs, previous)];
}

function deletion(channel: string, ts: string, deletedTs: string, previous: RawMessage | null | undefined): Incoming {
  // An empty parent deleted at last says nothing about who wrote there.
  const known = previous && wordsSubtypes.has(previous.subtype) ? previous : null;
  return {
    kind: 'deletion',
    slackChannelId: channel,
    ts,
    deletedTs,
    previous: known ? { author: authorOf(known), threadTs: threadOf(known), isBot: isBot(known) } : null,
  };
}

function messageOf(message: RawMessage, slackChannelId: string): IncomingMessage {
  return {
    kind: 'message',
    slackChannelId,
    ts: message.ts,
    threadTs: threadOf(message),
    author: authorOf(message),
    authorTeamId: message.user_team ?? message.source_team ?? null,
    isBot: isBot(message),
    text: message.text ?? '',
    fileCount: fileCount(message),
    editedTs: message.edited?.ts ?? null,
  };
}

/** Newer bots' posts have no subtype, older ones no `bot_id`; Slackbot has neither. */
function isBot(message: RawMessage): boolean {
  return Boolean(message.bot_id) || message.subtype === 'bot_message' || message.user === 'USLACKBOT';
}

function authorOf(message: RawMessage): string {
  return message.user ?? message.bot_id ?? '';
}

/** A parent's `thread_ts` is its own ts. */
function threadOf(message: RawMessage): string | null {
  return message.thread_ts === undefined || message.thread_ts === message.ts ? null : message.thread_ts;
}

function filesOf(message: RawMessage): z.infer<typeof file>[] {
  return (message.files ?? []).filter(({ mode }) => mode !== 'tombstone');
}

function fileCount(message: RawMessage): number {
  return filesOf(message).length;
}

function fileIds(message: RawMessage): string {
  return filesOf(message)
    .map(({ id }) => id ?? '')
    .join();
}
