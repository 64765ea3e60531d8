/** An emergency with everything in it as long as it may be, and hostile where people write: what its views are drawn from. */
import { readFileSync } from 'node:fs';
import type { Agreement } from '../../../agreement/agreement.ts';
import type { Policy } from '../../../agreement/escalation.ts';
import { loadAgreement } from '../../../agreement/load.ts';
import type { ViewData } from '../../../engine/event.ts';
import type { Ask, Question } from '../../../engine/facts.ts';
import { type Incident, type IncidentEntry, type PageRow, pageView } from '../../../engine/incident.ts';
import { sections } from '../../index.ts';

export const now = Date.parse('2026-11-07T03:00:00+01:00');
const MINUTE = 60_000;
const root = new URL('../../../../', import.meta.url);
export const place = { channelId: 'c-nova', ts: '1794013200.000100' };

const people = Array.from({ length: 20 }, (_, index) => `U0${String.fromCharCode(65 + index)}LONGEST`);
const hostile = '<!channel> <@U0MIRA> & *so* `on` ';
/** As much as Slack lets anybody write in a field, and in one line. */
const words = hostile.repeat(100).slice(0, 3000);
const name = '*<&>_'.repeat(16);

/** Twenty steps of twenty people by every way. */
const policy: Policy = {
  hours: 'always',
  repeat: 9,
  steps: Array.from({ length: 20 }, () => ({
    page: people.map((id) => ({ kind: 'person' as const, id })),
    by: ['slack', 'sms', 'call', 'email', 'webhook', 'pagerduty'],
    wait: { ms: 24 * 60 * MINUTE },
  })),
};

const read = new Map<string, Agreement>();

function agreed(language: string): Agreement {
  const known = read.get(language) ?? agreedAnew(language);
  read.set(language, known);
  return known;
}

function agreedAnew(language: string): Agreement {
  const template = (file: string) => readFileSync(new URL(`agreements/${file}`, root), 'utf8');
  const text = readFileSync(new URL('src/sandbox/sample/nova.yml', root), 'utf8');
  const loaded = loadAgreement(text.replace('language: en', `language: ${language}`), {
    ...{ fileName: 'nova.yml', sections, template },
  });
  if (!loaded.ok) throw new Error('The sample cannot be read.');
  const { agreement } = loaded;
  const emergency = {
    ...(agreement.sections.emergency as object),
    ...{ policy, calm: hostile.repeat(20).slice(0, 500), fairUse: { count: 99 } },
    criteria: Array.from({ length: 10 }, () => hostile.repeat(20).slice(0, 300)),
  };
  return {
    ...agreement,
    client: { ...agreement.client, name: '<b>&*_~`'.repeat(10) },
    sections: { ...agreement.sections, emergency },
  };
}

export function incident(changes: Partial<Incident> = {}): Incident {
  return {
    ...{ id: 'incident-1', clientId: 'nova', number: 999, state: 'triggered', severity: 'critical', isDrill: false },
    ...{ channelId: place.channelId, message: { ts: place.ts, threadTs: null }, raisedBy: people[0] ?? '' },
    ...{ raisedAt: now - 60 * MINUTE, policy, step: 1, round: 0, acknowledgedBy: null, acknowledgedAt: null },
    ...{ lead: people[2] ?? null, clientContact: people[3] ?? null, nextUpdateAt: now + MINUTE, resolvedBy: null },
    ...{ resolvedAt: null, how: null, place: 'kept:words', revision: 5 },
    ...changes,
  };
}

export const states: Record<string, Partial<Incident>> = {
  triggered: {},
  yours: { state: 'acknowledged', acknowledgedBy: people[1] ?? null, acknowledgedAt: now - MINUTE },
  taken: { state: 'acknowledged', acknowledgedBy: people[4] ?? null, acknowledgedAt: now - MINUTE },
  resolved: { state: 'resolved', resolvedBy: people[4] ?? null, resolvedAt: now, how: 'resolved' },
  'false alarm': { state: 'resolved', resolvedBy: people[4] ?? null, resolvedAt: now, how: 'false-alarm' },
  drill: { isDrill: true, number: null },
  'drill over': { isDrill: true, number: null, state: 'resolved', resolvedBy: null, resolvedAt: now, how: 'resolved' },
};

/** Who reads it. */
export const readerId = people[1] ?? '';

