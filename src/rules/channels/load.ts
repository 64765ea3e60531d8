import { managersOf } from '../../agreement/agency.ts';
import { firstThere, isThere, missingAmong } from '../../engine/absence.ts';
import type { Audience } from '../../engine/effect.ts';
import type { Destination, Event } from '../../engine/event.ts';
import type { Ask, Channel, DeafChannel } from '../../engine/facts.ts';
import type { Decision } from '../../engine/rule.ts';
import { readTold, subjectOf, type Told } from './told.ts';

export const ruleName = 'channels';

export type Standing = { channel: Channel; deaf: DeafChannel | null; told: Told | null };
export type Recipient = { to: Destination; audience: Audience };

export type Facts = {
  /** The client's channels that the event may have changed something about. */
  standing: Standing[];
  /** Whom to tell: the first who can be reached. Whoever has left is not among them. */
  chain: Recipient[];
};

type About = Omit<Decision<unknown>, 'facts'>;

/** Loads how the channels stand, what was told of them, and who would be told. */
export async function load(ask: Ask, about: About): Promise<Facts> {
  const { event, agreement } = about;
  const { clientId } = event;
  if (clientId === null || agreement === null) return { standing: [], chain: [] };
  const shared = (await ask('channelsOf', { clientId })).filter(({ role }) => role === 'shared');
  const channels = shared.filter(({ id }) => event.kind === 'AgreementApplied' || id === channelOf(event));
  if (channels.length === 0) return { standing: [], chain: [] };
  const deaf = await ask('deafChannels', { clientIds: [clientId] });
  const standing: Standing[] = [];
  for (const channel of channels) {
    const told = readTold(await ask('slot', { rule: ruleName, subject: subjectOf(channel.id) }));
    standing.push({ channel, deaf: deaf.find(({ id }) => id === channel.id) ?? null, told });
  }
  return { standing, chain: await chainOf(ask, about) };
}

/** The channel that an event is about; null where it is about none, or all. */
export function channelOf(event: Event): string | null {
  if (event.kind === 'ChannelChanged') return event.channelId;
  const channelId = event.kind === 'DeliveryFailed' ? event.data.channelId : null;
  return typeof channelId === 'string' ? channelId : null;
}

/** Those who are there; behind them, who is away, for that is better than nobody of the client's own people. */
async function chainOf(ask: Ask, { agreement, agency, now }: About): Promise<Recipient[]> {
  if (agreement === null) return [];
  const { owner, backup } = agreement.people;
  const managers = managersOf(agreement, agency ?? undefined).map(({ id }) => id);
  const named = [owner.id, backup.id, ...managers];
  const missing = await missingAmong(ask, agreement.id, named, now);
  const first = isThere(owner.id, missing) ? owner.id : firstThere(owner.id, named, missing);
  const there = named.filter((id) => isThere(id, missing));
  const away = named.filter((id) => !missing.gone.includes(id));
  const all = [...new Set([...(first === null ? [] : [first]), ...there, ...away])];
  const audience = (id: string) =>
    managers.includes(id) && id !== backup.id ? ('manager' as const) : ('staff' as const);
  const chain = all.map((id): Recipient => ({ to: { kind: 'person', userId: id }, audience: audience(id) }));
  return [...chain, { to: { kind: 'operator' }, audience: 'operator' }];
}
