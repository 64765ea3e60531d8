import { type Arguments, flagOf, needText, numberOf, textOf } from '../arguments.ts';
import { plain } from '../messages.ts';
import { type Call, conversationScopes, joinedChannel, type Method, method, needScope } from '../method.ts';
import type { Channel, Message } from '../model.ts';
import { Refusal } from '../refusal.ts';
import { findMessage, messagesOf } from '../slack.ts';

const TS = /^\d{1,12}(\.\d{1,6})?$/;

/** A ts in the width of stored ones, so that texts compare as times do. */
function wideTs(value: string, error: string): string {
  if (!TS.test(value)) throw new Refusal(error);
  const [whole = '', micros = ''] = value.split('.');
  return `${whole.padStart(10, '0')}.${micros.padEnd(6, '0')}`;
}

type Span = (ts: string) => boolean;

/** Whether a ts lies between oldest and latest; both ends are left out unless `inclusive`. */
function spanOf(given: Arguments): Span {
  const inclusive = flagOf(given, 'inclusive');
  const oldest = textOf(given, 'oldest');
  const latest = textOf(given, 'latest');
  const from = oldest && oldest !== '0' ? wideTs(oldest, 'invalid_ts_oldest') : null;
  const until = latest ? wideTs(latest, 'invalid_ts_latest') : null;
  return (ts) => {
    if (inclusive && (ts === from || ts === until)) return true;
    return (from === null || ts > from) && (until === null || ts < until);
  };
}

/** A place in a list of messages that stays right while others arrive. */
function cursorTs(given: Arguments): string | null {
  const cursor = textOf(given, 'cursor');
  if (!cursor) return null;
  const match = /^next_ts:(\d{10}\.\d{6})$/.exec(Buffer.from(cursor, 'base64').toString());
  if (!match?.[1]) throw new Refusal('invalid_cursor');
  return match[1];
}

const cursorAt = (message: Message | undefined) =>
  message ? Buffer.from(`next_ts:${message.ts}`).toString('base64') : '';

function shown(call: Call, messages: Message[]): Record<string, unknown>[] {
  const all = flagOf(call.given, 'include_all_metadata');
  return messages.map((message) => structuredClone(all ? message : plain(message)));
}

function readableChannel(call: Call): Channel {
  const channel = joinedChannel(call, needText(call.given, 'channel', 'channel_not_found'));
  needScope(call, channel, 'history');
  return channel;
}

function isTopLevel(message: Message): boolean {
  return !message.thread_ts || message.thread_ts === message.ts || message.subtype === 'thread_broadcast';
}

/** What was said. */
export const historyMethods: Record<string, Method> = {
  'conversations.history': method(3, conversationScopes('history'), (call) => {
    const channel = readableChannel(call);
    const limit = numberOf(call.given, 'limit', 100, 999);
    const fits = spanOf(call.given);
    const before = cursorTs(call.given);
    const messages = messagesOf(call.slack, channel.id);
    const page: Message[] = [];
    for (let index = messages.length - 1; index >= 0 && page.length <= limit; index -= 1) {
      const message = messages[index] as Message;
      if ((before === null || message.ts <= before) && fits(message.ts) && isTopLevel(message)) page.push(message);
    }
    const next = page.length > limit ? page.pop() : undefined;
    return {
      messages: shown(call, page),
      has_more: next !== undefined,
      pin_count: call.slack.world.pins[channel.id]?.length ?? 0,
      channel_actions_ts: null,
      channel_actions_count: 0,
      response_metadata: { next_cursor: cursorAt(next) },
    };
  }),

  'conversations.replies': method(3, conversationScopes('history'), (call) => {
    const channel = readableChannel(call);
    const ts = wideTs(needText(call.given, 'ts', 'thread_not_found'), 'thread_not_found');
    const parent = findMessage(call.slack, channel.id, ts);
    if (!parent) throw new Refusal('thread_not_found');
    const limit = numberOf(call.given, 'limit', 1000, 1000);
    const fits = spanOf(call.given);
    const from = cursorTs(call.given);
    const replies = messagesOf(call.slack, channel.id).filter(
      (message) =>
        message.thread_ts === ts && message.ts !== ts && (from === null || message.ts >= from) && fits(message.ts),
    );
    // The first message leads every first page, whatever the span.
    const all = from === null ? [parent, ...replies] : replies;
    const page = all.slice(0, limit);
    const next = all[limit];
    return {
      messages: shown(call, page),
      has_more: next !== undefined,
      response_metadata: { next_cursor: cursorAt(next) },
    };
  }),
};
