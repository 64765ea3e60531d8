/** An emergency that is over, short or as long as anything in it may be. */
import { readFileSync } from 'node:fs';
import { loadAgreement } from '../../../agreement/load.ts';
import type { Incident, IncidentEntry } from '../../../engine/incident.ts';
import type { Reader } from '../../../engine/rule.ts';
import { sections } from '../../index.ts';
import { blankReview } from '../load.ts';
import type { Shown } from '../views/parts.ts';

const root = new URL('../../../../', import.meta.url);
const nova = readFileSync(new URL('src/sandbox/sample/nova.yml', root), 'utf8');
const MINUTE = 60_000;

export const raisedAt = Date.UTC(2026, 10, 7, 1);

/** Nova's agreement, with the client reading in a language. */
export function agreed(language = 'en') {
  const template = (name: string) => readFileSync(new URL(`agreements/${name}`, root), 'utf8');
  const text = nova.replace('language: en', `language: ${language}`);
  const loaded = loadAgreement(text, { fileName: 'nova.yml', sections, template });
  if (!loaded.ok) throw new Error('not read');
  return loaded.agreement;
}

export function reader(language: string, side: Reader['side'] = 'staff'): Reader {
  return { userId: 'U0MIRA', language, timeZone: 'Europe/Berlin', side, now: raisedAt + 60 * MINUTE };
}

/** Raised at two in the morning by Anna, taken by Ruth after six minutes, over after fifty. */
export function incident(changes: Partial<Incident> = {}): Incident {
  return {
    ...{ id: 'incident-1', clientId: 'nova', number: 1, state: 'resolved', severity: 'critical', isDrill: false },
    ...{ channelId: 'c-nova', message: null, raisedBy: 'U0ANNA', raisedAt },
    ...{ policy: { hours: 'always', repeat: 2, steps: [] }, step: 1, round: 0 },
    ...{ acknowledgedBy: 'U0RUTH', acknowledgedAt: raisedAt + 6 * MINUTE, lead: 'U0RUTH', clientContact: 'U0ANNA' },
    ...{ nextUpdateAt: null, resolvedBy: 'U0RUTH', resolvedAt: raisedAt + 50 * MINUTE, how: 'resolved' },
    ...{ place: null, revision: 5 },
    ...changes,
  };
}

/** A line of its time line, so many minutes after it was raised. */
export function entry(
  minutes: number,
  kind: IncidentEntry['kind'],
  by: string | null,
  data: IncidentEntry['data'] = {},
) {
  const id = `${kind}-${minutes}-${by}`;
  return { id, incidentId: 'incident-1', kind, at: raisedAt + minutes * MINUTE, by, data, place: null };
}

export const entries: IncidentEntry[] = [
  entry(0, 'raised', 'U0ANNA'),
  entry(0, 'paged', null, { round: 0, step: 0, people: ['U0MIRA'], ways: ['slack', 'sms'] }),
  entry(5, 'paged', null, { round: 0, step: 1, people: ['U0RUTH', 'contact:night-desk'], ways: ['slack', 'call'] }),
  entry(6, 'acknowledged', 'U0RUTH'),
  entry(31, 'update', 'U0RUTH'),
  entry(50, 'resolved', 'U0RUTH'),
];

const longest = '<!channel> & *so*\n'.repeat(166);
const longestEntries = Array.from({ length: 60 }, (_, index) =>
  entry(index, index % 3 === 0 ? 'paged' : index % 3 === 1 ? 'update' : 'acknowledged', 'U0RUTH', {
    people: Array.from({ length: 12 }, (__, person) => `U${person}`),
  }),
);
const channel = {
  ...{ id: 'c-nova', slackChannelId: 'C0NOVA', clientId: 'nova', name: 'nova-bikes', role: 'shared' as const },
  ...{ isArchived: false, isMember: true, isExternallyShared: true },
};

function followUp(index: number, words: string | null): Shown['followUps'][number] {
  return {
    ...{
      id: `follow-up-${index}`,
      clientId: 'nova',
      incidentId: 'incident-1',
      channelId: 'c-nova',
      place: `p${index}`,
    },
    ...{ owner: 'U0MIRA', dueOn: '2026-11-12', state: 'open', createdBy: 'U0RUTH', createdAt: raisedAt },
    ...{ settledBy: null, settledAt: null, revision: 1, words },
  };
}

function longestReview(one: Incident): Shown['review'] {
  const answers = Array.from({ length: 12 }, (_, index) => ({
    ...{ by: index === 0 ? 'U0ANNA' : `U${index}`, answer: 'not-quite' as const, at: raisedAt, place: null },
  }));
  return {
    ...{ ...blankReview(one), answers, place: 'review-1', writtenBy: 'U0RUTH', writtenAt: raisedAt },
    ...{ shownPlace: 'review-2', shownBy: 'U0RUTH', shownAt: raisedAt, shownRevision: 3 },
  };
}

/** The same with all that is shown of it. */
export function shown(language = 'en', isLong = false): Shown {
  const one = incident();
  const name = (short: string) => (isLong ? '*<&>_'.repeat(16) : short);
  return {
    ...{ incident: one, agreement: agreed(language), channel, review: isLong ? longestReview(one) : blankReview(one) },
    entries: isLong ? longestEntries : entries,
    words: isLong ? { happened: longest, well: longest, change: longest, forClient: longest } : null,
    shownWords: isLong ? longest : null,
    followUps: isLong
      ? Array.from({ length: 10 }, (_, index) => followUp(index, '*<&>_'.repeat(60)))
      : [followUp(0, 'Ask the bank')],
    isTroubled: false,
    better: new Map(isLong ? [['U0ANNA', longest]] : []),
    names: new Map([
      ['U0MIRA', name('Mira Aksoy')],
      ['U0RUTH', name('Ruth Okafor')],
      ['U0ANNA', name('Anna Novak')],
    ]),
  };
}
