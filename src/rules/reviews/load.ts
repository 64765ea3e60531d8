/** What the rule asks before it decides; the database only. */

import type { Agency } from '../../agreement/agency.ts';
import type { Agreement } from '../../agreement/agreement.ts';
import { type Missing, missingAmong, partakersOf } from '../../engine/absence.ts';
import { threadOf } from '../../engine/emergency-talk.ts';
import type { EventOf } from '../../engine/event.ts';
import type { Ask, Channel, Deadline, SaidMessage } from '../../engine/facts.ts';
import { readFormSubject } from '../../engine/form-subject.ts';
import type { Incident } from '../../engine/incident.ts';
import type { FollowUp, IncidentReview, ReviewWords } from '../../engine/incident-review.ts';
import { readReviewWords, reviewSubject } from '../../engine/incident-review.ts';
import type { Decision } from '../../engine/rule.ts';
import { actorServes } from '../../engine/serving.ts';
import { ruleName } from './config.ts';
import { isFollowUp, isOfMonth, postKey } from './subject.ts';

/** Whose client it is, and who cannot be told. */
export type Reach = { agreement: Agreement; agency: Agency | null; missing: Missing };

/** The same, and how whoever asks stands to it. */
export type Around = Reach & {
  /** Whether the asker works for this client. */
  serves: boolean;
  /** In which to word field errors. */
  language: string;
};

/** An emergency with what is left of it. */
export type ReviewFacts = {
  kind: 'review';
  incident: Incident;
  review: IncidentReview;
  words: ReviewWords | null;
  followUps: FollowUp[];
  /** The one that the event names. */
  followUp: FollowUp | null;
  said: SaidMessage[];
  deadlines: Deadline[];
  deadline: Deadline | null;
  /** What became of what the client is to read of it; null: nothing was sent. */
  post: SaidMessage['state'] | null;
  /** In which thread the client followed it; null: nowhere yet. */
  thread: string | null;
  channel: Channel | null;
  internal: Channel | null;
  /** Whom a form names, and whether they are the agency's. */
  named: { userId: string; isStaff: boolean } | null;
  /** The zones of whoever has a follow-up or is to have one; null where Slack says none. */
  zones: ReadonlyMap<string, string | null>;
} & Around;

/** A month whose figures are due. */
export type MonthFacts = { kind: 'month'; deadline: Deadline } & Reach;

export type Facts =
  | ReviewFacts
  | MonthFacts
  | ({ kind: 'month-undelivered' } & Reach)
  | { kind: 'not-theirs'; what: 'which' | 'not-yours' | 'gone' | 'none' | 'running' }
  | { kind: 'nothing' };

const nothing: Facts = { kind: 'nothing' };
type About = Omit<Decision<unknown>, 'facts'>;

/** Loads what the event needs. */
export async function load(ask: Ask, about: About): Promise<Facts> {
  const { event } = about;
  switch (event.kind) {
    case 'IncidentChanged':
      return isTurn(event) ? loadReview(ask, about, event.incidentId) : nothing;
    case 'CommandGiven':
      return loadCommand(ask, about, event);
    case 'ButtonPressed':
      return loadSubject(ask, about, event.value);
    case 'FormSubmitted':
      return loadSubject(ask, about, event.subject, String(event.values.owner ?? ''));
    case 'DeadlineDue':
      return event.rule === ruleName ? loadDue(ask, about, event) : nothing;
    case 'DeliveryFailed':
      return event.rule === ruleName ? loadUndelivered(ask, about, event) : nothing;
    default:
      return nothing;
  }
}

async function loadUndelivered(ask: Ask, about: About, { data }: EventOf<'DeliveryFailed'>): Promise<Facts> {
  if (typeof data.incident === 'string') return loadReview(ask, about, data.incident);
  const { agreement, agency } = about;
  if (agreement === null) return nothing;
  return { kind: 'month-undelivered', agreement, agency, missing: await missing(ask, about, agreement) };
}

/** Whether it began, ended, or goes on after its end. */
function isTurn({ from, to }: EventOf<'IncidentChanged'>): boolean {
  return from === null || (from === 'resolved') !== (to === 'resolved');
}

