import type { Agreement } from '../../agreement/agreement.ts';
import { scopeOf } from '../../agreement/scope-list.ts';
import { missingAmong, partakersOf } from '../../engine/absence.ts';
import { isInTalk } from '../../engine/emergency-talk.ts';
import type { AskedThing, AskedWork, DeliveryFailed, EventOf, MessagePlace, Opinion } from '../../engine/event.ts';
import type { Ask, WrittenMessage } from '../../engine/facts.ts';
import { readFormSubject } from '../../engine/form-subject.ts';
import type { HeldBack } from '../../engine/held-back.ts';
import { messageSubject, readMessageSubject } from '../../engine/message-subject.ts';
import type { Decision } from '../../engine/rule.ts';
import type { Reach } from './recipients.ts';
import {
  currentOf,
  type FlagRecord,
  type Lane,
  laneSubject,
  readLane,
  readRecord,
  ruleName,
  wantOf,
} from './record.ts';

/** A client's message as it reads now. */
export type HeardFacts = {
  kind: 'heard';
  message: MessagePlace;
  author: string;
  asked: AskedWork;
  record: FlagRecord | null;
  lane: Lane;
  /** What was flagged earlier in the same lane, and may be the same: the latest first. */
  earlier: { ts: string; at: number; record: FlagRecord }[];
  reach: Reach;
};

/** What another reader was asked about, and what it says; null: nothing was to be had from it. */
export type AdjudicatedFacts = { kind: 'adjudicated'; heard: HeardFacts; opinion: Opinion | null };

/** A press, form or shortcut about a message, of somebody who may serve its client. */
export type RequestFacts = {
  kind: 'request';
  serves: boolean;
  agreement: Agreement | null;
  message: WrittenMessage | null;
  isByClient: boolean;
  record: FlagRecord | null;
  lane: Lane;
  /** Whether its words are there to be learnt from. */
  hasWords: boolean;
  heldBack: HeldBack | null;
  reach: Reach | null;
  language: string;
};

export type Facts =
  | HeardFacts
  | AdjudicatedFacts
  | RequestFacts
  | { kind: 'undelivered'; place: MessagePlace; record: FlagRecord; reach: Reach }
  | { kind: 'nothing' };

const nothing: Facts = { kind: 'nothing' };
type About = Omit<Decision<unknown>, 'facts'>;

/** Loads what the event needs; nothing at all for what asks for nothing, and for what staff say. */
export async function load(ask: Ask, about: About): Promise<Facts> {
  const { event, agreement } = about;
  switch (event.kind) {
    case 'MessagePosted':
    case 'MessageEdited':
    case 'MessageDeleted':
      return agreement === null ? nothing : loadHeard(ask, event, agreement, about);
    case 'IncidentChanged':
      return agreement === null || event.from !== null ? nothing : loadRaised(ask, event, agreement, about);
    case 'Adjudicated':
      return agreement === null ? nothing : loadAdjudicated(ask, event, agreement, about);
    case 'ButtonPressed':
    case 'FormSubmitted':
    case 'ShortcutUsed':
      return loadRequest(ask, event, about);
    case 'DeliveryFailed':
      return agreement === null ? nothing : loadUndelivered(ask, event, agreement, about);
    default:
      return nothing;
  }
}

type Heard = EventOf<'MessagePosted' | 'MessageEdited' | 'MessageDeleted'>;

async function loadHeard(ask: Ask, event: Heard, agreement: Agreement, about: About): Promise<Facts> {
  const isByClient = event.side === 'client' || event.side === 'unknown';
  if (!isByClient || event.actor === null) return nothing;
  const heard = event.kind === 'MessageDeleted' ? [] : wantedOf(event.asked);
  if (heard.length === 0 && event.kind === 'MessagePosted') return nothing;
  const { message } = event;
  const record = await loadRecord(ask, message);
  if (heard.length === 0 && record === null) return nothing;
  const written = await ask('message', message);
  // An older wording may be heard after it was rewritten or deleted.
  const isAsking =
    written !== null && written.deletedAt === null && written.needsReply && !(await isUrgent(ask, event, agreement));
  const things = isAsking ? heard : [];
  const version = ('asked' in event ? event.asked?.version : undefined) ?? agreement.version;
  const known = { message, author: event.actor, asked: { version, things }, record };
  return { kind: 'heard', ...known, ...(await loadAround(ask, known, agreement, about)) };
}

