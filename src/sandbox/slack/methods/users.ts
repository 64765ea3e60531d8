import { isExternal, shareChannel } from '../acquaintance.ts';
import { flagOf, needText, numberOf, textOf } from '../arguments.ts';
import { type Call, type Method, method, pageOf } from '../method.ts';
import type { User } from '../model.ts';
import { channelObject, userObject } from '../objects.ts';
import { Refusal } from '../refusal.ts';

/** The person, if the app may know them: the home team's, and others met in a shared channel. */
export function visibleUser(call: Call, id: string): User {
  const user = call.slack.world.users[id];
  if (!user) throw new Refusal('user_not_found');
  if (isExternal(call.slack, user) && !shareChannel(call.slack, call.app.bot_user_id, id)) {
    throw new Refusal('user_not_visible');
  }
  return user;
}

/** People. */
export const userMethods: Record<string, Method> = {
  'users.info': method(4, ['users:read'], (call) => {
    const user = visibleUser(call, needText(call.given, 'user', 'user_not_found'));
    return { user: userObject(call.slack, user, flagOf(call.given, 'include_locale')) };
  }),

  'users.list': method(2, ['users:read'], ({ slack, given }) => {
    const people = Object.values(slack.world.users).filter((user) => !isExternal(slack, user));
    const { page, next } = pageOf(people, textOf(given, 'cursor'), numberOf(given, 'limit', 1000, 1000));
    const members = page.map((user) => userObject(slack, user, flagOf(given, 'include_locale')));
    return { members, cache_ts: Math.floor(slack.clock() / 1000), response_metadata: { next_cursor: next } };
  }),

  'users.lookupByEmail': method(3, ['users:read.email'], ({ slack, given }) => {
    const email = needText(given, 'email');
    const user = Object.values(slack.world.users).find((one) => one.email === email && !isExternal(slack, one));
    if (!user) throw new Refusal('users_not_found');
    return { user: userObject(slack, user, false) };
  }),

  'users.conversations': method(3, ['channels:read', 'groups:read', 'im:read', 'mpim:read'], (call) => {
    const { slack, given, app } = call;
    const kinds = kindsOf(textOf(given, 'types'));
    const user = textOf(given, 'user') ?? app.bot_user_id;
    const channels = Object.values(slack.world.channels).filter(
      ({ kind, members, is_archived }) =>
        kinds.includes(kind) &&
        members.includes(user) &&
        (kind === 'channel' || members.includes(app.bot_user_id)) &&
        !(is_archived && flagOf(given, 'exclude_archived')),
    );
    const { page, next } = pageOf(channels, textOf(given, 'cursor'), numberOf(given, 'limit', 100, 999));
    return {
      channels: page.map((channel) => channelObject(slack, channel, false)),
      response_metadata: { next_cursor: next },
    };
  }),

  'usergroups.users.list': method(2, ['usergroups:read'], ({ slack, given }) => {
    const users = slack.world.userGroups?.[needText(given, 'usergroup')];
    if (users === undefined) throw new Refusal('no_such_subteam');
    return { users: users.filter((id) => !slack.world.users[id]?.deleted) };
  }),

  // Of somebody else Slack tells their hours, and no pause that they made by hand.
  'dnd.info': method(3, ['dnd:read'], (call) => {
    const { dnd } = visibleUser(call, textOf(call.given, 'user') ?? call.app.bot_user_id);
    const { since = 1000, until = 1000 } = dnd ?? {};
    return {
      dnd_enabled: dnd !== undefined,
      next_dnd_start_ts: Math.floor(since / 1000),
      next_dnd_end_ts: Math.floor(until / 1000),
    };
  }),

  'users.getPresence': method(3, ['users:read'], (call) => {
    visibleUser(call, needText(call.given, 'user', 'user_not_found'));
    return { presence: 'active' };
  }),
};

const KIND_OF_TYPE: Record<string, string> = {
  public_channel: 'channel',
  private_channel: 'group',
  im: 'im',
  mpim: 'mpim',
};

/** Kinds of conversation named by a `types` argument; public channels without one. */
export function kindsOf(types: string | undefined): string[] {
  return (types || 'public_channel').split(',').map((type) => {
    const kind = KIND_OF_TYPE[type.trim()];
    if (!kind) throw new Refusal('invalid_types');
    return kind;
  });
}
