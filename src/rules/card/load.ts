import { type Agreement, sideIn } from '../../agreement/agreement.ts';
import { diffAgreements } from '../../agreement/diff.ts';
import { type CardPart, partsChanged } from '../../engine/card.ts';
import { clientSubject, readClientSubject } from '../../engine/client-subject.ts';
import type { Event, EventOf } from '../../engine/event.ts';
import type { Ask, Channel } from '../../engine/facts.ts';
import type { Decision } from '../../engine/rule.ts';
import {
  isThere,
  loadNewcomers,
  loadPlace,
  loadPlaces,
  loadReaders,
  type Newcomers,
  type Place,
  type Read,
  ruleName,
} from './slots.ts';

/** What a person who asked may be shown. */
export type AskedFacts = {
  kind: 'asked';
  what: 'one' | 'which' | 'stranger' | 'unknown-client';
  clientId: string | null;
  serves: boolean;
};

/** Somebody pressed *Put it in the channel*, or took it out. */
export type PressedFacts = { kind: 'pressed'; clientId: string; serves: boolean; upkeep: Upkeep };

export type ReadFacts = {
  kind: 'read';
  agreement: Agreement;
  version: number;
  readers: Read[];
  places: Place[];
};

/** All that is needed to keep the cards of a client as they should be. */
export type Upkeep = {
  clientId: string;
  places: Place[];
  /** When what stands there reads otherwise by itself, epoch milliseconds; null: not in sight. */
  until: number | null;
  /** The deadline that wakes us then; null where none was ever set. */
  deadlineId: string | null;
};

export type AppliedFacts = {
  kind: 'applied';
  upkeep: Upkeep;
  version: number;
  /** The version that it replaces. */
  before: Agreement | null;
  /** Whether anything that both sides read is another than before. */
  isNews: boolean;
  /** Who had read the version before. */
  readers: Read[];
};

export type JoinedFacts = {
  kind: 'joined';
  channelId: string;
  userId: string;
  place: Place;
  newcomers: Newcomers | null;
  wasShown: boolean;
};

export type Facts =
  | AskedFacts
  | PressedFacts
  | ReadFacts
  | AppliedFacts
  | JoinedFacts
  | { kind: 'upkeep'; upkeep: Upkeep }
  | { kind: 'gone'; place: Place }
  | { kind: 'lacking'; channelId: string }
  | { kind: 'unput'; place: Place }
  | { kind: 'nothing' };

const nothing: Facts = { kind: 'nothing' };
type About = Omit<Decision<unknown>, 'facts'>;

/** Under which key somebody is shown a version when they join. */
export function asideKey(clientId: string, userId: string, version: number): string {
  return `card:aside:${clientId}:${userId}:${version}`;
}

/** Makes what loads for a card of these parts. */
export function loader(parts: readonly CardPart[]): (ask: Ask, about: About) => Promise<Facts> {
  return async (ask, { event, agreement, now }) => {
    if (event.kind === 'CommandGiven') return loadAsked(ask, event, agreement);
    if (event.kind === 'ButtonPressed')
      return event.action === 'card-read' ? loadRead(ask, event) : loadPressed(ask, event, parts, now);
    return agreement === null ? nothing : loadHappening(ask, event, agreement, { parts, now });
  };
}

type Seen = { parts: readonly CardPart[]; now: number };

async function loadHappening(ask: Ask, event: Event, agreement: Agreement, { parts, now }: Seen): Promise<Facts> {
  switch (event.kind) {
    case 'ChannelChanged':
      if (event.change !== 'bot-joined') return nothing;
      return { kind: 'upkeep', upkeep: await loadUpkeep(ask, agreement, parts, now) };
    case 'DeadlineDue':
    case 'MilestoneChanged':
      return { kind: 'upkeep', upkeep: await loadUpkeep(ask, agreement, parts, now) };
    case 'AgreementApplied':
      return loadApplied(ask, event, agreement, { parts, now });
    case 'MessageDeleted':
      return loadGone(ask, event);
    case 'MemberJoined':
      return loadJoined(ask, event, agreement);
    case 'DeliveryFailed': {
      const channelId = event.to.kind === 'channel' && event.view === 'card' ? event.to.channelId : null;
      if (channelId === null) return nothing;
      if (event.because.startsWith('lacks ')) return { kind: 'lacking', channelId };
      const channel = await ask('channel', { channelId });
      return channel === null ? nothing : { kind: 'unput', place: await loadPlace(ask, channel) };
    }
    default:
      return nothing;
  }
}