/** Where an emergency is talked about nobody weighs what was agreed. */
async function isUrgent(ask: Ask, { message, occurredAt }: Heard, { id }: Agreement): Promise<boolean> {
  return isInTalk(message, await ask('emergencyTalks', { clientIds: [id] }), occurredAt);
}

/** The message that became an emergency: a flag of it that nobody has settled yet is taken back. */
async function loadRaised(
  ask: Ask,
  { incidentId }: EventOf<'IncidentChanged'>,
  agreement: Agreement,
  about: About,
): Promise<Facts> {
  const incident = await ask('incident', { id: incidentId });
  if (incident === null || incident.isDrill || incident.message === null) return nothing;
  const message = { channelId: incident.channelId, ...incident.message };
  const record = await loadRecord(ask, message);
  if (record === null) return nothing;
  const known = { message, author: record.author, asked: { version: agreement.version, things: [] }, record };
  return { kind: 'heard', ...known, ...(await loadAround(ask, known, agreement, about)) };
}

/** What another reader was asked about, and still stands as it was. */
async function loadAdjudicated(
  ask: Ask,
  { message, opinion }: EventOf<'Adjudicated'>,
  agreement: Agreement,
  about: About,
): Promise<Facts> {
  const record = await loadRecord(ask, message);
  if (record?.doubt === undefined) return nothing;
  const known = { message, author: record.author, asked: record.doubt, record };
  const around = await loadAround(ask, known, agreement, about);
  return { kind: 'adjudicated', heard: { kind: 'heard', ...known, ...around }, opinion };
}

async function loadAround(
  ask: Ask,
  { message, asked }: Pick<HeardFacts, 'message' | 'asked'>,
  agreement: Agreement,
  about: About,
): Promise<Pick<HeardFacts, 'lane' | 'earlier' | 'reach'>> {
  const lane = await loadLane(ask, message.channelId, message.threadTs ?? 'top');
  const earlier = await loadEarlier(ask, message, lane, asked.things);
  return { lane, earlier, reach: await loadReach(ask, agreement, about) };
}

/**
 * Each thing that is flagged or asked about, the same one once. What names no service that is known, in a message of which
 * all else is part of the agreement, is about that: "a banner, please. We need it for the fair."
 */
export function wantedOf(asked: AskedWork | null | undefined): AskedThing[] {
  const all = asked?.things ?? [];
  const isVague = ({ scope, closest }: AskedThing) =>
    scope === 'unlisted' && closest.every(({ services }) => services.length === 0);
  const clear = all.filter((one) => !isVague(one));
  const isAllAgreed = clear.length > 0 && clear.every(({ verdict }) => verdict === 'none');
  const things = isAllAgreed ? [] : all.filter(({ verdict }) => verdict !== 'none');
  return things.filter((one, at) => things.findIndex((other) => wantOf(other) === wantOf(one)) === at);
}

async function loadRecord(ask: Ask, place: { channelId: string; ts: string }): Promise<FlagRecord | null> {
  return readRecord(await ask('slot', { rule: ruleName, subject: messageSubject(place) }));
}

async function loadLane(ask: Ask, channelId: string, lane: string): Promise<Lane> {
  return readLane(await ask('slot', { rule: ruleName, subject: laneSubject(channelId, lane) }));
}

