import { z } from 'zod';
import { spanSchema } from './duration.ts';
import { type Policy, policySchema, SHORT_NAME } from './escalation.ts';
import { byName, type OnCall } from './on-call.ts';
import { checkPolicy, type Findings, unknown } from './on-call-checks.ts';
import { defineSection, type SectionProblem, sectionOf } from './section.ts';
import { written } from './written.ts';

const MINUTE = 60_000;

/** Under which name an agreement's `mayPost` permits asking the client whether what they wrote is an emergency. */
export const offerPermission = 'emergencyOffer';

/** Shown and never held against anybody: how many emergencies a month both sides thought of. */
export type FairUse = { count: number };

const fairUseSchema = written<FairUse>(
  {
    what: 'a number a month',
    description: 'How many emergencies a month are thought of; shown, and never used to refuse one.',
    examples: ['2 a month'],
    pattern: '^\\d{1,2} a month$',
  },
  (text) => {
    const count = Number(/^(\d{1,2}) a month$/.exec(text)?.[1] ?? Number.NaN);
    return count >= 1 ? { value: { count } } : undefined;
  },
);

const emergencySchema = z
  .strictObject({
    policy: z
      .union([
        z
          .string()
          .trim()
          .regex(SHORT_NAME, 'write the name of a policy of the agency file, such as standard')
          .meta({ description: 'A policy of the agency file.', examples: ['standard'] }),
        policySchema,
      ])
      .meta({
        description: 'Who is woken when this client raises an emergency: a policy of the agency, or an own one.',
        examples: ['standard'],
      })
      .optional(),
    criteria: z
      .array(z.string().trim().min(1, 'write what counts, or take the line out').max(300))
      .max(10)
      .default([])
      .meta({
        description: 'What counts as an emergency, in words that the client reads.',
        examples: [['The shop cannot take orders']],
      }),
    words: z
      .array(z.string().trim().min(3, 'write a word of three letters or more').max(40))
      .max(10)
      .default([])
      .meta({
        description: 'A message of the client that holds one of these words raises an emergency.',
        examples: [['red alert']],
      }),
    emoji: z
      .string()
      .trim()
      .regex(/^:?[a-z0-9_+'-]+:?$/, 'write the name of an emoji, such as rotating_light')
      .transform((name) => name.replaceAll(':', ''))
      .optional()
      .meta({
        description: 'The client raises an emergency by putting this on a message of theirs.',
        examples: ['rotating_light'],
      }),
    updateEvery: spanSchema(
      'How often the client hears how it stands while it runs.',
      ['30m', '1h'],
      24 * 60 * MINUTE,
      5 * MINUTE,
    ).prefault('30m'),
    silentAfter: spanSchema(
      'Whoever has it and writes nothing for so long is paged again.',
      ['15m'],
      12 * 60 * MINUTE,
      5 * MINUTE,
    ).prefault('15m'),
    wakeOnReading: z.boolean().default(false).meta({
      description:
        'Whether a message that reads like an emergency raises one by itself. Else the client is asked with one button, where mayPost permits it, and the owner is told.',
    }),
    fairUse: fairUseSchema.optional(),
    calm: z
      .string()
      .trim()
      .min(1, 'write a sentence, or take the line out')
      .max(500)
      .optional()
      .meta({
        description: 'What the client reads while it runs, in their language.',
        examples: ['Please leave the site as it is until we are back to you.'],
      }),
  })
  .meta({ description: 'What happens when this client raises an emergency.' });

export type Emergency = z.output<typeof emergencySchema>;

/** The part of an agreement that says what an emergency is and who is woken. */
export const emergencySection = defineSection({
  name: 'emergency',
  schema: emergencySchema,
  mayPost: [offerPermission],
  check: ({ policy }, { agency }) => (agency === undefined ? [] : checked(policy, agency.onCall).problems),
  advise: ({ policy }, { agency }) => (agency === undefined ? [] : checked(policy, agency.onCall).warnings),
});

function checked(
  policy: string | Policy | undefined,
  onCall: OnCall = { contacts: {}, rotas: {}, policies: {} },
): Findings {
  if (policy === undefined) return { problems: [], warnings: [] };
  if (typeof policy === 'string') {
    const message = unknown('policy', policy, Object.keys(onCall.policies));
    // What its steps are like is said of the agency file, once.
    const problems = byName(onCall.policies, policy) === undefined ? [{ path: ['policy'], message }] : [];
    return { problems, warnings: [] };
  }
  const { problems, warnings } = checkPolicy(policy, onCall);
  const under = ({ path, message }: SectionProblem) => ({ path: ['policy', ...path], message });
  return { problems: problems.map(under), warnings: warnings.map(under) };
}

/** What an agreement's emergency names that this agency file does not have. */
export function emergencyProblems(
  agreement: { sections: Readonly<Record<string, unknown>> },
  agency: { onCall?: OnCall | undefined },
): readonly SectionProblem[] {
  const found = sectionOf(agreement, emergencySection);
  if (found === undefined) return [];
  const under = ({ path, message }: SectionProblem) => ({ path: ['emergency', ...path], message });
  return checked(found.policy, agency.onCall).problems.map(under);
}

/** The Slack user groups that the agency's policies and these agreements' own page, each once. */
export function groupsInUse(
  agreements: readonly { sections: Readonly<Record<string, unknown>> }[],
  agency: { onCall?: OnCall | undefined } | null,
): string[] {
  const own = agreements.flatMap((agreement) => policyOf(agreement, agency)?.policy ?? []);
  const steps = [...Object.values(agency?.onCall?.policies ?? {}), ...own].flatMap((policy) => policy.steps);
  const groups = steps.flatMap(({ page }) => page.flatMap((one) => (one.kind === 'group' ? [one.id] : [])));
  return [...new Set(groups)];
}

/**
 * By which policy people are woken for a client, its name where it has one. Null: the agreement names none, or one that the
 * agency has no more.
 */
export function policyOf(
  agreement: { sections: Readonly<Record<string, unknown>> },
  agency: { onCall?: OnCall | undefined } | null,
): { name: string | null; policy: Policy } | null {
  const named = sectionOf(agreement, emergencySection)?.policy;
  if (named === undefined) return null;
  if (typeof named !== 'string') return { name: null, policy: named };
  const policy = byName(agency?.onCall?.policies ?? {}, named);
  return policy === undefined ? null : { name: named, policy };
}

/** What an agreement says of emergencies; what is usual where it says nothing. */
export function emergencyOf(agreement: { sections: Readonly<Record<string, unknown>> }): Emergency {
  return (
    sectionOf(agreement, emergencySection) ?? {
      criteria: [],
      words: [],
      updateEvery: { ms: 30 * MINUTE },
      silentAfter: { ms: 15 * MINUTE },
      wakeOnReading: false,
    }
  );
}