const kinds: [IncidentEntry['kind'], ViewData][] = [
  ['raised', { atOnce: true }],
  ['joined', { ts: null }],
  ['paged', { round: 0, people, ways: ['slack', 'sms', 'call', 'email', 'webhook', 'pagerduty'] }],
  ['not-reached', { round: 0, people, because: people.map(() => 'away') }],
  ['not-reached', { people, ways: ['slack'], because: ['user_not_found'] }],
  ['exhausted', { round: 3 }],
  ['acknowledged', {}],
  ['paged-again', { userId: people[5] ?? '' }],
  ['passed-on', {}],
  ['added', { userId: people[6] ?? '' }],
  ['update', {}],
  ['changed', { severity: 'minor', userId: people[7] ?? '' }],
  ['reopened', {}],
  ['answered', { answer: 'not-quite' }],
  ['resolved', { because: 'over' }],
  ['false-alarm', {}],
];

/** Sixty lines and more, of every kind; three reports of 3,000 characters. */
export const entries: IncidentEntry[] = Array.from({ length: 5 }, (_, round) =>
  kinds
    .filter(([kind]) => round === 0 || kind !== 'raised')
    .map(([kind, data], index) => ({
      ...{
        id: `${round}-${index}`,
        incidentId: 'incident-1',
        kind,
        at: now - 50 * MINUTE + index,
        place: 'kept:words',
      },
      ...{ by: people[index] ?? null, data: 'round' in data ? { ...data, step: round } : data },
    })),
).flat();

const pages = people.flatMap((responder) =>
  (['sent', 'failed', 'unknown', 'cancelled'] as const).map((state, step) => ({
    ...{
      id: `${responder}-${step}`,
      what: 'page',
      incidentId: 'incident-1',
      clientId: 'nova',
      round: 0,
      step,
      responder,
    },
    ...{ way: 'sms', state, tries: 1, createdAt: now, attemptedAt: now, sentAt: now, reference: null },
    failure: '<!here> code',
  })),
) as PageRow[];

const said = people.flatMap((userId) =>
  [0, 1, 2, 3, 4].map((step) => ({
    ...{ key: `${userId}-${step}`, rule: 'emergencies', to: { kind: 'person', userId }, view: pageView, state: 'sent' },
    ...{ data: { step, round: 0, incident: 'incident-1' }, sentAt: now - 50 * MINUTE },
  })),
);

const offer = {
  ...{ channelId: place.channelId, ts: place.ts, conversation: 'x', at: now, isOffered: true, state: 'open', by: null },
  keys: [],
};

/** Answers every question of the views; `language` is the client's. */
export function asking(language: string, one: Incident, isRunning: boolean): Ask {
  const agreement = agreed(language);
  const channel = {
    id: place.channelId,
    slackChannelId: 'C0NOVA',
    clientId: 'nova',
    role: 'shared',
    isArchived: false,
  };
  const answers: Partial<Record<Question, unknown>> = {
    ...{ agreement, agency: null, incident: one, incidentEntries: entries, channel, channelsOf: [channel], words },
    ...{ incidentsOf: Array.from({ length: 200 }, () => one), runningIncidents: isRunning ? [one] : [], pages, said },
    doNotDisturb: people.map((userId) => ({ userId, since: 0, until: now + MINUTE })),
    persons: [...people, 'U0MIRA', 'U0JONAS', 'U0RUTH'].map((userId) => ({ userId, name, isDeleted: false })),
    link: `https://harbour.example/archives/C0NOVA/p${'1'.repeat(200)}`,
    ...{ absences: [], overrides: [], userGroups: [], workspaceAdmins: [], saidUnder: null },
    ...{ incidentReview: null, incidentReviewsOf: [{ incidentId: 'incident-1', place: 'kept:words' }] },
    followUpsOf: Array.from({ length: 10 }, () => ({ incidentId: 'incident-1', state: 'open' })),
    seen: people.map((userId) => ({ userId, standing: { side: 'staff' }, person: { isDeleted: false } })),
    ...{ message: { author: people[0], occurredAt: now }, slot: { schema: 1, offers: [offer] } },
  };
  return ((question: Question) => {
    if (!(question in answers)) throw new Error(`Nobody answers ${question} here.`);
    return Promise.resolve(answers[question]);
  }) as Ask;
}
