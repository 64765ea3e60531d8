/** Channels and direct conversations in the words and order in which the sidebar shows them. */
import type { ChannelCard, PersonCard } from '../../contract.ts';

/** What a conversation is called: a channel by its name without `#`, a direct one by whom it is with. */
export function channelName(card: ChannelCard, people: PersonCard[]): string {
  if (card.kind !== 'im') return card.name;
  return people.find((person) => person.id === card.with)?.realName ?? 'Somebody';
}

/** How a conversation is named in a sentence: `#nova-bikes`, or `Mira Aksoy`. */
export function channelTitle(card: ChannelCard, people: PersonCard[]): string {
  return card.kind === 'channel' || card.kind === 'group' ? `#${card.name}` : channelName(card, people);
}

export type ChannelGroups = { channels: ChannelCard[]; directs: ChannelCard[]; app: ChannelCard | null };

/** Everything in the order of the sidebar: own channels first, those to join next, archived ones last. */
export function sidebarOf(cards: ChannelCard[], people: PersonCard[], appUser: string): ChannelGroups {
  const rank = (card: ChannelCard) => (card.isArchived ? 2 : card.isMember ? 0 : 1);
  const byName = (one: ChannelCard, other: ChannelCard) =>
    channelName(one, people).localeCompare(channelName(other, people));
  const channels = cards
    .filter((card) => card.kind === 'channel' || card.kind === 'group')
    .sort((one, other) => rank(one) - rank(other) || byName(one, other));
  const directs = cards.filter((card) => (card.kind === 'im' || card.kind === 'mpim') && card.with !== appUser);
  return { channels, directs: directs.sort(byName), app: cards.find((card) => card.with === appUser) ?? null };
}

/** How an address names the direct conversation with somebody, whose own id differs for everybody. */
export function channelWith(user: string): string {
  return `with:${user}`;
}

/** The conversation that an address names, by its id or by whom it is with. */
export function channelNamed(cards: ChannelCard[], name: string | null): ChannelCard | undefined {
  return cards.find((card) => card.id === name || (card.with !== null && channelWith(card.with) === name));
}

/** Where a window goes that was not told of a channel: the first that is shared with another company, else the first. */
export function firstChannel(cards: ChannelCard[], people: PersonCard[], appUser: string): ChannelCard | undefined {
  const { channels, directs } = sidebarOf(cards, people, appUser);
  const own = channels.filter((card) => card.isMember && !card.isArchived);
  return own.find((card) => card.sharedWith.length > 0) ?? own[0] ?? channels[0] ?? directs[0];
}

/** All that is said of a channel beside its name, for those who hear it. */
export function channelRemarks(card: ChannelCard): string[] {
  return [
    card.kind === 'group' ? 'private' : '',
    card.sharedWith.length > 0 ? `shared with ${card.sharedWith.join(', ')}` : '',
    card.isArchived ? 'archived' : '',
    card.isMember || card.kind === 'im' ? '' : 'not joined',
    card.unread > 0 ? `${card.unread} unread` : '',
    card.mentions > 0 && card.kind !== 'im' ? `${card.mentions} for you` : '',
  ].filter((remark) => remark !== '');
}
