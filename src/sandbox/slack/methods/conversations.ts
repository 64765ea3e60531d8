import { directChannel } from '../acquaintance.ts';
import { flagOf, needText, numberOf, textOf } from '../arguments.ts';
import { archiveChannel, describeChannel, joinChannel, leaveChannel, renameChannel } from '../channels.ts';
import {
  conversationScopes,
  joinedChannel,
  type Method,
  method,
  needScope,
  pageOf,
  visibleChannel,
} from '../method.ts';
import { channelObject } from '../objects.ts';
import { Refusal } from '../refusal.ts';
import { makeId, seconds } from '../slack.ts';
import { addChannel } from '../world.ts';
import { reachableUser } from './chat-targets.ts';
import { kindsOf, visibleUser } from './users.ts';

/** Channels: what they are, who is in them, and what an app may do to them. */
export const conversationMethods: Record<string, Method> = {
  'conversations.info': method(3, conversationScopes('read'), (call) => {
    const channel = visibleChannel(call, needText(call.given, 'channel', 'channel_not_found'));
    needScope(call, channel, 'read');
    const object = channelObject(call.slack, channel, true);
    if (flagOf(call.given, 'include_num_members')) object.num_members = channel.members.length;
    if (flagOf(call.given, 'include_locale')) object.locale = 'en-US';
    return { channel: object };
  }),

  'conversations.list': method(2, conversationScopes('read'), (call) => {
    const { slack, given, app } = call;
    const kinds = kindsOf(textOf(given, 'types'));
    const channels = Object.values(slack.world.channels).filter(
      ({ kind, members, is_archived }) =>
        kinds.includes(kind) &&
        (kind === 'channel' || members.includes(app.bot_user_id)) &&
        !(is_archived && flagOf(given, 'exclude_archived')),
    );
    const { page, next } = pageOf(channels, textOf(given, 'cursor'), numberOf(given, 'limit', 100, 1000));
    return {
      channels: page.map((channel) => ({
        ...channelObject(slack, channel, false),
        ...(channel.kind === 'im' ? {} : { num_members: channel.members.length }),
      })),
      response_metadata: { next_cursor: next },
    };
  }),

  'conversations.members': method(4, conversationScopes('read'), (call) => {
    const channel = visibleChannel(call, needText(call.given, 'channel', 'channel_not_found'));
    needScope(call, channel, 'read');
    const limit = numberOf(call.given, 'limit', 100, 1000);
    const { page, next } = pageOf(channel.members, textOf(call.given, 'cursor'), limit);
    return { members: page, response_metadata: { next_cursor: next } };
  }),

  'conversations.open': method(3, ['im:write', 'mpim:write'], (call) => {
    const users = textOf(call.given, 'users')?.split(',').filter(Boolean) ?? [];
    const [user] = users;
    if (!user) {
      const channel = visibleChannel(call, needText(call.given, 'channel', 'users_list_not_supplied'));
      return { no_op: true, already_open: true, channel: { id: channel.id } };
    }
    if (users.length > 1) throw new Refusal('not_enough_users');
    reachableUser(call, user, 'user_not_found');
    const channel = directChannel(call.slack, call.app.bot_user_id, user);
    return { channel: flagOf(call.given, 'return_im') ? channelObject(call.slack, channel, true) : { id: channel.id } };
  }),

  'conversations.join': method(3, ['channels:join'], (call) => {
    const channel = visibleChannel(call, needText(call.given, 'channel', 'channel_not_found'));
    if (channel.kind !== 'channel') throw new Refusal('method_not_supported_for_channel_type');
    if (channel.is_archived) throw new Refusal('is_archived');
    joinChannel(call.slack, channel, call.app.bot_user_id);
    return { channel: channelObject(call.slack, channel, true) };
  }),

  'conversations.leave': method(3, conversationScopes('write'), (call) => {
    const channel = visibleChannel(call, needText(call.given, 'channel', 'channel_not_found'));
    if (!channel.members.includes(call.app.bot_user_id)) return { not_in_channel: true };
    leaveChannel(call.slack, channel, call.app.bot_user_id);
    return {};
  }),

  'conversations.invite': method(3, conversationScopes('write'), (call) => {
    const channel = joinedChannel(call, needText(call.given, 'channel', 'channel_not_found'));
    const users = needText(call.given, 'users', 'no_user').split(',');
    if (channel.is_archived) throw new Refusal('is_archived');
    if (users.includes(call.app.bot_user_id)) throw new Refusal('cant_invite_self');
    if (users.every((user) => channel.members.includes(user))) throw new Refusal('already_in_channel');
    for (const user of users) visibleUser(call, user);
    for (const user of users) joinChannel(call.slack, channel, user, call.app.bot_user_id);
    return { channel: channelObject(call.slack, channel, true) };
  }),

  'conversations.kick': method(3, conversationScopes('write'), (call) => {
    const channel = joinedChannel(call, needText(call.given, 'channel', 'channel_not_found'));
    const user = visibleUser(call, needText(call.given, 'user', 'user_not_found'));
    if (user.id === call.app.bot_user_id) throw new Refusal('cant_kick_self');
    if (!channel.members.includes(user.id)) throw new Refusal('not_in_channel');
    leaveChannel(call.slack, channel, user.id);
    return { errors: {} };
  }),

  'conversations.create': method(2, ['channels:manage', 'groups:write'], (call) => {
    const name = needText(call.given, 'name', 'invalid_name_required');
    if (!/^[\p{L}\p{N}_-]{1,80}$/u.test(name) || name !== name.toLowerCase())
      throw new Refusal('invalid_name_specials');
    const taken = Object.values(call.slack.world.channels).some((channel) => channel.name === name);
    if (taken) throw new Refusal('name_taken');
    const kind = flagOf(call.given, 'is_private') ? 'group' : 'channel';
    const channel = addChannel(call.slack.world, {
      id: makeId(call.slack, 'C'),
      name,
      kind,
      members: [call.app.bot_user_id],
      created: seconds(call.slack),
    });
    call.slack.changed({ kind: 'channel', channel: channel.id });
    return { channel: channelObject(call.slack, channel, true) };
  }),

  'conversations.rename': method(2, conversationScopes('write'), (call) => {
    const channel = joinedChannel(call, needText(call.given, 'channel', 'channel_not_found'));
    renameChannel(call.slack, channel, call.app.bot_user_id, needText(call.given, 'name', 'invalid_name_required'));
    return { channel: channelObject(call.slack, channel, true) };
  }),

  'conversations.archive': method(2, conversationScopes('write'), (call) => {
    const channel = joinedChannel(call, needText(call.given, 'channel', 'channel_not_found'));
    if (channel.is_archived) throw new Refusal('already_archived');
    archiveChannel(call.slack, channel, call.app.bot_user_id, true);
    return {};
  }),

  'conversations.unarchive': method(2, conversationScopes('write'), (call) => {
    const channel = joinedChannel(call, needText(call.given, 'channel', 'channel_not_found'));
    if (!channel.is_archived) throw new Refusal('not_archived');
    archiveChannel(call.slack, channel, call.app.bot_user_id, false);
    return {};
  }),

  'conversations.setTopic': method(2, conversationScopes('write.topic').concat(conversationScopes('write')), (call) => {
    const channel = joinedChannel(call, needText(call.given, 'channel', 'channel_not_found'));
    const topic = needText(call.given, 'topic');
    if (topic.length > 250) throw new Refusal('too_long');
    describeChannel(call.slack, channel, call.app.bot_user_id, 'topic', topic);
    return { channel: channelObject(call.slack, channel, true) };
  }),

  'conversations.setPurpose': method(
    2,
    conversationScopes('write.topic').concat(conversationScopes('write')),
    (call) => {
      const channel = joinedChannel(call, needText(call.given, 'channel', 'channel_not_found'));
      const purpose = needText(call.given, 'purpose');
      if (purpose.length > 250) throw new Refusal('too_long');
      describeChannel(call.slack, channel, call.app.bot_user_id, 'purpose', purpose);
      return { purpose };
    },
  ),
};
