/** The part of an agreement's rhythm that says when the client gets a report, who is asked for it and what. */

import { z } from 'zod';
import { LANGUAGES } from './agreement.ts';
import { daysSchema } from './duration.ts';
import { SHORT_NAME } from './escalation.ts';
import { recurringSchema } from './recurrence.ts';
import type { SectionProblem } from './section.ts';
import { personSchema } from './slack-id.ts';
import { written } from './written.ts';

export type ReportKind = 'weekly' | 'monthly';
export const REPORT_KINDS = ['weekly', 'monthly'] as const satisfies readonly ReportKind[];

/** Under which name an agreement's `mayPost` permits a report to go though nobody approved it. */
export const reportPermission = 'report';

const MOST_CONTRIBUTORS = 20;
const MOST_QUESTIONS = 12;
const LONGEST_QUESTION = 150;
const MOST_DAYS_BEFORE = 10;
const LONGEST_KEPT = 3650;

/** Questions for which the house has words in every language; figures are asked for each goal of the agreement. */
export const HOUSE_QUESTIONS = {
  weekly: ['carries-over', 'dropped', 'not-started', 'new'],
  monthly: [
    ...['plan', 'results', 'hypotheses-set', 'hypotheses-confirmed', 'hypotheses-refuted', 'changes-of-plan'],
    'kpis',
  ],
} as const satisfies Record<ReportKind, readonly string[]>;
/** Such a question asks for the figures of the goals, not for words. */
const FIGURES = 'kpis';
const ofTheHouse = new Set<string>([...HOUSE_QUESTIONS.weekly, ...HOUSE_QUESTIONS.monthly]);

const wording = z.string().trim().min(1, 'write the question').max(LONGEST_QUESTION);

const questionSchema = z
  .union(
    [
      wording.meta({
        description: `A question in its own words, or one of the house’s: ${[...ofTheHouse].join(', ')}.`,
        examples: ['What did we learn?', 'carries-over'],
      }),
      z.strictObject({
        id: z
          .string()
          .trim()
          .regex(SHORT_NAME, 'write a short name such as learned')
          .meta({ description: 'By which it is known for good.', examples: ['learned'] }),
        text: z
          .union([
            wording,
            z
              .partialRecord(z.enum(LANGUAGES), wording)
              .refine((text) => Object.keys(text).length > 0, 'write it in one language at least'),
          ])
          .meta({
            description: 'What is asked, in one language or in several.',
            examples: [{ en: 'What did we learn?' }],
          }),
      }),
    ],
    { error: 'write the question, or an id and its text in one or several languages' },
  )
  .meta({ description: 'Something that is asked for the report, and a heading of it.' });

const askSchema = z
  .strictObject({
    before: written<{ days: number }>(
      {
        what: 'a number of business days',
        description: 'How long before the report is due, on the clocks of whoever is asked.',
        examples: ['1 business day', '2 business days', 'same day'],
        pattern: '^(same day|\\d{1,2} business days?)$',
      },
      readLead,
    ).prefault('1 business day'),
    at: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'write a time such as "10:00"')
      .default('10:00')
      .meta({ description: 'What their clocks show then.', examples: ['10:00'] }),
  })
  .meta({ description: 'When whoever contributes is asked.' });

const reportSchema = z
  .strictObject({
    when: recurringSchema('When it goes, on the clocks of the client.', [
      'every Friday 15:00',
      'first business day 10:00',
    ]),
    contributors: z
      .array(personSchema('Somebody of the agency who is asked for it.'))
      .min(1, 'name somebody, or take the line out: then the owner is asked')
      .max(MOST_CONTRIBUTORS)
      .optional()
      .meta({ description: 'Who is asked for it; the owner where nobody is named.' }),
    ask: askSchema.prefault({}),
    goesByItself: z
      .boolean()
      .default(false)
      .meta({ description: 'Whether it goes at its hour though nobody approved it.' }),
    questions: z
      .array(questionSchema)
      .min(1, 'write a question, or take the line out: then the usual ones are asked')
      .max(MOST_QUESTIONS)
      .optional()
      .meta({ description: 'What is asked; the usual questions where nothing is written.' }),
    keep: daysSchema('How long its words are kept after it.', ['365 days'], LONGEST_KEPT).prefault('365 days'),
  })
  .meta({ description: 'A report that the client gets again and again.' });
/** What an agreement says of one kind of report. */
export type AgreedReport = z.output<typeof reportSchema>;

export const statusSchema = z
  .strictObject({
    weekly: reportSchema.optional(),
    monthly: reportSchema.optional(),
    chart: z
      .boolean()
      .default(false)
      .meta({ description: 'Whether figures stand in Slack’s own chart, where it takes one, instead of in a table.' }),
  })
  .meta({ description: 'The reports that the client gets.' });
export type Status = z.output<typeof statusSchema>;

/** `text` by language (BCP 47), in the order of the agreement; null: the house has its own words for this id. */
export type ReportQuestion = { id: string; kind: 'text' | 'kpis'; text: Record<string, string> | null };

/** A question as it is asked. */
export function questionOf(agreed: z.output<typeof questionSchema>): ReportQuestion {
  if (typeof agreed === 'string')
    return ofTheHouse.has(agreed) ? ofHouse(agreed) : { id: idOf(agreed), kind: 'text', text: { en: agreed } };
  const { id, text } = agreed;
  return { id, kind: 'text', text: typeof text === 'string' ? { en: text } : (text as Record<string, string>) };
}

/** One of the house’s own, by its id. */
export function ofHouse(id: string): ReportQuestion {
  return { id, kind: id === FIGURES ? 'kpis' : 'text', text: null };
}

/** A name that stays the same for the same words, wherever the question stands in the list. */
function idOf(text: string): string {
  let hash = 0x81_1c_9d_c5;
  for (const letter of text) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01_00_01_93) >>> 0;
  return `own-${hash.toString(36)}`;
}

/** What is wrong with it, with paths below `status`. */
export function statusProblems(status: Status): SectionProblem[] {
  return REPORT_KINDS.flatMap((kind) => {
    const agreed = status[kind];
    if (agreed === undefined) return [];
    const ids = (agreed.questions ?? []).map((one) => questionOf(one).id);
    const people = (agreed.contributors ?? []).map(({ id }) => id);
    return [
      ...repeated(ids).map((index) => ({
        path: [kind, 'questions', index],
        message: 'this is asked above already; keep one of the two',
      })),
      ...repeated(people).map((index) => ({
        path: [kind, 'contributors', index],
        message: `${people[index]} is named above already; keep one line`,
      })),
    ];
  });
}

/** Which of them would go by themselves if the agreement let them. */
export function waitingForApproval(status: Status): SectionProblem[] {
  return REPORT_KINDS.filter((kind) => status[kind]?.goesByItself === true).map((kind) => ({
    path: [kind, 'goesByItself'],
    message: `it goes by itself only where the bot may post it; write mayPost: [${reportPermission}]`,
  }));
}

const repeated = (all: readonly string[]) => all.flatMap((one, index) => (all.indexOf(one) < index ? [index] : []));

function readLead(text: string) {
  if (text === 'same day') return { value: { days: 0 } };
  const days = Number(/^(\d{1,2}) business days?$/.exec(text)?.[1] ?? Number.NaN);
  if (Number.isNaN(days)) return undefined;
  return days >= 1 && days <= MOST_DAYS_BEFORE
    ? { value: { days } }
    : { problem: `"${text}" is out of range; write 1 to ${MOST_DAYS_BEFORE} business days, or same day` };
}
