import type { ChannelCard, PersonCard, Side } from '../contract.ts';
import type { Channel, User, World } from '../slack/model.ts';
import type { Seen } from '../slack/sees.ts';

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
export function channelCard(world: Readonly<World>, as: string, channel: Channel, seen: Seen): ChannelCard {
  const isDirect = channel.kind === 'im';
  const read = world.read[as]?.[channel.id] ?? '';
  const unread = seen.messages.filter(({ ts, user }) => ts > read && user !== as);
  const mentions = unread.filter(
    ({ text }) => isDirect || text.includes(`<@${as}>`) || /<!(here|channel|everyone)>/.test(text),
  );
  return {
    id: channel.id,
    name: channel.name,
    kind: channel.kind,
    isMember: channel.members.includes(as),
    isArchived: channel.is_archived,
    sharedWith: channel.connected_team_ids.map((id) => world.teams[id]?.name ?? id),
    with: isDirect ? (channel.members.find((id) => id !== as) ?? null) : null,
    unread: unread.length,
    mentions: mentions.length,
    topic: channel.topic,
    lastTs: seen.messages.at(-1)?.ts ?? '',
  };
}
