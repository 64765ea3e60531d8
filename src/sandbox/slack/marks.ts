import type { ReactionAddedEvent, ReactionRemovedEvent } from '@slack/types';
import { permalinkOf } from './links.ts';
import { plain } from './messages.ts';
import type { Bookmark, Channel, Message } from './model.ts';
import { makeId, nextTs, type Slack, seconds } from './slack.ts';

/** Puts somebody's reaction on a message; false when it is there already. */
export function addReaction(slack: Slack, channel: Channel, message: Message, user: string, name: string): boolean {
  message.reactions ??= [];
  const reactions = message.reactions;
  let reaction = reactions.find((one) => one.name === name);
  if (reaction?.users.includes(user)) return false;
  if (!reaction) {
    reaction = { name, users: [], count: 0 };
    reactions.push(reaction);
  }
  reaction.users.push(user);
  reaction.count = reaction.users.length;
  tellOfReaction(slack, channel, message, user, name, 'reaction_added');
  return true;
}

/** Takes somebody's reaction off again; false when there was none. */
export function removeReaction(slack: Slack, channel: Channel, message: Message, user: string, name: string): boolean {
  const reaction = message.reactions?.find((one) => one.name === name);
  if (!reaction?.users.includes(user)) return false;
  reaction.users = reaction.users.filter((one) => one !== user);
  reaction.count = reaction.users.length;
  message.reactions = message.reactions?.filter((one) => one.count > 0) ?? [];
  if (message.reactions.length === 0) delete message.reactions;
  tellOfReaction(slack, channel, message, user, name, 'reaction_removed');
  return true;
}

/** Slack leaves `item_user` out where a message has no user. */
type Reacted = Omit<ReactionAddedEvent | ReactionRemovedEvent, 'type' | 'item_user'> & {
  type: 'reaction_added' | 'reaction_removed';
  item_user?: string;
};

function tellOfReaction(
  slack: Slack,
  channel: Channel,
  message: Message,
  user: string,
  reaction: string,
  type: 'reaction_added' | 'reaction_removed',
): void {
  slack.changed({ kind: 'message', channel: channel.id, ts: message.ts });
  const actorTeam = slack.world.users[user]?.team_id;
  slack.emit(
    {
      type,
      user,
      reaction,
      item: { type: 'message', channel: channel.id, ts: message.ts },
      ...(message.user ? { item_user: message.user } : {}),
      event_ts: nextTs(slack, channel.id),
    } satisfies Reacted,
    { channel, ...(actorTeam ? { actorTeam } : {}) },
  );
}

/** Pins a message; false when it is pinned already. */
export function pin(slack: Slack, channel: Channel, message: Message, user: string): boolean {
  slack.world.pins[channel.id] ??= [];
  const pins = slack.world.pins[channel.id] ?? [];
  if (pins.some((one) => one.ts === message.ts)) return false;
  pins.unshift({ ts: message.ts, user, created: seconds(slack) });
  message.pinned_to = [channel.id];
  tellOfPin(slack, channel, message, user, 'pin_added');
  return true;
}

/** Takes a pin off; false when there was none. */
export function unpin(slack: Slack, channel: Channel, message: Message, user: string): boolean {
  const pins = slack.world.pins[channel.id] ?? [];
  if (!pins.some((one) => one.ts === message.ts)) return false;
  slack.world.pins[channel.id] = pins.filter((one) => one.ts !== message.ts);
  delete message.pinned_to;
  tellOfPin(slack, channel, message, user, 'pin_removed');
  return true;
}

function tellOfPin(
  slack: Slack,
  channel: Channel,
  message: Message,
  user: string,
  type: 'pin_added' | 'pin_removed',
): void {
  const number = slack.world.pins[channel.id]?.length ?? 0;
  slack.changed({ kind: 'pin', channel: channel.id, ts: message.ts });
  slack.emit(
    {
      type,
      user,
      channel_id: channel.id,
      item: {
        type: 'message',
        created: seconds(slack),
        created_by: user,
        channel: channel.id,
        message: { ...plain(message), permalink: permalinkOf(slack, channel.id, message) },
      },
      item_user: message.user ?? '',
      pin_count: String(number),
      pinned_info: { channel: channel.id, pinned_by: user, pinned_ts: seconds(slack) },
      ...(type === 'pin_removed' ? { has_pins: number > 0 } : {}),
      event_ts: nextTs(slack, channel.id),
    },
    { channel },
  );
}

/** Adds a link to the bar above a channel. */
export function addBookmark(
  slack: Slack,
  channel: Channel,
  given: Pick<Bookmark, 'title' | 'link' | 'emoji'>,
  by: string,
): Bookmark {
  const now = seconds(slack);
  const bookmark: Bookmark = {
    id: makeId(slack, 'Bk'),
    channel_id: channel.id,
    type: 'link',
    date_created: now,
    date_updated: 0,
    last_updated_by_user_id: by,
    ...given,
  };
  slack.world.bookmarks[channel.id] ??= [];
  slack.world.bookmarks[channel.id]?.push(bookmark);
  slack.changed({ kind: 'bookmark', channel: channel.id });
  return bookmark;
}
