import { newBlockId, plain, repliesOf, withBlockIds } from './messages.ts';
import type { Block, Channel, Message, Metadata } from './model.ts';
import { findMessage, nextTs, removeMessage, type Slack, seconds } from './slack.ts';
import { linksIn, richText } from './text.ts';

function tellOfChange(slack: Slack, channel: Channel, message: Message, previous: Message, actorTeam?: string): void {
  const ts = nextTs(slack, channel.id);
  slack.changed({ kind: 'message', channel: channel.id, ts: message.ts });
  slack.emit(
    {
      type: 'message',
      subtype: 'message_changed',
      message: plain(message),
      previous_message: plain(previous),
      channel: channel.id,
      hidden: true,
      ts,
      event_ts: ts,
      channel_type: channel.kind,
    },
    { channel, ...(actorTeam ? { actorTeam } : {}) },
  );
}

export type Edit = {
  text: string;
  blocks?: Block[] | undefined;
  attachments?: Record<string, unknown>[] | undefined;
  metadata?: Metadata | undefined;
};

/**
 * Changes a message. Blocks and attachments that are not given stay as they were; an empty list takes them away. Slack
 * stamps an edit with whole seconds, so two edits in one second carry the same mark.
 */
export function editMessage(slack: Slack, channel: Channel, message: Message, editor: string, edit: Edit): void {
  const previous = structuredClone(message);
  message.text = edit.text;
  if (edit.blocks) setOrDrop(message, 'blocks', withBlockIds(slack, edit.blocks));
  if (edit.attachments) setOrDrop(message, 'attachments', edit.attachments);
  if (edit.metadata) message.metadata = edit.metadata;
  message.edited = { user: editor, ts: `${seconds(slack)}.000000` };
  tellOfChange(slack, channel, message, previous, message.team);
}

/** A person's edit: new words, new rich text. */
export function editWords(slack: Slack, channel: Channel, message: Message, editor: string, text: string): void {
  editMessage(slack, channel, message, editor, { text, blocks: [richText(text, newBlockId(slack))] });
}

function setOrDrop<K extends 'blocks' | 'attachments'>(message: Message, key: K, value: NonNullable<Message[K]>): void {
  if (value.length === 0) delete message[key];
  else message[key] = value;
}

/** Deletes a message; one that has replies stays behind as a tombstone. */
export function deleteMessage(slack: Slack, channel: Channel, message: Message): void {
  const previous = structuredClone(message);
  if ((message.reply_count ?? 0) > 0) {
    bury(slack, channel, message, previous);
    return;
  }
  removeMessage(slack, channel.id, message.ts);
  slack.world.pins[channel.id] = (slack.world.pins[channel.id] ?? []).filter((pin) => pin.ts !== message.ts);
  const parent = message.thread_ts ? findMessage(slack, channel.id, message.thread_ts) : undefined;
  if (parent) uncountReply(slack, channel, parent);
  const ts = nextTs(slack, channel.id);
  slack.changed({ kind: 'message', channel: channel.id, ts: message.ts });
  slack.emit(
    {
      type: 'message',
      subtype: 'message_deleted',
      previous_message: plain(previous),
      channel: channel.id,
      hidden: true,
      deleted_ts: message.ts,
      ts,
      event_ts: ts,
      channel_type: channel.kind,
    },
    { channel, ...(previous.team ? { actorTeam: previous.team } : {}) },
  );
}

function bury(slack: Slack, channel: Channel, message: Message, previous: Message): void {
  for (const key of ['blocks', 'attachments', 'files', 'reactions', 'edited', 'client_msg_id', 'metadata'] as const)
    delete message[key];
  for (const key of ['bot_id', 'bot_profile', 'app_id', 'pinned_to', 'upload'] as const) delete message[key];
  Object.assign(message, { subtype: 'tombstone', text: 'This message was deleted.', user: 'USLACKBOT', hidden: true });
  tellOfChange(slack, channel, message, previous, previous.team);
}

function uncountReply(slack: Slack, channel: Channel, parent: Message): void {
  const left = repliesOf(slack, channel.id, parent.ts);
  const latest = left.at(-1);
  if (latest) {
    const users = [...new Set(left.map((reply) => reply.user ?? reply.bot_id ?? ''))];
    Object.assign(parent, {
      reply_count: left.length,
      reply_users: users,
      reply_users_count: users.length,
      latest_reply: latest.ts,
    });
  } else {
    for (const key of ['reply_count', 'reply_users', 'reply_users_count', 'latest_reply', 'thread_ts'] as const)
      delete parent[key];
  }
  slack.changed({ kind: 'message', channel: channel.id, ts: parent.ts });
}

/** Slack looks at links in what people post and adds previews a moment later: a change that nobody made. */
export function unfurl(slack: Slack, channel: Channel, message: Message): void {
  const links = linksIn(message.text);
  if (links.length === 0) return;
  const previous = structuredClone(message);
  message.attachments = links.map((link, index) => ({
    from_url: link,
    original_url: link,
    id: index + 1,
    fallback: link,
    title: new URL(link).hostname,
    title_link: link,
    service_name: new URL(link).hostname,
  }));
  tellOfChange(slack, channel, message, previous, message.team);
}
