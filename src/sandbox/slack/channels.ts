import type {
  ChannelArchiveEvent,
  ChannelIDChangedEvent,
  ChannelRenameEvent,
  ChannelSharedEvent,
  ChannelUnarchiveEvent,
  ChannelUnsharedEvent,
  GroupArchiveEvent,
  GroupDeletedEvent,
  GroupRenameEvent,
  GroupUnarchiveEvent,
  MemberJoinedChannelEvent,
  MemberLeftChannelEvent,
} from '@slack/types';
import { postMessage } from './messages.ts';
import type { Channel, Message } from './model.ts';
import { appOf, nextTs, type Slack, userOf } from './slack.ts';

function kindLetter(channel: Channel): string {
  return { channel: 'C', group: 'G', im: 'D', mpim: 'G' }[channel.kind];
}

/** Somebody comes in: the system message and the event. Nothing happens for who is in already. */
export function joinChannel(slack: Slack, channel: Channel, user: string, inviter?: string): void {
  if (channel.members.includes(user)) return;
  channel.members.push(user);
  slack.changed({ kind: 'channel', channel: channel.id, user });
  const invited = inviter ? { inviter } : {};
  slack.emit(
    {
      type: 'member_joined_channel',
      user,
      channel: channel.id,
      channel_type: kindLetter(channel),
      team: userOf(slack, user).team_id,
      ...invited,
      event_ts: nextTs(slack, channel.id),
    } satisfies MemberJoinedChannelEvent,
    { channel, actorTeam: userOf(slack, user).team_id },
  );
  postMessage(slack, channel, user, {
    subtype: 'channel_join',
    text: `<@${user}> has joined the channel`,
    more: invited,
  });
}

/** Somebody goes or is put out. The app itself hears of its own leaving too. */
export function leaveChannel(slack: Slack, channel: Channel, user: string): void {
  if (!channel.members.includes(user)) return;
  const self = user === appOf(slack).bot_user_id;
  if (!self) {
    postMessage(slack, channel, user, { subtype: 'channel_leave', text: `<@${user}> has left the channel` });
  }
  const event = {
    type: 'member_left_channel',
    user,
    channel: channel.id,
    channel_type: kindLetter(channel),
    team: userOf(slack, user).team_id,
    event_ts: nextTs(slack, channel.id),
  } satisfies MemberLeftChannelEvent;
  slack.emit(event, { channel, actorTeam: userOf(slack, user).team_id });
  channel.members = channel.members.filter((member) => member !== user);
  if (self) {
    const type = channel.kind === 'group' ? 'group_left' : 'channel_left';
    slack.emit({ type, channel: channel.id, actor_id: user, event_ts: event.event_ts }, {});
  }
  slack.changed({ kind: 'channel', channel: channel.id, user });
}

type Renamed = Omit<ChannelRenameEvent | GroupRenameEvent, 'type'> & { type: 'channel_rename' | 'group_rename' };

/** Gives a channel another name. */
export function renameChannel(slack: Slack, channel: Channel, user: string, name: string): void {
  const old = channel.name;
  channel.previous_names.unshift(old);
  channel.name = name;
  postMessage(slack, channel, user, {
    subtype: 'channel_name',
    text: `has renamed the channel from "${old}" to "${name}"`,
    more: { old_name: old, name },
  });
  const described = { id: channel.id, name, name_normalized: name, created: channel.created };
  const type = channel.kind === 'group' ? 'group_rename' : 'channel_rename';
  slack.emit(
    {
      type,
      channel: { ...described, is_channel: channel.kind === 'channel', is_mpim: false },
      event_ts: nextTs(slack, channel.id),
    } satisfies Renamed,
    { channel },
  );
  slack.changed({ kind: 'channel', channel: channel.id });
}

