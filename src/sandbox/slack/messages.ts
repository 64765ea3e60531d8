import { isRecord } from './arguments.ts';
import type { Block, Channel, Message, Metadata } from './model.ts';
import { appOf, count, findMessage, insertMessage, messagesOf, nextTs, type Slack, userOf } from './slack.ts';
import { mentions, richText } from './text.ts';

export type Draft = {
  text: string;
  subtype?: string;
  thread_ts?: string;
  broadcast?: boolean;
  blocks?: Block[];
  attachments?: Record<string, unknown>[];
  files?: Record<string, unknown>[];
  metadata?: Metadata;
  username?: string;
  /** Fields that only system messages have. */
  more?: Partial<Message>;
};

const INTERACTIVE = new Set(['actions', 'context_actions']);

/** Copies of blocks in which every block and every interactive element has an id: their own, else one made up. */
export function withBlockIds(slack: Slack, blocks: Block[]): Block[] {
  return structuredClone(blocks).map((block) => {
    const elements = INTERACTIVE.has(block.type) && Array.isArray(block.elements) ? block.elements : [];
    for (const element of [block.element, block.accessory, ...elements]) {
      if (isRecord(element) && element.type !== 'image') element.action_id ||= newBlockId(slack);
    }
    return { ...block, block_id: block.block_id || newBlockId(slack) };
  });
}

/** A short id for a block or element that came without one. */
export function newBlockId(slack: Slack): string {
  return count(slack, 'block').toString(36).padStart(5, '0');
}

/** How Slack writes down who posted: a person with their client's id, a bot with its profile. */
function authorFields(slack: Slack, user: string, draft: Draft): Partial<Message> {
  const author = userOf(slack, user);
  if (!author.is_bot) {
    const id = String(count(slack, 'client_msg_id')).padStart(12, '0');
    return { user, client_msg_id: `00000000-0000-4000-8000-${id}` };
  }
  const botId = author.bot_id ?? author.id;
  if (draft.subtype === 'bot_message') return { bot_id: botId, username: draft.username ?? author.real_name };
  const appId = author.app_id ?? `A${author.id.slice(1)}`;
  return {
    user,
    bot_id: botId,
    app_id: appId,
    bot_profile: {
      id: botId,
      deleted: false,
      name: author.real_name,
      updated: author.updated,
      app_id: appId,
      icons: { image_36: '', image_48: '', image_72: '' },
      team_id: author.team_id,
    },
  };
}

const SYSTEM = /^channel_|^pinned_item$/;

function subtypeOf(draft: Draft): string | undefined {
  if (draft.subtype) return draft.subtype;
  if (draft.broadcast) return 'thread_broadcast';
  return draft.files ? 'file_share' : undefined;
}

/** Blocks as given, each with an id; people's words become rich text. */
function blocksFor(slack: Slack, draft: Draft, written: boolean): Block[] | undefined {
  if (draft.blocks?.length) return withBlockIds(slack, draft.blocks);
  return written && draft.text ? [richText(draft.text, newBlockId(slack))] : undefined;
}

/** Posts a message into the world and tells the app. The caller has checked that this author may. */
export function postMessage(slack: Slack, channel: Channel, user: string, draft: Draft): Message {
  const author = userOf(slack, user);
  const shared = channel.connected_team_ids.length > 0;
  const subtype = subtypeOf(draft);
  const system = subtype !== undefined && SYSTEM.test(subtype);
  const parent = draft.thread_ts ? findMessage(slack, channel.id, draft.thread_ts) : undefined;
  const blocks = blocksFor(slack, draft, !author.is_bot && !system);
  const message: Message = {
    type: 'message',
    ...(subtype ? { subtype } : {}),
    ...(system ? { user } : authorFields(slack, user, draft)),
    text: draft.text,
    ts: nextTs(slack, channel.id),
    team: author.team_id,
    ...(shared ? { user_team: author.team_id, source_team: author.team_id } : {}),
    ...(blocks ? { blocks } : {}),
    ...(draft.attachments?.length ? { attachments: draft.attachments } : {}),
    ...(draft.files ? { files: draft.files, upload: false } : {}),
    ...(draft.metadata ? { metadata: draft.metadata } : {}),
    ...(draft.thread_ts ? { thread_ts: draft.thread_ts } : {}),
    ...(parent?.user ? { parent_user_id: parent.user } : {}),
    ...draft.more,
  };
  insertMessage(slack, channel.id, message);
  if (parent) countReply(slack, channel, parent, message);
  slack.changed({ kind: 'message', channel: channel.id, ts: message.ts });
  tellOfPost(slack, channel, message, parent);
  return message;
}

/** A message as events carry it and as history shows it unless all metadata was asked for. */
export function plain(message: Message): Message {
  const { metadata: _hidden, ...rest } = message;
  return rest;
}

function tellOfPost(slack: Slack, channel: Channel, message: Message, parent: Message | undefined): void {
  const actorTeam = message.team;
  const reach = { channel, ...(actorTeam ? { actorTeam } : {}) };
  const seen = plain(message);
  const root = message.subtype === 'thread_broadcast' && parent ? { root: plain(parent) } : {};
  slack.emit({ ...seen, ...root, channel: channel.id, event_ts: message.ts, channel_type: channel.kind }, reach);
  const app = appOf(slack);
  const direct = channel.kind === 'im' || channel.kind === 'mpim';
  if (direct || message.user === app.bot_user_id || !mentions(message.text, app.bot_user_id)) return;
  if (message.subtype?.startsWith('channel_')) return;
  slack.emit({ ...seen, type: 'app_mention', channel: channel.id, event_ts: message.ts }, reach);
}

/** Keeps the bookkeeping that Slack keeps on the first message of a thread. */
function countReply(slack: Slack, channel: Channel, parent: Message, reply: Message): void {
  parent.thread_ts = parent.ts;
  parent.reply_count = (parent.reply_count ?? 0) + 1;
  const users = new Set(parent.reply_users ?? []);
  users.add(reply.user ?? reply.bot_id ?? '');
  parent.reply_users = [...users];
  parent.reply_users_count = users.size;
  parent.latest_reply = reply.ts;
  slack.changed({ kind: 'message', channel: channel.id, ts: parent.ts });
}

/** Replies of a thread without its first message, in order. */
export function repliesOf(slack: Slack, channel: string, threadTs: string): Message[] {
  return messagesOf(slack, channel).filter((message) => message.thread_ts === threadTs && message.ts !== threadTs);
}
