/** What the rule asks before it decides; the database only. */

import type { Agency } from '../../agreement/agency.ts';
import type { Agreement } from '../../agreement/agreement.ts';
import type { Policy } from '../../agreement/escalation.ts';
import { threadOf } from '../../engine/emergency-talk.ts';
import type { EventOf, MessagePlace } from '../../engine/event.ts';
import type { Ask, Channel, Deadline, SaidMessage } from '../../engine/facts.ts';
import { readFormSubject } from '../../engine/form-subject.ts';
import type { Incident, IncidentEntry, PageRow } from '../../engine/incident.ts';
import { type Decision, firstWord } from '../../engine/rule.ts';
import { actorServes } from '../../engine/serving.ts';
import { sharedChannels } from '../../engine/shared-channel.ts';
import { type Asked, readAsked } from './asked.ts';
import { policyFor } from './built-in.ts';
import type { ChainKnown } from './chain.ts';
import { drillForm, ruleName } from './config.ts';
import { isStaff, loadChain } from './load-chain.ts';
import {
  type AlarmingFacts,
  isAlarming,
  loadAlarming,
  loadOfferPress,
  loadOfferUndelivered,
  loadOver,
  type OfferFacts,
  wakesOnReading,
} from './offer-load.ts';
import { isAgreedSign } from './sign.ts';
import { readRaisedAt } from './subject.ts';

/** Whose client it is, and how whoever asks stands to it. */
export type Around = {
  agreement: Agreement;
  agency: Agency | null;
  /** Whether the asker works for this client. */
  serves: boolean;
  /** In which to word field errors. */
  language: string;
  chain: ChainKnown;
};

/** An emergency that is to be raised, or joined where one runs. */
export type RaiseFacts = {
  kind: 'raise';
  /** Where it runs; null where the client has no channel. */
  channel: Channel | null;
  message: MessagePlace | null;
  mayRaise: boolean;
  /** Which the client's message raised already, be it over. */
  known: boolean;
  running: IncidentFacts | null;
  /** A drill that runs meanwhile. */
  drill: IncidentFacts | null;
  /** How many there were; drills do not count. */
  count: number;
  policy: Policy;
  isBuiltIn: boolean;
} & Around;

/** An emergency as it stands. */
export type IncidentFacts = {
  kind: 'incident';
  incident: Incident;
  entries: IncidentEntry[];
  pages: PageRow[];
  said: SaidMessage[];
  deadlines: Deadline[];
  deadline: Deadline | null;
  /** When whoever has it, or speaks to the client for them, last wrote there; null: not since they have it. */
  lastWroteAt: number | null;
  /** The thread in which the client follows it; null: it does not stand yet. */
  thread: string | null;
  wasPaged: boolean;
  /** Of somebody who is named in the request: whether they are the agency's. */
  named: { userId: string; isStaff: boolean } | null;
  asked: Asked | null;
} & Around;

export type Facts =
  | RaiseFacts
  | IncidentFacts
  | OfferFacts
  /** A message that raises one by how it reads, as the agreement says. */
  | { kind: 'wakes'; alarming: AlarmingFacts; raise: RaiseFacts }
  | { kind: 'list'; clientId: string | null; serves: boolean }
  | { kind: 'not-theirs'; what: 'which' | 'not-yours' | 'gone' | 'none' }
  | { kind: 'nothing' };

const nothing: Facts = { kind: 'nothing' };
/** Of a client's emergencies, drills among them. */
const MOST = 200;
export type About = Omit<Decision<unknown>, 'facts'>;

/** Loads what the event needs. */
export async function load(ask: Ask, about: About): Promise<Facts> {
  const { event } = about;
  switch (event.kind) {
    case 'CommandGiven':
      return loadCommand(ask, about, event);
    case 'ButtonPressed':
      return loadPress(ask, about, event);
    case 'ShortcutUsed':
      return loadRaise(ask, about, event.message.channelId, event.message);
    case 'FormSubmitted':
      return event.form === 'emergency' || event.form === drillForm
        ? loadRaising(ask, about, event.subject)
        : loadIncident(ask, about, readFormSubject(event.subject).about, String(event.values.person ?? ''));
    case 'MessagePosted':
    case 'MessageEdited':
    case 'ReactionChanged':
      return (await isAgreedSign(ask, about))
        ? loadRaise(ask, about, event.message.channelId, event.message)
        : loadReading(ask, about);
    case 'MessageDeleted':
    case 'ConversationMarked':
    case 'IncidentChanged':
      return loadReading(ask, about);
    case 'DeadlineDue': {
      const deadline = event.rule === ruleName ? await ask('deadline', { id: event.deadlineId }) : null;
      return deadline === null ? nothing : loadIncident(ask, about, deadline.subject);
    }
    case 'DeliveryFailed':
      return event.rule === ruleName ? loadUndelivered(ask, about, event) : nothing;
    case 'PageFailed':
      return loadIncident(ask, about, event.incidentId);
    default:
      return nothing;
  }
}

