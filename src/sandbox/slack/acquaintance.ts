import type { Channel, User } from './model.ts';
import { channelOf, makeId, type Slack, seconds, userOf } from './slack.ts';

/** The direct conversation of two, made when it is not there yet. */
export function directChannel(slack: Slack, one: string, other: string): Channel {
  const existing = findDirect(slack, one, other);
  if (existing) return existing;
  const id = makeId(slack, 'D');
  const teams = [userOf(slack, one).team_id, userOf(slack, other).team_id].filter((team) => team !== slack.world.home);
  const channel: Channel = {
    id,
    name: '',
    kind: 'im',
    creator: one,
    created: seconds(slack),
    members: [one, other],
    is_archived: false,
    connected_team_ids: [...new Set(teams)],
    host_team_id: slack.world.home,
    topic: '',
    purpose: '',
    previous_names: [],
    frozen_reason: null,
    posting_restricted_to: null,
  };
  slack.world.channels[id] = channel;
  slack.world.messages[id] = [];
  slack.changed({ kind: 'channel', channel: id });
  return channel;
}

/** The direct conversation of two, if they have one. */
export function findDirect(slack: Slack, one: string, other: string): Channel | undefined {
  return Object.values(slack.world.channels).find(
    ({ kind, members }) => kind === 'im' && members.includes(one) && members.includes(other) && one !== other,
  );
}

/** Whether two people or bots are together in a channel that is no direct conversation. */
export function shareChannel(slack: Slack, one: string, other: string): boolean {
  return Object.values(slack.world.channels).some(
    ({ kind, members, is_archived }) =>
      kind !== 'im' && !is_archived && members.includes(one) && members.includes(other),
  );
}

/** Whether somebody of another company. */
export function isExternal(slack: Slack, user: User): boolean {
  return user.team_id !== slack.world.home && user.id !== 'USLACKBOT';
}

/** A channel id, or the direct conversation with the named person or bot. */
export function resolveChannel(slack: Slack, user: string, id: string): Channel {
  if (!/^[UW]/.test(id)) return channelOf(slack, id);
  const direct = findDirect(slack, user, id);
  if (!direct) throw new Error(`${user} and ${id} have no direct conversation`);
  return direct;
}
