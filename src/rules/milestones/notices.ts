/** Who of the agency is asked about a milestone, who hears of one whose day has passed, and who hears in whose place. */
import { managersOf } from '../../agreement/agency.ts';
import { calendarOf } from '../../agreement/calendar-of.ts';
import type { AgreedMilestone } from '../../agreement/milestones.ts';
import { ownHours } from '../../agreement/own-hours.ts';
import { isThere, thereOrInstead } from '../../engine/absence.ts';
import type { Say } from '../../engine/effect.ts';
import type { EventOf } from '../../engine/event.ts';
import type { Milestone } from '../../engine/milestone.ts';
import { passedOn } from '../../engine/passed-on.ts';
import { plainSay } from '../../engine/say.ts';
import { sayTo } from '../../engine/say-to.ts';
import { isOpen, nextOpening } from '../../time/business-time.ts';
import type { Around } from './load.ts';
import { askKey } from './record.ts';
import type { Stage } from './stages.ts';

/** Its owner is asked, or whoever stands in for them. Null where nobody is left. */
export function askOf(
  around: Around,
  agreed: AgreedMilestone,
  milestone: Milestone,
  stage: Stage,
  now: number,
): Say | null {
  const owner = agreed.owner?.id ?? around.agreement.people.owner.id;
  const found = thereOrInstead(owner, around);
  if (found === null) return null;
  const insteadOf = found.userId === owner ? null : owner;
  return plainSay({
    key: askKey(milestone, stage === 'late' ? 'after' : stage),
    to: { kind: 'person', userId: found.userId },
    audience: found.audience,
    view: 'milestone-ask',
    data: { milestone: milestone.id, insteadOf },
    notBefore: opening(around, found.userId, now),
  });
}

/** A manager who is there reads that its day has passed without a word. */
export function lateFor(around: Around, agreed: AgreedMilestone, milestone: Milestone, now: number): Say | null {
  const managers = managersOf(around.agreement, around.agency ?? undefined).map(({ id }) => id);
  const manager = managers.find((id) => isThere(id, around.missing)) ?? managers[0];
  if (manager === undefined) return null;
  return plainSay({
    key: askKey(milestone, 'late'),
    to: { kind: 'person', userId: manager },
    audience: 'manager',
    view: 'milestone-late',
    data: { milestone: milestone.id, owner: agreed.owner?.id ?? around.agreement.people.owner.id },
    notBefore: opening(around, manager, now),
  });
}

/** Nobody is told of it outside their own hours; null: they are at work. */
function opening({ agreement, zoneOf }: Around, userId: string, now: number): number | null {
  const calendar = calendarOf(ownHours(agreement, zoneOf(userId)), now);
  return isOpen(calendar, now) ? null : nextOpening(calendar, now);
}

/** What somebody could not be told goes to the next one; whoever put a word there hears that the client does not read it. */
export function instead(event: EventOf<'DeliveryFailed'>, around: Around): Say | null {
  if (event.because === 'over') return null;
  if (event.view !== 'milestone-news') return passedOn(event, around);
  const { milestone, by } = event.data;
  const data = { milestone: milestone ?? null, because: event.because };
  return sayTo(String(by), { key: `${event.key}:unposted`, view: 'milestone-unposted', data }, around)[0] ?? null;
}
