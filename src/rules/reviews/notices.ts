/** Who of the agency hears what: whoever led an emergency, the client's owner, and managers; or whoever stands in. */
import { managersOf } from '../../agreement/agency.ts';
import type { Agreement } from '../../agreement/agreement.ts';
import { firstThere, isThere, standInFor } from '../../engine/absence.ts';
import type { Effect, Say } from '../../engine/effect.ts';
import type { DeliveryFailed, ViewData } from '../../engine/event.ts';
import type { SaidMessage } from '../../engine/facts.ts';
import type { Incident } from '../../engine/incident.ts';
import { type FollowUp, reviewSubject } from '../../engine/incident-review.ts';
import { passedOn } from '../../engine/passed-on.ts';
import type { Ruling } from '../../engine/rule.ts';
import { plainSay } from '../../engine/say.ts';

import { because } from './answers.ts';
import type { Reach } from './load.ts';

/** *given*: by somebody else, to do. *due*: today. *late*: for a manager, of somebody else's. */
export type FollowUpNotice = 'given' | 'due' | 'late';

/** Who led it: as it was said, else whoever had it, ended it, or owns the client. */
export function leadOf({ lead, acknowledgedBy, resolvedBy }: Incident, { people }: Agreement): string {
  return lead ?? acknowledgedBy ?? resolvedBy ?? people.owner.id;
}

/** The person themselves, or whoever stands in. Null: nobody is left. */
export function thereFor(userId: string, reach: Reach): string | null {
  return isThere(userId, reach.missing) ? userId : (standInFor(userId, reach)?.userId ?? null);
}

/** One manager who is there, not this one; null: nobody manages. */
export function managerFor(reach: Reach, but: string): string | null {
  const managers = managersOf(reach.agreement, reach.agency ?? undefined).map(({ id }) => id);
  const others = managers.filter((id) => id !== but);
  const [first] = others;
  if (first === undefined) return null;
  return isThere(first, reach.missing) ? first : firstThere(first, others, reach.missing);
}

/** The owner and all managers, or who stands in for them, each once. */
export function ownerAndManagers(reach: Reach): string[] {
  const { agreement, agency } = reach;
  const all = [agreement.people.owner, ...managersOf(agreement, agency ?? undefined)].map(({ id }) => id);
  return [...new Set(all.flatMap((id) => thereFor(id, reach) ?? []))];
}

/** A direct message to one of the staff about an emergency's review; `key` without the reader. */
export function tell(
  incidentId: string,
  userId: string,
  said: { key: string; view: string; data?: ViewData; quotes?: string | null; notBefore?: number | null },
): Say {
  const { key, view, data = {}, ...more } = said;
  return plainSay({
    key: `${key}:${userId}`,
    to: { kind: 'person', userId },
    audience: 'staff',
    view,
    data: { ...data, incident: incidentId, for: userId },
    wantedWhile: reviewSubject(incidentId),
    ...more,
  });
}

/** Tells one of the staff of something that is to be done, whatever becomes of the emergency; `which`: of several alike. */
export function tellOf(followUp: FollowUp, userId: string, what: FollowUpNotice, which: string): Say {
  const { id, incidentId, channelId, place } = followUp;
  return plainSay({
    key: `reviews:follow-up:${id}:${what}:${which}:${userId}`,
    to: { kind: 'person', userId },
    audience: 'staff',
    view: 'review-follow-up',
    data: { incident: incidentId, followUp: id, what, dueOn: followUp.dueOn, for: userId },
    quotes: `${channelId}:${place}`,
  });
}

/** Everything that stands of it is drawn again. */
export function drawnAgain(
  said: readonly SaidMessage[],
  isMeant: (one: SaidMessage) => boolean = () => true,
): Effect[] {
  const standing = said.filter(({ state }) => state === 'sent' || state === 'waiting').filter(isMeant);
  return standing.map(({ key }): Effect => ({ kind: 'refresh', key }));
}

/** Somebody of the staff cannot be told: the next one is. What the client cannot read there they have read before. */
export function undelivered(event: DeliveryFailed, facts: Reach & { incident: Incident }): Ruling[] {
  // Its view found that it need not be said any more.
  if (['goes-on', 'changed', 'settled'].includes(event.because)) return [];
  const say = instead(event, facts);
  return say === null ? [] : [because('passed-on', facts.incident, [say])];
}

/** The same of a month's figures. */
export function monthUndelivered(event: DeliveryFailed, reach: Reach): Ruling[] {
  const say = event.because === 'settled' ? null : instead(event, reach);
  return say === null ? [] : [{ reason: { name: 'passed-on', data: {} }, subject: null, effects: [say] }];
}

/** What is to be done is wanted whatever becomes of the emergency. */
function instead(event: DeliveryFailed, reach: Reach): Say | null {
  const { followUp, incident } = event.data;
  const isOfReview = typeof followUp !== 'string' && typeof incident === 'string';
  return passedOn(event, reach, { wantedWhile: isOfReview ? reviewSubject(incident) : null });
}