async function loadPress(ask: Ask, about: About, event: EventOf<'ButtonPressed'>): Promise<Facts> {
  const { agreement } = about;
  if (event.action === 'raise-emergency') return loadRaising(ask, about, event.value);
  if (event.action !== 'emergency-none') return loadIncident(ask, about, readFormSubject(event.value).about);
  if (agreement === null) return { kind: 'not-theirs', what: 'gone' };
  if (!(await actorServes(ask, about, agreement))) return { kind: 'not-theirs', what: 'not-yours' };
  return loadOfferPress(ask, agreement, event);
}

async function loadUndelivered(ask: Ask, about: About, event: EventOf<'DeliveryFailed'>): Promise<Facts> {
  const { agreement } = about;
  if (event.data.incident !== undefined) return loadIncident(ask, about, String(event.data.incident));
  const offer = agreement === null ? null : await loadOfferUndelivered(ask, { ...about, agreement }, event);
  return offer ?? nothing;
}

/** What nobody raised: a message that reads like an emergency, and what this event does to those that did. */
async function loadReading(ask: Ask, about: About): Promise<Facts> {
  const { event, agreement, now } = about;
  if (agreement === null) return nothing;
  const known = { ...about, agreement };
  if (!isAlarming(event, now)) return (await loadOver(ask, known)) ?? nothing;
  const alarming = await loadAlarming(ask, known, event);
  if (alarming === null || !wakesOnReading(agreement)) return alarming ?? nothing;
  const raise = await loadRaise(ask, about, event.message.channelId, event.message);
  return raise.kind === 'raise' ? { kind: 'wakes', alarming, raise } : alarming;
}

async function loadCommand(ask: Ask, about: About, event: EventOf<'CommandGiven'>): Promise<Facts> {
  const { agreement } = about;
  const word = firstWord(event.words);
  if (agreement === null) return { kind: 'not-theirs', what: 'which' };
  if (word === 'emergency') return loadRaise(ask, about, await channelOf(ask, agreement, event.channelId), null);
  const serves = await actorServes(ask, about, agreement);
  if (word === 'incidents') return { kind: 'list', clientId: agreement.id, serves };
  if (!serves) return { kind: 'not-theirs', what: 'not-yours' };
  const asked = readAsked(event.words);
  const [running] = (await ask('runningIncidents', { clientIds: [agreement.id] })).filter(({ isDrill }) => !isDrill);
  const latest = (await ask('incidentsOf', { clientId: agreement.id, most: MOST })).find(({ isDrill }) => !isDrill);
  const meant = running ?? (asked?.what === 'reopen' || asked?.what === 'show' ? latest : undefined);
  if (meant === undefined) return { kind: 'not-theirs', what: 'none' };
  const facts = await loadIncident(ask, about, meant.id, asked !== null && 'userId' in asked ? asked.userId : '');
  return facts.kind === 'incident' ? { ...facts, asked } : facts;
}

/** The client's channel that is meant: this one, or from elsewhere their first. */
async function channelOf(ask: Ask, { id }: Agreement, channelId: string | null): Promise<string | null> {
  const shared = await sharedChannels(ask, id);
  return (shared.find((one) => one.id === channelId) ?? shared[0])?.id ?? null;
}

/** Of a button or form that raises one. */
async function loadRaising(ask: Ask, about: About, subject: string): Promise<Facts> {
  const { agreement, event } = about;
  const place = readRaisedAt(subject);
  if (place === null || agreement === null) return { kind: 'not-theirs', what: 'gone' };
  const pressedIn = 'channelId' in event ? (event.channelId ?? null) : null;
  if (place.channelId === null) return loadRaise(ask, about, await channelOf(ask, agreement, pressedIn), null);
  const { channelId, ts } = place;
  const written = ts === null ? null : await ask('message', { channelId, ts });
  return loadRaise(ask, about, channelId, written);
}

