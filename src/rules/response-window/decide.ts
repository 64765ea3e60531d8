import type { Event } from '../../engine/event.ts';
import type { Decision, Ruling } from '../../engine/rule.ts';
import { atItsEnd } from './aside.ts';
import { headsUp } from './heads-up.ts';
import { type Facts, subjectsOf } from './load.ts';
import { escalate, passOn, remind, type Spoken, tellNewOwner } from './notices.ts';
import { because } from './reasons.ts';
import { type Outcome, reconcile, type Situation } from './reconcile.ts';
import { isReminder, putOffReminder, reminderOf, rungReminder } from './reminder.ts';
import { decideRequest } from './requests.ts';
import { rulingOf } from './ruling.ts';
import { holderOf } from './subject.ts';

/** Holds records against what is, then says what the event itself asks for. Nothing here is ever said to the client. */
export function decide({ event, facts, agreement, agency, now }: Decision<Facts>): Ruling[] {
  if (event.kind === 'CommandGiven') return [statusAsked];
  if (facts.kind === 'request') return decideRequest(event, facts, now);
  if (facts.kind === 'nothing' || agreement === null) return [];
  const situation = { facts, agreement, agency, isNewAgreement: event.kind === 'AgreementApplied', now };
  const rulings = reconcile(situation).flatMap(
    (outcome) => rulingOf(speak(event, outcome, situation), situation) ?? [],
  );
  const reminder = reminderRinging(event, situation);
  const rings = hasEmergency(facts) ? putOffReminder : rungReminder;
  const rung = reminder === undefined ? [] : [rings(reminder, facts.conversations, now)];
  const { changed, conversations } = facts;
  const ended = changed === null ? [] : atItsEnd(changed, conversations, event, now);
  return [...rulings, ...ended, ...rung, ...headsUp(event, situation)];
}

/** What the event itself asks to be said about one conversation. */
function speak(event: Event, outcome: Outcome, situation: Situation): Spoken {
  const { conversation, recorded } = outcome;
  const isAbout = (subject: string) => conversation !== null && holderOf(subject, [conversation]) !== undefined;
  if (event.kind === 'ConversationMarked') return tellNewOwner(outcome, event.actor, situation);
  if (event.kind === 'DeliveryFailed' && subjectsOf(event).some(isAbout)) return passOn(outcome, event, situation);
  if (event.kind === 'DeadlineDue' && recorded?.id === event.deadlineId) return escalate(outcome, situation);
  const reminder = reminderRinging(event, situation);
  const isReminded = reminder !== undefined && isAbout(reminder.subject) && !hasEmergency(situation.facts);
  if (isReminded && conversation?.settled === null) {
    return remind(outcome, reminderOf(reminder), reminder.dueAt, situation);
  }
  return { outcome, says: [] };
}

function reminderRinging(event: Event, { facts }: Situation) {
  if (event.kind !== 'DeadlineDue') return undefined;
  return facts.deadlines.find((row) => row.id === event.deadlineId && isReminder(row) && row.state === 'pending');
}

/** Whether an emergency of this client runs. */
function hasEmergency({ talks }: Situation['facts']): boolean {
  return talks.some(({ resolvedAt }) => resolvedAt === null);
}

/** The view asks for itself what waits. */
const statusAsked: Ruling = {
  reason: because('asked', { about: 'status', by: null }),
  subject: null,
  effects: [{ kind: 'answer', how: 'privately', view: 'status', data: {} }],
};
