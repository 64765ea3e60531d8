import { needText } from '../arguments.ts';
import { addReaction, removeReaction } from '../marks.ts';
import { plain } from '../messages.ts';
import { type Call, joinedChannel, type Method, method, visibleChannel } from '../method.ts';
import type { Channel, Message } from '../model.ts';
import { Refusal } from '../refusal.ts';
import { findMessage } from '../slack.ts';

const NAME = /^[\p{L}\p{N}_+'-]+(::skin-tone-[2-6])?$/u;

function subject(call: Call): { channel: Channel; message: Message; name: string } {
  const name = needText(call.given, 'name', 'invalid_name').replace(/^:|:$/g, '');
  if (!NAME.test(name)) throw new Refusal('invalid_name');
  const channel = joinedChannel(call, needText(call.given, 'channel', 'no_item_specified'));
  const message = findMessage(call.slack, channel.id, needText(call.given, 'timestamp', 'no_item_specified'));
  if (!message || message.subtype === 'tombstone') throw new Refusal('message_not_found');
  if (channel.is_archived) throw new Refusal('is_archived');
  return { channel, message, name };
}

/** Emoji under messages. */
export const reactionMethods: Record<string, Method> = {
  'reactions.add': method(3, ['reactions:write'], (call) => {
    const { channel, message, name } = subject(call);
    if (!addReaction(call.slack, channel, message, call.app.bot_user_id, name)) throw new Refusal('already_reacted');
    return {};
  }),

  'reactions.remove': method(2, ['reactions:write'], (call) => {
    const { channel, message, name } = subject(call);
    if (!removeReaction(call.slack, channel, message, call.app.bot_user_id, name)) throw new Refusal('no_reaction');
    return {};
  }),

  'reactions.get': method(3, ['reactions:read'], (call) => {
    const channel = visibleChannel(call, needText(call.given, 'channel', 'no_item_specified'));
    const message = findMessage(call.slack, channel.id, needText(call.given, 'timestamp', 'no_item_specified'));
    if (!message) throw new Refusal('message_not_found');
    return { type: 'message', channel: channel.id, message: structuredClone(plain(message)) };
  }),
};
