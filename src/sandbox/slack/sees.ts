import { isExternal, resolveChannel } from './acquaintance.ts';
import { allElements } from './form-state.ts';
import type { Bookmark, Channel, Message, View } from './model.ts';
import { messagesOf, type Slack, userOf } from './slack.ts';

/** Something that can be pressed in a message. */
export type Pressable = {
  ts: string;
  blockId: string;
  actionId: string;
  type: string;
  text: string;
  value: string | null;
};

/** What one person sees of one channel. */
export type Seen = {
  channel: string;
  /** Everything in order, answers in threads among it. */
  messages: Message[];
  /** "Only visible to you." */
  ephemerals: Message[];
  pressables: Pressable[];
  /** Messages that are pinned. */
  pins: Message[];
  bookmarks: Bookmark[];
  /** Messages since this person last read here. */
  unread: number;
};

/** Whether somebody may look into a channel: members, and for public ones everybody of the home team but guests. */
export function mayRead(slack: Slack, user: string, channel: Channel): boolean {
  if (channel.members.includes(user)) return true;
  const person = userOf(slack, user);
  const guest = person.is_restricted || person.is_ultra_restricted;
  return channel.kind === 'channel' && !guest && !isExternal(slack, person);
}

function pressablesOf(message: Message): Pressable[] {
  return allElements(message.blocks ?? []).map(({ block, element }) => {
    const label = element.text as { text?: string } | undefined;
    return {
      ts: message.ts,
      blockId: block.block_id ?? '',
      actionId: element.action_id,
      type: element.type,
      text: label?.text ?? '',
      value: typeof element.value === 'string' ? element.value : null,
    };
  });
}

/** What this person sees of this channel: a copy. */
export function sees(slack: Slack, user: string, id: string): Seen {
  const channel = resolveChannel(slack, user, id);
  if (!mayRead(slack, user, channel)) throw new Error(`${user} may not see ${id}`);
  const { world } = slack;
  const messages = structuredClone(messagesOf(slack, channel.id));
  const ephemerals = structuredClone(
    world.ephemerals.filter((one) => one.channel === channel.id && one.user === user).map((one) => one.message),
  );
  const read = world.read[user]?.[channel.id] ?? '';
  return {
    channel: channel.id,
    messages,
    ephemerals,
    pressables: [...messages, ...ephemerals].flatMap(pressablesOf),
    pins: messages.filter((message) => world.pins[channel.id]?.some((pin) => pin.ts === message.ts)),
    bookmarks: structuredClone(world.bookmarks[channel.id] ?? []),
    unread: messages.filter((message) => message.ts > read && message.user !== user).length,
  };
}

/** Channels and direct conversations this person has, and public ones they may enter. */
export function channelsOf(slack: Slack, user: string): Channel[] {
  return structuredClone(Object.values(slack.world.channels).filter((channel) => mayRead(slack, user, channel)));
}

/** The home tab as this person has it; people of other companies have none. */
export function homeOf(slack: Slack, user: string): View | null {
  if (isExternal(slack, userOf(slack, user))) return null;
  const view = slack.world.views[slack.world.homes[user] ?? ''];
  return view ? structuredClone(view) : null;
}
