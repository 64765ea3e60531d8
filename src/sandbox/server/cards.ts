import type { ChannelCard, PersonCard, Side } from '../contract.ts';
import type { Channel, Message, User, World } from '../slack/model.ts';

/** Somebody as everybody sees them. */
export function personCard(world: Readonly<World>, user: User): PersonCard {
  const isOutside = user.team_id !== world.home;
  return {
    id: user.id,
    name: user.name,
    realName: user.real_name,
    title: user.title,
    side: sideOf(user, isOutside),
    company: isOutside ? (world.teams[user.team_id]?.name ?? user.team_id) : null,
    timeZone: user.tz,
    locale: user.locale,
    isDeleted: user.deleted,
  };
}

function sideOf(user: User, isOutside: boolean): Side {
  // Slackbot is a person to the Web API.
  if (user.is_bot || user.id === 'USLACKBOT') return 'bot';
  if (isOutside) return 'external';
  if (user.is_restricted || user.is_ultra_restricted) return 'guest';
  return user.is_admin || user.is_owner ? 'admin' : 'staff';
}

/** A channel as it stands in this person's list. */
export function channelCard(world: Readonly<World>, as: string, channel: Channel): ChannelCard {
  const isDirect = channel.kind === 'im';
  const messages = world.messages[channel.id] ?? [];
  const isMember = channel.members.includes(as);
  // What stands in a channel that one has not joined waits for nobody.
  const unread = isMember ? unreadOf(messages, as, world.read[as]?.[channel.id] ?? '') : [];
  return {
    id: channel.id,
    name: channel.name,
    kind: channel.kind,
    isMember,
    isArchived: channel.is_archived,
    sharedWith: channel.connected_team_ids.map((id) => world.teams[id]?.name ?? id),
    with: isDirect ? (channel.members.find((id) => id !== as) ?? null) : null,
    unread: unread.length,
    mentions: unread.filter(({ text }) => isDirect || names(text, as)).length,
    topic: channel.topic,
    lastTs: messages.at(-1)?.ts ?? '',
  };
}

/** Those after the last one read, looked for from the end: a channel may be long. */
function unreadOf(messages: readonly Message[], as: string, read: string): Message[] {
  const firstUnread = messages.findLastIndex(({ ts }) => ts <= read) + 1;
  return messages.slice(firstUnread).filter(({ user }) => user !== as);
}

const names = (text: string, userId: string) =>
  text.includes(`<@${userId}>`) || /<!(here|channel|everyone)>/.test(text);