/** `/rules review [NUMBER]`: that one, else the one that ended last. */
async function loadCommand(ask: Ask, about: About, { words }: EventOf<'CommandGiven'>): Promise<Facts> {
  const { agreement } = about;
  if (agreement === null) return { kind: 'not-theirs', what: 'which' };
  if (!(await actorServes(ask, about, agreement))) return { kind: 'not-theirs', what: 'not-yours' };
  const wanted = /(\d{1,6})/.exec(words)?.[1];
  const all = (await ask('incidentsOf', { clientId: agreement.id, most: 200 })).filter(({ isDrill }) => !isDrill);
  const found = all.find(({ number, state }) =>
    wanted === undefined ? state === 'resolved' : number === Number(wanted),
  );
  if (found === undefined)
    return { kind: 'not-theirs', what: wanted === undefined && all.length > 0 ? 'running' : 'none' };
  return found.state === 'resolved' ? loadReview(ask, about, found.id) : { kind: 'not-theirs', what: 'running' };
}

async function loadSubject(ask: Ask, about: About, subject: string, named = ''): Promise<Facts> {
  const { about: id } = readFormSubject(subject);
  const followUp = isFollowUp(id) ? await ask('followUp', { id }) : null;
  return loadReview(ask, about, followUp?.incidentId ?? id, followUp, named);
}

async function loadDue(ask: Ask, about: About, event: EventOf<'DeadlineDue'>): Promise<Facts> {
  const deadline = await ask('deadline', { id: event.deadlineId });
  if (deadline === null || about.agreement === null) return nothing;
  if (!isOfMonth(deadline.subject)) {
    const facts = await loadSubject(ask, about, deadline.subject);
    return facts.kind === 'review' ? { ...facts, deadline } : nothing;
  }
  const { agreement, agency } = about;
  return { kind: 'month', deadline, agreement, agency, missing: await missing(ask, about, agreement) };
}

async function loadReview(
  ask: Ask,
  about: About,
  incidentId: string,
  followUp: FollowUp | null = null,
  named = '',
): Promise<Facts> {
  const { agreement, event } = about;
  const incident = await ask('incident', { id: incidentId });
  if (incident === null || agreement === null || incident.clientId !== agreement.id || incident.isDrill)
    return event.kind === 'IncidentChanged' ? nothing : { kind: 'not-theirs', what: 'gone' };
  const review = (await ask('incidentReview', { incidentId })) ?? blankReview(incident);
  const { channelId } = incident;
  const followUps = await ask('followUpsOf', { clientId: agreement.id, incidentId });
  const kept = review.place === null ? null : await ask('words', { channelId, ts: review.place });
  const subjects = [incidentId, ...followUps.map(({ id }) => id)];
  const channels = await ask('channelsOf', { clientId: agreement.id });
  const [seen] = named === '' ? [] : await ask('seen', { clientId: agreement.id, userIds: [named] });
  const owners = await ask('persons', { userIds: [named, ...followUps.map(({ owner }) => owner)].filter(Boolean) });
  return {
    kind: 'review',
    incident,
    review,
    words: readReviewWords(kept),
    followUps,
    followUp,
    said: await ask('said', { rule: ruleName, subject: reviewSubject(incidentId) }),
    deadlines: await ask('deadlines', { rule: ruleName, subjects, channelIds: [] }),
    deadline: null,
    post: (await ask('saidUnder', { key: postKey(review) }))?.state ?? null,
    thread: await threadOf(ask, incident),
    channel: channels.find(({ id }) => id === channelId) ?? null,
    internal: channels.find(({ role, isArchived }) => role === 'internal' && !isArchived) ?? null,
    named:
      seen === undefined
        ? null
        : { userId: named, isStaff: seen.standing.side === 'staff' && seen.person?.isDeleted !== true },
    zones: new Map(owners.map(({ userId, timeZone }) => [userId, timeZone])),
    ...(await loadAround(ask, about, agreement)),
  };
}

/** Nothing is written, answered or shown. */
export function blankReview({ id, clientId, channelId, revision }: Incident): IncidentReview {
  return {
    ...{ incidentId: id, clientId, channelId, end: revision, answers: [] },
    ...{ place: null, writtenBy: null, writtenAt: null },
    ...{ shownPlace: null, shownBy: null, shownAt: null, shownRevision: null },
    ...{ finishedAt: null, finishedBy: null, revision: 0 },
  };
}

function missing(ask: Ask, { agency, now }: About, agreement: Agreement): Promise<Missing> {
  return missingAmong(ask, agreement.id, partakersOf(agreement, agency), now);
}

async function loadAround(ask: Ask, about: About, agreement: Agreement): Promise<Around> {
  const { event, agency } = about;
  const userId = event.actor ?? '';
  const person = userId === '' ? null : await ask('person', { userId });
  return {
    agreement,
    agency,
    missing: await missing(ask, about, agreement),
    serves: await actorServes(ask, about, agreement),
    language: person?.language ?? agency?.defaults.language ?? 'en',
  };
}