/** Closes a channel for good, or opens it again. */
export function archiveChannel(slack: Slack, channel: Channel, user: string, archived: boolean): void {
  const word = archived ? 'archive' : 'unarchive';
  if (!archived) channel.is_archived = false;
  postMessage(slack, channel, user, { subtype: `channel_${word}`, text: `${word}d the channel` });
  channel.is_archived = archived;
  const event_ts = nextTs(slack, channel.id);
  const told = { channel: channel.id, event_ts };
  if (channel.kind === 'channel') {
    slack.emit(
      archived
        ? ({ type: 'channel_archive', user, is_moved: 0, ...told } satisfies ChannelArchiveEvent)
        : ({ type: 'channel_unarchive', user, ...told } satisfies ChannelUnarchiveEvent),
      { channel },
    );
  } else {
    slack.emit(
      archived
        ? ({ type: 'group_archive', user, is_moved: 0, ...told } satisfies GroupArchiveEvent)
        : ({ type: 'group_unarchive', actor_id: user, ...told } satisfies GroupUnarchiveEvent),
      { channel },
    );
  }
  slack.changed({ kind: 'channel', channel: channel.id });
}

/** Deletes a channel. */
export function deleteChannel(slack: Slack, channel: Channel, user: string): void {
  const event_ts = nextTs(slack, channel.id);
  if (channel.kind === 'group') {
    const date_deleted = Math.floor(slack.clock() / 1000);
    const gone = { type: 'group_deleted', channel: channel.id, date_deleted, actor_id: user, event_ts } as const;
    slack.emit(gone satisfies GroupDeletedEvent, { channel });
  } else {
    slack.emit({ type: 'channel_deleted', channel: channel.id, actor_id: user, event_ts }, { channel });
  }
  const { channels, messages, pins, bookmarks } = slack.world;
  for (const table of [channels, messages, pins, bookmarks]) delete table[channel.id];
  slack.changed({ kind: 'channel', channel: channel.id });
}

/** Shares a channel with another company, or ends that. */
export function shareWith(slack: Slack, channel: Channel, team: string, shared: boolean): void {
  const others = channel.connected_team_ids.filter((other) => other !== team);
  channel.connected_team_ids = shared ? [...others, team] : others;
  const event_ts = nextTs(slack, channel.id);
  if (shared) {
    slack.emit(
      { type: 'channel_shared', connected_team_id: team, channel: channel.id, event_ts } satisfies ChannelSharedEvent,
      { channel },
    );
  } else {
    channel.members = channel.members.filter((member) => userOf(slack, member).team_id !== team);
    const left = channel.connected_team_ids.length > 0;
    slack.emit(
      {
        type: 'channel_unshared',
        previously_connected_team_id: team,
        channel: channel.id,
        is_ext_shared: left,
        event_ts,
      } satisfies ChannelUnsharedEvent,
      { channel },
    );
  }
  slack.changed({ kind: 'channel', channel: channel.id });
}

/** Gives a channel another id, as happens to private channels when sharing begins. The old id is unknown from then on. */
export function changeChannelId(slack: Slack, channel: Channel, id: string): void {
  const old = channel.id;
  const { world } = slack;
  world.channels[id] = channel;
  delete world.channels[old];
  channel.id = id;
  for (const table of [world.messages, world.pins, world.bookmarks] as Record<string, unknown>[]) {
    if (table[old] === undefined) continue;
    table[id] = table[old];
    delete table[old];
  }
  for (const mark of world.bookmarks[id] ?? []) mark.channel_id = id;
  for (const ephemeral of world.ephemerals) if (ephemeral.channel === old) ephemeral.channel = id;
  for (const url of Object.values(world.responseUrls)) if (url.channel === old) url.channel = id;
  slack.emit(
    {
      type: 'channel_id_changed',
      old_channel_id: old,
      new_channel_id: id,
      event_ts: nextTs(slack, id),
    } satisfies ChannelIDChangedEvent,
    { channel },
  );
  slack.changed({ kind: 'channel', channel: id });
}

/** Sets topic or purpose. */
export function describeChannel(
  slack: Slack,
  channel: Channel,
  user: string,
  what: 'topic' | 'purpose',
  value: string,
): void {
  channel[what] = value;
  const more: Partial<Message> = what === 'topic' ? { topic: value } : { purpose: value };
  postMessage(slack, channel, user, {
    subtype: `channel_${what}`,
    text: `set the channel ${what}: ${value}`,
    more,
  });
  slack.changed({ kind: 'channel', channel: channel.id });
}