async function loadEarlier(
  ask: Ask,
  { channelId, ts }: MessagePlace,
  { flagged }: Lane,
  things: readonly AskedThing[],
): Promise<HeardFacts['earlier']> {
  const wants = things.map(wantOf);
  const alike = flagged.filter((one) => one.ts !== ts && one.wants.some((want) => wants.includes(want)));
  const earlier: HeardFacts['earlier'] = [];
  for (const one of alike.reverse()) {
    const record = await loadRecord(ask, { channelId, ts: one.ts });
    if (record !== null && currentOf(record)?.state !== 'withdrawn') earlier.push({ ts: one.ts, at: one.at, record });
  }
  return earlier;
}

async function loadReach(ask: Ask, agreement: Agreement, { agency, now }: About): Promise<Reach> {
  const partakers = [...partakersOf(agreement, agency), ...itemOwners(agreement)];
  const missing = await missingAmong(ask, agreement.id, partakers, now);
  const channels = await ask('channelsOf', { clientId: agreement.id });
  const standIns = missing.away.flatMap(({ backup }) => backup ?? []);
  return {
    agreement,
    agency,
    missing,
    internal: channels.find(({ role, isArchived }) => role === 'internal' && !isArchived) ?? null,
    persons: await ask('persons', { userIds: [...new Set([...partakers, ...standIns])] }),
  };
}

function itemOwners(agreement: Agreement): string[] {
  return scopeOf(agreement).items.flatMap(({ owner }) => owner?.id ?? []);
}

type Asking = EventOf<'ButtonPressed' | 'FormSubmitted' | 'ShortcutUsed'>;

/** Of which message somebody asks; null where a subject was forged. */
export function placeOf(event: Asking): { channelId: string; ts: string } | null {
  if (event.kind === 'ShortcutUsed') return event.message;
  const subject = event.kind === 'ButtonPressed' ? event.value : event.subject;
  return readMessageSubject(readFormSubject(subject).about);
}

async function loadRequest(ask: Ask, event: Asking, about: About): Promise<RequestFacts> {
  const { agreement, agency, now } = about;
  const place = placeOf(event);
  const served = await ask('clientsServedBy', { userId: event.actor, at: now });
  const serves = agreement !== null && served.some(({ clientId }) => clientId === agreement.id);
  const person = await ask('person', { userId: event.actor });
  const language = person?.language ?? agency?.defaults.language ?? 'en';
  const channel = place === null ? null : await ask('channel', { channelId: place.channelId });
  // A subject may name a channel of another client.
  const isTheirs = serves && channel?.clientId === agreement.id;
  if (place === null || !isTheirs) return { ...unknown, serves, agreement, language };
  const message = await ask('message', place);
  const record = await loadRecord(ask, place);
  const key = currentOf(record)?.keys[0];
  return {
    kind: 'request',
    serves,
    agreement,
    message,
    isByClient: message !== null && (await isByClient(ask, agreement.id, message.author)),
    record,
    lane: await loadLane(ask, place.channelId, message?.threadTs ?? 'top'),
    hasWords: (await ask('words', place)) !== null,
    heldBack: key === undefined ? null : await ask('heldBack', { key }),
    reach: await loadReach(ask, agreement, about),
    language,
  };
}

const unknown: Omit<RequestFacts, 'serves' | 'agreement' | 'language'> = {
  kind: 'request',
  message: null,
  isByClient: false,
  record: null,
  lane: { schema: 1, flagged: [] },
  hasWords: false,
  heldBack: null,
  reach: null,
};

async function isByClient(ask: Ask, clientId: string, userId: string): Promise<boolean> {
  const [seen] = await ask('seen', { clientId, userIds: [userId] });
  return seen?.standing.side === 'client' || seen?.standing.side === 'unknown';
}

async function loadUndelivered(ask: Ask, { data }: DeliveryFailed, agreement: Agreement, about: About): Promise<Facts> {
  const place = readMessageSubject(String(data.subject));
  const record = place === null ? null : await loadRecord(ask, place);
  if (place === null || record === null) return nothing;
  return {
    kind: 'undelivered',
    place: { ...place, threadTs: null },
    record,
    reach: await loadReach(ask, agreement, about),
  };
}
