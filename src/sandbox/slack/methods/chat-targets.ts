import { directChannel, isExternal, shareChannel } from '../acquaintance.ts';
import { type Call, joinedChannel } from '../method.ts';
import type { Channel, Message, User } from '../model.ts';
import { Refusal } from '../refusal.ts';
import { findMessage } from '../slack.ts';

/** The person an app wants to write to, if Slack lets it. */
export function reachableUser(call: Call, id: string, unknown: string): User {
  const user = call.slack.world.users[id];
  if (!user) throw new Refusal(unknown);
  if (user.is_bot || id === 'USLACKBOT') throw new Refusal('cannot_dm_bot');
  if (user.deleted) throw new Refusal(unknown === 'user_not_found' ? 'user_disabled' : 'channel_not_found');
  if (user.refuses_direct_messages) throw new Refusal(user.refuses_direct_messages);
  if (isExternal(call.slack, user) && !shareChannel(call.slack, call.app.bot_user_id, id)) throw new Refusal(unknown);
  return user;
}

/** Where a message to this channel or user id goes; a user id opens the direct conversation. */
export function postTarget(call: Call, id: string): Channel {
  if (/^[UW]/.test(id)) {
    reachableUser(call, id, 'channel_not_found');
    return writable(call, directChannel(call.slack, call.app.bot_user_id, id));
  }
  const channel = joinedOrPublic(call, id);
  if (channel.kind === 'im') {
    const other = channel.members.find((member) => member !== call.app.bot_user_id);
    if (other) reachableUser(call, other, 'channel_not_found');
  }
  return writable(call, channel);
}

function joinedOrPublic(call: Call, id: string): Channel {
  const named = Object.values(call.slack.world.channels).find(
    ({ name, kind }) => kind === 'channel' && `#${name}` === id,
  );
  return joinedChannel(call, named?.id ?? id);
}

function writable(call: Call, channel: Channel): Channel {
  if (channel.is_archived || channel.frozen_reason) throw new Refusal('is_archived');
  const allowed = channel.posting_restricted_to;
  if (allowed && !allowed.includes(call.app.bot_user_id)) throw new Refusal('restricted_action_read_only_channel');
  return channel;
}

/** A message of the app's own, for changing or deleting. */
export function ownMessage(call: Call, channel: Channel, ts: string, notOwn: string): Message {
  const message = findMessage(call.slack, channel.id, ts);
  if (!message || message.subtype === 'tombstone') throw new Refusal('message_not_found');
  if (message.bot_id !== call.app.bot_id) throw new Refusal(notOwn);
  return message;
}
