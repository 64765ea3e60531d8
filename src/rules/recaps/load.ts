/** What the rule asks before it decides; the database only. */

import type { Agency } from '../../agreement/agency.ts';
import type { Agreement } from '../../agreement/agreement.ts';
import { type Missing, missingAmong, partakersOf } from '../../engine/absence.ts';
import type { Event, EventOf, FormValues, MessagePlace } from '../../engine/event.ts';
import type { Ask, Channel } from '../../engine/facts.ts';
import { readFormSubject } from '../../engine/form-subject.ts';
import { type RecapWords, readRecapWords, recapSubject } from '../../engine/meeting-recap.ts';
import { type Decision, firstWord } from '../../engine/rule.ts';
import { actorServes } from '../../engine/serving.ts';
import { sharedChannels } from '../../engine/shared-channel.ts';
import { SKIPPED_VIEW } from '../../engine/skipped.ts';
import { isZoneName } from '../../time/zone.ts';
import { whoFields } from './filled-in.ts';
import { type Action, type Recap, readAction, readRecap, ruleName } from './record.ts';

/** Whose client it is, who of the agency is there, and how whoever asks stands to it. */
export type Around = {
  agreement: Agreement;
  agency: Agency | null;
  missing: Missing;
  serves: boolean;
  /** Whether whoever asks may speak for the client. */
  isTheirs: boolean;
  /** In which to word field errors. */
  language: string;
  /** Zones of everybody who is asked or does something; null where Slack says none. */
  zones: ReadonlyMap<string, string | null>;
};

/** What came out of one meeting, as it stands. */
export type RecapFacts = {
  kind: 'recap';
  recap: Recap;
  /** Written and not sent, and what the client reads; null: nothing, or it is gone. */
  draft: RecapWords | null;
  sent: RecapWords | null;
  /** What somebody does by it, whatever became of that. */
  actions: Action[];
  action: Action | null;
  /** Of what was deleted just now, where the client read it: under which key it was said. */
  goneKey: string | null;
  channel: Channel | null;
  /** On which side those stand who do something by it, and whom a form names. */
  sides: ReadonlyMap<string, string>;
} & Around;

export type Facts =
  | RecapFacts
  | ({ kind: 'begun'; recap: Recap | null } & Around)
  | { kind: 'list'; clientId: string | null; serves: boolean }
  | { kind: 'none'; what: 'which' | 'not-yours' | 'none' | 'gone' }
  | { kind: 'nothing' };

type About = Omit<Decision<unknown>, 'facts'>;
const nothing: Facts = { kind: 'nothing' };

/** Loads what the event needs. */
export async function load(ask: Ask, about: About): Promise<Facts> {
  const { event } = about;
  switch (event.kind) {
    case 'MeetingHeld':
      return loadBegun(ask, about, event);
    case 'CommandGiven':
      return firstWord(event.words) === 'recap' ? loadLatest(ask, about) : loadList(ask, about);
    case 'ButtonPressed':
      return loadSubject(ask, about, event.value);
    case 'FormSubmitted':
      return loadSubject(ask, about, event.subject, event.values);
    case 'DeadlineDue':
      return event.rule === ruleName ? orNothing(await loadSubject(ask, about, event.deadlineId)) : nothing;
    case 'MessageDeleted':
      return loadGone(ask, about, event.message);
    case 'DeliveryFailed':
      if (event.rule !== ruleName || about.agreement === null) return nothing;
      return event.view === SKIPPED_VIEW
        ? { kind: 'begun', recap: null, ...(await loadAround(ask, about, about.agreement)) }
        : orNothing(await loadSubject(ask, about, String(event.data.subject)));
    default:
      return nothing;
  }
}

const orNothing = (facts: Facts): Facts => (facts.kind === 'none' ? nothing : facts);

async function loadGone(ask: Ask, about: About, message: MessagePlace): Promise<Facts> {
  const ours = await ask('saidAt', message);
  if (ours?.view !== 'recap-post') return nothing;
  const facts = orNothing(await loadSubject(ask, about, String(ours.data.subject)));
  return facts.kind === 'recap' ? { ...facts, goneKey: ours.key } : facts;
}

async function loadBegun(ask: Ask, about: About, { meeting }: EventOf<'MeetingHeld'>): Promise<Facts> {
  const { agreement } = about;
  if (agreement === null) return nothing;
  const subjects = [recapSubject(agreement.id, meeting)];
  const [row = null] = await ask('deadlines', { rule: ruleName, subjects, channelIds: [] });
  return { kind: 'begun', recap: readRecap(row), ...(await loadAround(ask, about, agreement)) };
}

