import { isRecord } from './arguments.ts';
import {
  appOf,
  count,
  findMessage,
  insertMessage,
  makeId,
  messagesOf,
  nextTs,
  removeMessage,
  type Slack,
  seconds,
  userOf,
} from './slack.ts';
import { linksIn, mentions, richText } from './text.ts';
import type { Block, Channel, Message, Metadata } from './world.ts';

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
  if (!author.is_bot && !system) unfurl(slack, channel, message);
  return message;
}

/** A message as events carry it and as history shows it unless all metadata was asked for. */
export function plain(message: Message): Message {
  const { metadata: _hidden, ...rest } = message;
  return rest;
}

function channelType(channel: Channel): string {
  return channel.kind;
}

function tellOfPost(slack: Slack, channel: Channel, message: Message, parent: Message | undefined): void {
  const actorTeam = message.team;
  const reach = { channel, ...(actorTeam ? { actorTeam } : {}) };
  const seen = plain(message);
  const root = message.subtype === 'thread_broadcast' && parent ? { root: plain(parent) } : {};
  slack.emit(
    { ...seen, ...root, channel: channel.id, event_ts: message.ts, channel_type: channelType(channel) },
    reach,
  );
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
      channel_type: channelType(channel),
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

/** Changes a message. Slack stamps an edit with whole seconds, so two edits in one second carry the same mark. */
export function editMessage(slack: Slack, channel: Channel, message: Message, editor: string, edit: Edit): void {
  const previous = structuredClone(message);
  message.text = edit.text;
  setOrDrop(message, 'blocks', edit.blocks ? withBlockIds(slack, edit.blocks) : undefined);
  if (edit.attachments) message.attachments = edit.attachments;
  if (edit.metadata) message.metadata = edit.metadata;
  message.edited = { user: editor, ts: `${seconds(slack)}.000000` };
  tellOfChange(slack, channel, message, previous, message.team);
}

/** A person's edit: new words, new rich text. */
export function editWords(slack: Slack, channel: Channel, message: Message, editor: string, text: string): void {
  editMessage(slack, channel, message, editor, { text, blocks: [richText(text, newBlockId(slack))] });
}

function setOrDrop<K extends keyof Message>(message: Message, key: K, value: Message[K] | undefined): void {
  if (value === undefined) delete message[key];
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
      channel_type: channelType(channel),
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
function unfurl(slack: Slack, channel: Channel, message: Message): void {
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

/** A file as messages and files.info show it. Only its name is real. */
export function makeFile(slack: Slack, name: string, user: string): Record<string, unknown> {
  const id = makeId(slack, 'F');
  const ending = name.includes('.') ? (name.split('.').at(-1) ?? '') : 'text';
  const address = `https://files.slack.com/files-pri/${slack.world.home}-${id}/${encodeURIComponent(name)}`;
  return {
    id,
    created: seconds(slack),
    timestamp: seconds(slack),
    name,
    title: name,
    mimetype: 'application/octet-stream',
    filetype: ending,
    pretty_type: ending.toUpperCase(),
    user,
    user_team: userOf(slack, user).team_id,
    editable: false,
    size: 1024,
    mode: 'hosted',
    is_external: false,
    external_type: '',
    is_public: true,
    public_url_shared: false,
    display_as_bot: false,
    username: '',
    url_private: address,
    url_private_download: `${address}?download=1`,
    media_display_type: 'unknown',
    permalink: `https://${domainOf(slack)}.slack.com/files/${user}/${id}/${encodeURIComponent(name)}`,
    permalink_public: `https://slack-files.com/${slack.world.home}-${id}`,
    is_starred: false,
    has_rich_preview: false,
    file_access: 'visible',
  };
}

/** Subdomain of the home team. */
export function domainOf(slack: Slack): string {
  return slack.world.teams[slack.world.home]?.domain ?? 'workspace';
}

/** The address of a message, as people copy it. */
export function permalinkOf(slack: Slack, channel: string, message: Message): string {
  const link = `https://${domainOf(slack)}.slack.com/archives/${channel}/p${message.ts.replace('.', '')}`;
  const reply = message.thread_ts && message.thread_ts !== message.ts;
  return reply ? `${link}?thread_ts=${message.thread_ts}&cid=${channel}` : link;
}
