/** Who is woken where both sides agreed no policy: the owner, then the backup too, then the managers. */
import { type Agency, managersOf } from '../../agreement/agency.ts';
import type { Agreement } from '../../agreement/agreement.ts';
import { policyOf } from '../../agreement/emergency.ts';
import type { Policy, Responder, Way } from '../../agreement/escalation.ts';

const MINUTE = 60_000;
/** Those without a phone or an address are left out of a way, each for themselves. */
const by: Way[] = ['slack', 'sms', 'call', 'email'];

/** The policy of an agreement, and whether it is its own or the built-in one. */
export function policyFor(agreement: Agreement, agency: Agency | null): { policy: Policy; isBuiltIn: boolean } {
  const agreed = policyOf(agreement, agency);
  return agreed === null
    ? { policy: builtIn(agreement, agency), isBuiltIn: true }
    : { policy: agreed.policy, isBuiltIn: false };
}

function builtIn(agreement: Agreement, agency: Agency | null): Policy {
  const { owner, backup } = agreement.people;
  const managers = managersOf(agreement, agency ?? undefined);
  const person = ({ id }: { id: string }): Responder => ({ kind: 'person', id });
  const step = (page: Responder[], minutes: number) => ({ page, by, wait: { ms: minutes * MINUTE } });
  const last = managers.length === 0 ? [] : [step(managers.map(person), 10)];
  return {
    hours: 'always',
    repeat: 2,
    steps: [step([person(owner)], 5), step([person(backup), person(owner)], 5), ...last],
  };
}
