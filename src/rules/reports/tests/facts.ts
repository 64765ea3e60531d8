/** A report as it stands, short or as long as anything in it may be. */
import { readFileSync } from 'node:fs';
import { loadAgreement } from '../../../agreement/load.ts';
import { HOUSE_QUESTIONS, ofHouse } from '../../../agreement/status.ts';
import type { Channel } from '../../../engine/facts.ts';
import type { Answers, Report, ReportKind } from '../../../engine/report.ts';
import type { Reader } from '../../../engine/rule.ts';
import { sections } from '../../index.ts';
import { assemble } from '../assemble.ts';
import type { Figure } from '../posted.ts';
import type { Draft } from '../views/draft.ts';

const root = new URL('../../../../', import.meta.url);
const file = readFileSync(new URL('src/sandbox/sample/nova.yml', root), 'utf8');
const HOUR = 3_600_000;

export const goesAt = Date.UTC(2026, 10, 20, 14);
export const now = goesAt - 2 * HOUR;

/** Nova's agreement, with the client reading in a language. */
export function agreed(language = 'en', more = '') {
  const template = (name: string) => readFileSync(new URL(`agreements/${name}`, root), 'utf8');
  const text = `${file.replace('language: en', `language: ${language}`)}${more}`;
  const loaded = loadAgreement(text, { fileName: 'nova.yml', sections, template });
  if (!loaded.ok) throw new Error('not read');
  return loaded.agreement;
}

export function reader(language: string, side: Reader['side'] = 'staff'): Reader {
  return { userId: 'U0MIRA', language, timeZone: 'Europe/Berlin', side, now };
}

const person = (userId: string, isThere = true) => ({
  ...{ userId, standsFor: null, askAt: 0, askedAt: 0, remindedAt: null },
  ...{ answeredAt: isThere ? 1 : null, place: isThere ? `report-${userId}` : null },
});

export function report(kind: ReportKind, changes: Partial<Report> = {}): Report {
  return {
    ...{ id: `report:nova:${kind}:2026-11-20`, clientId: 'nova', kind, plannedFor: '2026-11-20', goesAt, draftAt: now },
    ...{ state: 'draft', agreementVersion: 1, questions: HOUSE_QUESTIONS[kind].map(ofHouse), channelId: 'c-nova' },
    ...{ contributors: [person('U0MIRA'), person('U0JONAS')], edited: null, approvedBy: null, approvedAt: null },
    ...{ postedAt: null, postedPlace: null, skippedBecause: null, revision: 3 },
    ...changes,
  };
}

export const figure = (changes: Partial<Figure> = {}): Figure => ({
  ...{ title: 'Organic visits', unit: 'visits', target: 12_000, by: '2026-12-31', direction: 'up', last: 8100 },
  ...{ now: 9300, share: 0.775, isReached: false, meaning: 'More test rides were booked.' },
  ...changes,
});

/** Everything about it; `answers` by person, in the order of {@link report}. */
export function whole(
  language: string,
  about: { report?: Report; answers?: Record<string, Answers>; figures?: Figure[]; more?: string } = {},
): Draft {
  const { figures = [] } = about;
  const one = about.report ?? report('weekly');
  const names = new Map([
    ['U0MIRA', 'Mira Aksoy'],
    ['U0JONAS', 'Jonas <b>*Weber*'],
  ]);
  const answers = new Map(Object.entries(about.answers ?? {}));
  const assembled = assemble(one, { answers, edited: null, nameOf: (userId) => names.get(userId) ?? '' });
  const current = { sections: assembled.sections, figures };
  return {
    ...{ report: one, agreement: agreed(language, about.more), agency: null, channel: null, names, assembled, current },
    ...{ posted: current, kept: null, link: null, reason: null },
  };
}

/** As much as a form takes, of letters that each take five in markup. */
export const longest = '&'.repeat(3000);

/** Of each question as long an answer as there can be. */
export function longestAnswers(kind: ReportKind): Answers {
  return Object.fromEntries(HOUSE_QUESTIONS[kind].map((id) => [id, longest]));
}

/** The channel in which both sides read. */
export const nova: Channel = {
  ...{ id: 'c-nova', slackChannelId: 'C0NOVA', clientId: 'nova', name: 'nova-bikes', role: 'shared' },
  ...{ isArchived: false, isMember: true, isExternallyShared: true },
};
