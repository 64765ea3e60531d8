/** A rule for stories about what becomes of a report: it puts a draft there as if it had been collected, or adds an answer to one. */
import { HOUSE_QUESTIONS, ofHouse } from '../../src/agreement/status.ts';
import { placeOfReport } from '../../src/engine/kept-place.ts';
import {
  type Answers,
  type Contributor,
  changed,
  keptAnswers,
  type Report,
  reportId,
} from '../../src/engine/report.ts';
import type { Rule } from '../../src/engine/rule.ts';

export type Drafted = Pick<Report, 'kind' | 'plannedFor' | 'goesAt' | 'channelId'> & {
  /** By person; null: they have not answered. */
  answers: Record<string, Answers | null>;
};

/** The rule, and what its next `/rules draft` puts there: a new draft, or one more answer. */
export function draftingRule(): {
  rule: Rule;
  next: { report: Drafted | null; answer: { id: string; by: string; answers: Answers } | null };
} {
  const next: ReturnType<typeof draftingRule>['next'] = { report: null, answer: null };
  const rule: Rule = {
    name: 'drafting',
    config: null,
    triggers: [{ on: 'CommandGiven', word: 'draft', who: 'staff' }],
    load: async (ask) => (next.answer === null ? null : ask('report', { id: next.answer.id })),
    decide: ({ facts, agreement, now }) => {
      const known = facts as Report | null;
      const given = known === null ? drafted(next.report, agreement?.id ?? '', now) : added(known, next.answer, now);
      return [{ reason: { name: 'drafted', data: {} }, subject: null, effects: given }];
    },
    views: [],
  };
  return { rule, next };
}

function drafted(report: Drafted | null, clientId: string, now: number) {
  if (report === null) return [];
  const { answers, ...given } = report;
  const id = reportId({ ...given, clientId });
  const contributors = Object.entries(answers).map(([userId, words]) => contributor(userId, words, id, now));
  const fresh: Report = {
    ...{ ...given, id, clientId, draftAt: now, state: 'collecting', agreementVersion: 1, contributors },
    questions: HOUSE_QUESTIONS[given.kind].map(ofHouse),
    ...{ edited: null, approvedBy: null, approvedAt: null, postedAt: null, postedPlace: null, skippedBecause: null },
    revision: 0,
  };
  return [...kept(answers, id, given.channelId), changed(fresh, { state: 'draft' })];
}

function contributor(userId: string, words: Answers | null, id: string, now: number): Contributor {
  return {
    ...{ userId, standsFor: null, askAt: now, askedAt: now, remindedAt: null },
    answeredAt: words === null ? null : now,
    place: words === null || Object.keys(words).length === 0 ? null : placeOfReport(userId, id),
  };
}

function added(report: Report, answer: { by: string; answers: Answers } | null, now: number) {
  if (answer === null) return [];
  const { id, channelId } = report;
  const others = report.contributors.filter(({ userId }) => userId !== answer.by);
  const contributors = [...others, contributor(answer.by, answer.answers, id, now)];
  return [...kept({ [answer.by]: answer.answers }, id, channelId), changed(report, { contributors })];
}

function kept(answers: Record<string, Answers | null>, id: string, channelId: string) {
  return Object.entries(answers).flatMap(([userId, words]) =>
    words === null || Object.keys(words).length === 0
      ? []
      : [{ kind: 'keep-words' as const, channelId, place: placeOfReport(userId, id), text: keptAnswers(words) }],
  );
}
