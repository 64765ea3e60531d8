import { needText } from '../arguments.ts';
import { permalinkOf } from '../links.ts';
import { pin, unpin } from '../marks.ts';
import { plain } from '../messages.ts';
import { type Call, joinedChannel, type Method, method } from '../method.ts';
import type { Channel, Message } from '../model.ts';
import { Refusal } from '../refusal.ts';
import { findMessage } from '../slack.ts';

function subject(call: Call): { channel: Channel; message: Message } {
  const channel = joinedChannel(call, needText(call.given, 'channel', 'channel_not_found'));
  const message = findMessage(call.slack, channel.id, needText(call.given, 'timestamp', 'no_item_specified'));
  if (!message || message.subtype === 'tombstone') throw new Refusal('message_not_found');
  if (channel.is_archived) throw new Refusal('is_archived');
  return { channel, message };
}

/** What is kept at hand in a channel. */
export const pinMethods: Record<string, Method> = {
  'pins.add': method(2, ['pins:write'], (call) => {
    const { channel, message } = subject(call);
    if (!pin(call.slack, channel, message, call.app.bot_user_id)) throw new Refusal('already_pinned');
    return {};
  }),

  'pins.remove': method(2, ['pins:write'], (call) => {
    const { channel, message } = subject(call);
    if (!unpin(call.slack, channel, message, call.app.bot_user_id)) throw new Refusal('no_pin');
    return {};
  }),

  'pins.list': method(2, ['pins:read'], (call) => {
    const channel = joinedChannel(call, needText(call.given, 'channel', 'channel_not_found'));
    const items = (call.slack.world.pins[channel.id] ?? []).flatMap((one) => {
      const message = findMessage(call.slack, channel.id, one.ts);
      if (!message) return [];
      const permalink = permalinkOf(call.slack, channel.id, message);
      return [
        {
          type: 'message',
          channel: channel.id,
          created: one.created,
          created_by: one.user,
          message: { ...structuredClone(plain(message)), permalink },
        },
      ];
    });
    return { items };
  }),
};