async function loadRaise(
  ask: Ask,
  about: About,
  channelId: string | null,
  message: MessagePlace | null,
): Promise<Facts> {
  const { agreement, agency } = about;
  if (agreement === null) return { kind: 'not-theirs', what: 'which' };
  const channel = channelId === null ? null : await ask('channel', { channelId });
  if (channel !== null && channel.clientId !== agreement.id) return { kind: 'not-theirs', what: 'not-yours' };
  const of = { clientId: agreement.id };
  const open = await ask('runningIncidents', { clientIds: [agreement.id] });
  const all = (await ask('incidentsOf', { ...of, most: MOST })).filter(({ isDrill }) => !isDrill);
  const { policy, isBuiltIn } = policyFor(agreement, agency);
  const loaded = async (one: Incident | undefined) => {
    const facts = one === undefined ? null : await loadIncident(ask, about, one.id);
    return facts?.kind === 'incident' ? facts : null;
  };
  return {
    kind: 'raise',
    channel,
    message: message === null ? null : { channelId: message.channelId, ts: message.ts, threadTs: message.threadTs },
    mayRaise: await mayRaise(ask, about, channel),
    known: message !== null && all.some((one) => one.message?.ts === message.ts && one.channelId === channelId),
    running: await loaded(open.find(({ isDrill }) => !isDrill)),
    drill: await loaded(open.find(({ isDrill }) => isDrill)),
    // Not the newest one's: a clock that ran ahead and was set back wrote instants that are still to come.
    count: Math.max(0, ...all.map(({ number }) => number ?? 0)),
    policy,
    isBuiltIn,
    ...(await loadAround(ask, about, agreement, policy)),
  };
}

/** Staff for every client; of the client whoever is named, is in the channel, or presses there. */
async function mayRaise(ask: Ask, { event, agreement }: About, channel: Channel | null): Promise<boolean> {
  const { actor, side } = event;
  if (actor === null || side === 'neither') return false;
  if (side === 'staff' || agreement?.people.client.some(({ id }) => id === actor)) return true;
  if (channel === null) return false;
  if ('message' in event || ('channelId' in event && event.channelId === channel.id)) return true;
  return (await ask('members', { channelId: channel.id })).userIds.includes(actor);
}

async function loadIncident(ask: Ask, about: About, id: string, named = ''): Promise<Facts> {
  const { agreement, event } = about;
  const incident = await ask('incident', { id });
  if (incident === null || agreement === null || incident.clientId !== agreement.id)
    return { kind: 'not-theirs', what: 'gone' };
  const { clientId } = incident;
  const said = await ask('said', { rule: ruleName, subject: id });
  const entries = await ask('incidentEntries', { incidentId: id });
  const [seen] = named === '' ? [] : await ask('seen', { clientId, userIds: [named] });
  return {
    kind: 'incident',
    incident,
    entries,
    pages: await ask('pages', { incidentId: id }),
    said,
    deadlines: await ask('deadlines', { rule: ruleName, subjects: [id], channelIds: [] }),
    deadline: event.kind === 'DeadlineDue' ? await ask('deadline', { id: event.deadlineId }) : null,
    lastWroteAt: await lastWroteAt(ask, incident),
    thread: await threadOf(ask, incident),
    wasPaged: said.some(({ to }) => to.kind === 'person' && to.userId === event.actor),
    named: seen === undefined ? null : { userId: named, isStaff: isStaff(seen) },
    asked: null,
    ...(await loadAround(ask, about, agreement, incident.policy)),
  };
}

async function lastWroteAt(ask: Ask, incident: Incident): Promise<number | null> {
  const { clientId, acknowledgedBy, acknowledgedAt, clientContact } = incident;
  if (acknowledgedBy === null || acknowledgedAt === null) return null;
  const writers = [...new Set([acknowledgedBy, clientContact ?? acknowledgedBy])];
  const each = [];
  for (const userId of writers) each.push(await ask('lastWrote', { clientId, userId, since: acknowledgedAt }));
  return each.reduce((latest, at) => (at === null ? latest : Math.max(latest ?? at, at)), null);
}

async function loadAround(ask: Ask, about: About, agreement: Agreement, policy: Policy): Promise<Around> {
  const { agency, event, now } = about;
  const person = event.actor === null ? null : await ask('person', { userId: event.actor });
  return {
    agreement,
    agency,
    serves: await actorServes(ask, about, agreement),
    language: person?.language ?? agency?.defaults.language ?? 'en',
    chain: await loadChain(ask, { agreement, agency, now }, policy),
  };
}
