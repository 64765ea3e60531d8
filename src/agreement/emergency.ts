import { z } from 'zod';
import { type Policy, policySchema, SHORT_NAME } from './escalation.ts';
import { byName, type OnCall } from './on-call.ts';
import { checkPolicy, type Findings, unknown } from './on-call-checks.ts';
import { defineSection, type SectionProblem, sectionOf } from './section.ts';

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
      }),
  })
  .meta({ description: 'What happens when this client raises an emergency.' });

/** The part of an agreement that says who is woken in an emergency. */
export const emergencySection = defineSection({
  name: 'emergency',
  schema: emergencySchema,
  check: ({ policy }, { agency }) => (agency === undefined ? [] : checked(policy, agency.onCall).problems),
  advise: ({ policy }, { agency }) => (agency === undefined ? [] : checked(policy, agency.onCall).warnings),
});

function checked(policy: string | Policy, onCall: OnCall = { contacts: {}, rotas: {}, policies: {} }): Findings {
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