async function loadAsked(ask: Ask, event: EventOf<'CommandGiven'>, agreement: Agreement | null): Promise<AskedFacts> {
  const userId = event.actor;
  const served = await ask('clientsServedBy', { userId });
  const naming = await ask('clientsNaming', { userId });
  const serves = (clientId: string) => served.some((one) => one.clientId === clientId);
  const one = (clientId: string): AskedFacts => ({ kind: 'asked', what: 'one', clientId, serves: serves(clientId) });
  const wanted = event.words
    .trim()
    .replace(/^\S+\s*/, '')
    .toLowerCase();
  const known = [...served, ...naming];
  if (wanted !== '') {
    const named = known.find(({ clientId, name }) => [clientId, name.toLowerCase()].includes(wanted));
    return named ? one(named.clientId) : { kind: 'asked', what: 'unknown-client', clientId: null, serves: false };
  }
  const channel = event.channelId === null ? null : await ask('channel', { channelId: event.channelId });
  if (agreement !== null && (await maySeeHere(event, agreement, channel, known))) return one(agreement.id);
  const ids = [...new Set(known.map(({ clientId }) => clientId))];
  if (ids.length === 1 && ids[0] !== undefined) return one(ids[0]);
  return { kind: 'asked', what: ids.length === 0 ? 'stranger' : 'which', clientId: null, serves: false };
}

/** Staff, and whoever is of the client's side where the client reads; not somebody of another client. */
async function maySeeHere(
  { actor, side }: Event,
  agreement: Agreement,
  channel: Channel | null,
  known: readonly { clientId: string }[],
): Promise<boolean> {
  if (known.some(({ clientId }) => clientId === agreement.id) || side === 'staff') return true;
  if (sideIn(agreement, actor ?? '') === 'client') return true;
  return channel?.role === 'shared' && side !== 'neither' && known.length === 0;
}

async function loadRead(ask: Ask, event: EventOf<'ButtonPressed'>): Promise<Facts> {
  const named = readClientSubject(event.value);
  const agreement = named === null ? null : await ask('agreement', { clientId: named.clientId });
  if (agreement === null || named?.version == null) return nothing;
  return {
    kind: 'read',
    agreement,
    version: named.version,
    readers: await loadReaders(ask, agreement.id, named.version),
    places: await loadPlaces(ask, agreement.id),
  };
}

async function loadPressed(
  ask: Ask,
  { actor, value }: EventOf<'ButtonPressed'>,
  parts: readonly CardPart[],
  now: number,
): Promise<Facts> {
  const clientId = readClientSubject(value)?.clientId;
  const agreement = clientId === undefined ? null : await ask('agreement', { clientId });
  if (clientId === undefined || agreement === null) return nothing;
  const served = await ask('clientsServedBy', { userId: actor });
  const serves = served.some((one) => one.clientId === clientId);
  return { kind: 'pressed', clientId, serves, upkeep: await loadUpkeep(ask, agreement, parts, now) };
}

async function loadUpkeep(ask: Ask, agreement: Agreement, parts: readonly CardPart[], now: number): Promise<Upkeep> {
  const clientId = agreement.id;
  const found = await ask('deadlines', { rule: ruleName, subjects: [clientSubject(clientId)], channelIds: [] });
  const ends = parts.flatMap(({ until }) => until?.(agreement, now) ?? []);
  return {
    clientId,
    places: await loadPlaces(ask, clientId),
    until: ends.length === 0 ? null : Math.min(...ends),
    deadlineId: found[0]?.id ?? null,
  };
}

async function loadApplied(
  ask: Ask,
  { version, before }: EventOf<'AgreementApplied'>,
  agreement: Agreement,
  { parts, now }: Seen,
): Promise<AppliedFacts> {
  const clientId = agreement.id;
  const replaced = before === null ? null : await ask('agreement', { clientId, version: before });
  return {
    kind: 'applied',
    upkeep: await loadUpkeep(ask, agreement, parts, now),
    version,
    before: replaced,
    isNews: before !== null && (await changedParts(ask, { clientId, version, before }, parts)).length > 0,
    readers: before === null ? [] : await loadReaders(ask, clientId, before),
  };
}

/** Of which parts of the card one version speaks otherwise than another. */
export async function changedParts(
  ask: Ask,
  { clientId, version, before }: { clientId: string; version: number; before: number },
  parts: readonly CardPart[],
): Promise<CardPart[]> {
  const old = await ask('agreementText', { clientId, version: before });
  const young = await ask('agreementText', { clientId, version });
  if (old === null || young === null) return [];
  const paths = diffAgreements(old.resolvedText, young.resolvedText).map(({ path }) => path);
  return partsChanged(parts, paths);
}

async function loadGone(ask: Ask, { message }: EventOf<'MessageDeleted'>): Promise<Facts> {
  const channel = await ask('channel', { channelId: message.channelId });
  if (channel === null) return nothing;
  const place = await loadPlace(ask, channel);
  const stands = place.slot?.key == null ? null : await ask('standsAt', { key: place.slot.key });
  return stands?.ts === message.ts ? { kind: 'gone', place } : nothing;
}

async function loadJoined(
  ask: Ask,
  { channelId, userId, side }: EventOf<'MemberJoined'>,
  agreement: Agreement,
): Promise<Facts> {
  const channel = side === 'client' ? await ask('channel', { channelId }) : null;
  if (channel === null || channel.role !== 'shared') return nothing;
  const place = await loadPlace(ask, channel);
  if (!isThere(place)) return nothing;
  const shown = await ask('saidUnder', { key: asideKey(agreement.id, userId, agreement.version) });
  const newcomers = await loadNewcomers(ask, channelId);
  return { kind: 'joined', channelId, userId, place, newcomers, wasShown: shown !== null };
}
