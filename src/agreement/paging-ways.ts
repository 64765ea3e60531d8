import { emergencySection, policyOf } from './emergency.ts';
import type { Policy, Way } from './escalation.ts';
import type { OnCall } from './on-call.ts';
import { sectionOf } from './section.ts';

type WithOnCall = { onCall?: OnCall | undefined };
type WithSections = { sections: Readonly<Record<string, unknown>> };

/** A way that a policy pages by, and where in its file that is first written. */
export type WayUse = { way: Way; path: readonly (string | number)[] };

/** Every way of each policy in an agency file, once a policy. */
export function waysOfAgency({ onCall }: WithOnCall): WayUse[] {
  return Object.entries(onCall?.policies ?? {}).flatMap(([name, policy]) =>
    waysOf(policy, ['onCall', 'policies', name]),
  );
}

/** Every way of an agreement's own policy; none where it names one of the agency's. */
export function waysOfAgreement(agreement: WithSections): WayUse[] {
  const policy = sectionOf(agreement, emergencySection)?.policy;
  return policy === undefined || typeof policy === 'string' ? [] : waysOf(policy, ['emergency', 'policy']);
}

/** By which ways people would be paged for these agreements, each once; policies that nobody goes by are left out. */
export function waysInUse(agreements: readonly WithSections[], agency: WithOnCall | null): Way[] {
  const policies = agreements.flatMap((agreement) => policyOf(agreement, agency)?.policy ?? []);
  return [...new Set(policies.flatMap((policy) => waysOf(policy, []).map(({ way }) => way)))];
}

function waysOf(policy: Policy, under: readonly string[]): WayUse[] {
  const found = new Map<Way, WayUse>();
  policy.steps.forEach(({ by }, index) => {
    for (const way of by) {
      if (!found.has(way)) found.set(way, { way, path: [...under, 'steps', index, 'by'] });
    }
  });
  return [...found.values()];
}