/** `/rules recap`: the meeting that began last and is not settled. */
async function loadLatest(ask: Ask, about: About): Promise<Facts> {
  const { agreement, now } = about;
  if (agreement === null) return { kind: 'none', what: 'which' };
  if (!(await actorServes(ask, about, agreement))) return { kind: 'none', what: 'not-yours' };
  const rows = await ask('deadlinesOfClients', { rule: ruleName, clientIds: [agreement.id], breachedSince: now });
  const open = rows.flatMap((row) => readRecap(row) ?? []);
  const latest = open.toSorted((one, other) => other.data.at - one.data.at)[0];
  return latest === undefined ? { kind: 'none', what: 'none' } : loadRecap(ask, about, agreement, latest, null);
}

async function loadList(ask: Ask, about: About): Promise<Facts> {
  const clientId = about.agreement?.id ?? null;
  return { kind: 'list', clientId, serves: await actorServes(ask, about, about.agreement) };
}

/** A recap, or something that somebody does by one; another client's nobody hears of here. */
async function loadSubject(ask: Ask, about: About, subject: string, values: FormValues = {}): Promise<Facts> {
  const { agreement } = about;
  const row = await ask('deadline', { id: readFormSubject(subject).about });
  const action = readAction(row);
  const recap = readRecap(action === null ? row : await ask('deadline', { id: action.data.recap }));
  if (recap === null || agreement === null || recap.data.clientId !== agreement.id)
    return { kind: 'none', what: 'gone' };
  return loadRecap(ask, about, agreement, recap, action, values);
}

async function loadRecap(
  ask: Ask,
  about: About,
  agreement: Agreement,
  recap: Recap,
  action: Action | null,
  values: FormValues = {},
): Promise<RecapFacts> {
  const channel = (await sharedChannels(ask, agreement.id))[0] ?? null;
  const { draft, sent } = recap.data;
  const wordsAt = async (channelId: string | undefined, place: string | undefined) =>
    channelId === undefined || place === undefined
      ? null
      : readRecapWords(await ask('words', { channelId, ts: place }));
  const written = await wordsAt(sent?.channelId ?? channel?.id, draft?.place);
  const posted = await wordsAt(sent?.channelId, sent?.place);
  const subjects = (posted?.actions ?? []).map(({ id }) => actionSubject(recap.subject, id));
  const rows = subjects.length === 0 ? [] : await ask('deadlines', { rule: ruleName, subjects, channelIds: [] });
  const named = whoFields(values);
  const doing = [...new Set([...named, ...(written?.actions ?? []).map(({ owner }) => owner)])];
  const seen = doing.length === 0 ? [] : await ask('seen', { clientId: agreement.id, userIds: doing });
  const owners = action === null ? doing : [...doing, action.data.owner];
  return {
    ...{ kind: 'recap', recap, draft: written, sent: posted, action, goneKey: null, channel },
    actions: rows.flatMap((row) => readAction(row) ?? []),
    sides: new Map(seen.map(({ userId, standing }) => [userId, standing.side])),
    ...(await loadAround(ask, about, agreement, owners)),
  };
}

/** The subject of one thing that somebody does. */
export function actionSubject(recap: string, id: string): string {
  return `${recap}:does:${id}`;
}

/** Named among the client's people; where none are, anybody of the client's side. */
function isTheirs({ people }: Agreement, { actor, side }: Event): boolean {
  return people.client.length === 0 ? side === 'client' : people.client.some(({ id }) => id === actor);
}

async function loadAround(ask: Ask, about: About, agreement: Agreement, more: readonly string[] = []): Promise<Around> {
  const { event, agency, now } = about;
  const actor = event.actor ?? '';
  const userIds = [...new Set([agreement.people.owner.id, actor, ...more])].filter((id) => id !== '');
  const persons = await ask('persons', { userIds });
  const zoneOf = (zone: string | null) => (zone !== null && isZoneName(zone) ? zone : null);
  return {
    ...{ agreement, agency },
    missing: await missingAmong(ask, agreement.id, [...partakersOf(agreement, agency), ...more], now),
    serves: event.source === 'request' && (await actorServes(ask, about, agreement)),
    isTheirs: isTheirs(agreement, event),
    language: persons.find(({ userId }) => userId === actor)?.language ?? 'en',
    zones: new Map(persons.map(({ userId, timeZone }) => [userId, zoneOf(timeZone)])),
  };
}
