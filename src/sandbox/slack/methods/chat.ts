import { flagOf, needText, textOf } from '../arguments.ts';
import { deleteMessage, editMessage } from '../edits.ts';
import { permalinkOf } from '../links.ts';
import { plain, postMessage } from '../messages.ts';
import { type Call, joinedChannel, type Method, method, visibleChannel } from '../method.ts';
import type { Channel, Message } from '../model.ts';
import { Refusal } from '../refusal.ts';
import { showOnly } from '../response-url.ts';
import { findMessage } from '../slack.ts';
import { ownMessage, postTarget } from './chat-targets.ts';
import { contentOf } from './content.ts';

function threadOf(call: Call, channel: Channel): { thread_ts?: string; broadcast?: boolean } {
  const ts = textOf(call.given, 'thread_ts');
  if (!ts) return {};
  const named = findMessage(call.slack, channel.id, ts);
  if (!named) throw new Refusal('thread_not_found');
  // Answering an answer lands in its thread, as in Slack.
  const thread_ts = named.thread_ts ?? ts;
  return flagOf(call.given, 'reply_broadcast') ? { thread_ts, broadcast: true } : { thread_ts };
}

function writtenMessage(message: Message): Record<string, unknown> {
  return { ...plain(message), ...(message.metadata ? { metadata: message.metadata } : {}) };
}

/** Writing, changing and deleting messages. */
export const chatMethods: Record<string, Method> = {
  'chat.postMessage': method('post', ['chat:write'], (call) => {
    const content = contentOf(call.given);
    const channel = postTarget(call, needText(call.given, 'channel', 'channel_not_found'));
    const message = postMessage(call.slack, channel, call.app.bot_user_id, { ...content, ...threadOf(call, channel) });
    return { channel: channel.id, ts: message.ts, message: writtenMessage(message) };
  }),

  'chat.update': method(3, ['chat:write'], (call) => {
    const channel = joinedChannel(call, needText(call.given, 'channel', 'channel_not_found'));
    const message = ownMessage(call, channel, needText(call.given, 'ts', 'message_not_found'), 'cant_update_message');
    if (channel.is_archived) throw new Refusal('is_archived');
    const content = contentOf(call.given);
    editMessage(call.slack, channel, message, call.app.bot_id, content);
    return { channel: channel.id, ts: message.ts, text: message.text, message: writtenMessage(message) };
  }),

  'chat.delete': method(3, ['chat:write'], (call) => {
    const channel = joinedChannel(call, needText(call.given, 'channel', 'channel_not_found'));
    const message = ownMessage(call, channel, needText(call.given, 'ts', 'message_not_found'), 'cant_delete_message');
    deleteMessage(call.slack, channel, message);
    return { channel: channel.id, ts: message.ts };
  }),

  'chat.postEphemeral': method(4, ['chat:write'], (call) => {
    const content = contentOf(call.given);
    const channel = joinedChannel(call, needText(call.given, 'channel', 'channel_not_found'));
    if (channel.is_archived) throw new Refusal('is_archived');
    const user = needText(call.given, 'user', 'user_not_found');
    if (!call.slack.world.users[user]) throw new Refusal('user_not_found');
    if (!channel.members.includes(user)) throw new Refusal('user_not_in_channel');
    const thread = textOf(call.given, 'thread_ts');
    const { metadata: _unseen, attachments: _unshown, ...said } = content;
    const shown = thread ? { ...said, thread_ts: thread } : said;
    const message = showOnly(call.slack, channel, user, call.app.bot_user_id, shown);
    return { message_ts: message.ts };
  }),

  'chat.getPermalink': method('none', [], (call) => {
    const channel = visibleChannel(call, needText(call.given, 'channel', 'channel_not_found'));
    const message = findMessage(call.slack, channel.id, needText(call.given, 'message_ts', 'message_not_found'));
    if (!message) throw new Refusal('message_not_found');
    return { channel: channel.id, permalink: permalinkOf(call.slack, channel.id, message) };
  }),
};
