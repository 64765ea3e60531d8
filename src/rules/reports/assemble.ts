/** What people answered, put together as one report: a text below each question, in the order of the questions. Pure. */
import type { Answers, Contributor, Report, ReportQuestion } from '../../engine/report.ts';

/** What one person said to one question. */
export type Part = { userId: string; text: string };

/** One question with what stands below it; empty where nobody said anything. */
export type Section = { question: ReportQuestion; text: string };

/** What is there to put together: by person, null where their words are gone; and what was made of it by hand. */
export type Given = {
  answers: ReadonlyMap<string, Answers | null>;
  /** Null: nobody did. */
  edited: Answers | null;
  nameOf(userId: string): string;
};

export type Assembled = {
  sections: Section[];
  /** Who was asked and has not answered. */
  missing: Contributor[];
  /** Answered, and their words are not kept any more. */
  lost: Contributor[];
  /** Said after somebody edited it: in none of the texts above. */
  later: { question: ReportQuestion; parts: Part[] }[];
  /** Nothing stands in it. */
  isEmpty: boolean;
  /** Nothing stands in it, for everybody said so. */
  isQuiet: boolean;
};

/** Puts a report together as it stands now. */
export function assemble(report: Pick<Report, 'questions' | 'contributors' | 'edited'>, given: Given): Assembled {
  const { questions, contributors, edited } = report;
  const sections = questions.map((question) => ({ question, text: textOf(question, report, given) }));
  const missing = contributors.filter(({ answeredAt }) => answeredAt === null);
  const lost = contributors.filter(
    ({ userId, place }) => place !== null && (given.answers.get(userId) ?? null) === null,
  );
  const isEmpty = sections.every(({ text }) => text === '');
  const since = edited?.at ?? Number.POSITIVE_INFINITY;
  const late = contributors.filter(({ answeredAt }) => answeredAt !== null && answeredAt > since);
  const later = questions
    .map((question) => ({ question, parts: partsOf(question, late, given) }))
    .filter(({ parts }) => parts.length > 0);
  return {
    ...{ sections, missing, lost, later, isEmpty },
    isQuiet: isEmpty && contributors.length > 0 && missing.length === 0 && lost.length === 0,
  };
}

/** As it was edited, else everybody's part; who said what is said where several did. */
function textOf(
  question: ReportQuestion,
  { contributors, edited }: Pick<Report, 'contributors' | 'edited'>,
  given: Given,
) {
  if (edited !== null && given.edited !== null) return tidy(given.edited[question.id]);
  const parts = partsOf(question, contributors, given);
  const [only] = parts;
  if (only === undefined) return '';
  return parts.length === 1 ? only.text : parts.map((part) => named(part, given)).join('\n\n');
}

function named({ userId, text }: Part, { nameOf }: Given): string {
  const name = nameOf(userId);
  return text.includes('\n') ? `${name}:\n${text}` : `${name}: ${text}`;
}

function partsOf(question: ReportQuestion, contributors: readonly Contributor[], { answers }: Given): Part[] {
  return contributors.flatMap(({ userId }) => {
    const text = tidy(answers.get(userId)?.[question.id]);
    return text === '' ? [] : [{ userId, text }];
  });
}

/** Without empty lines around it. */
function tidy(text: string | undefined): string {
  return (text ?? '').replaceAll(/\r\n?/g, '\n').trim();
}
