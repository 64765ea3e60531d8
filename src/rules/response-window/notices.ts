/** What is said about a wait, as effects: each notice once per key, only while somebody still waits. */
import { isThere } from '../../engine/absence.ts';
import type { Conversation } from '../../engine/conversation.ts';
import type { Say, SendPriority } from '../../engine/effect.ts';
import type { DeliveryFailed } from '../../engine/event.ts';
import { heldUntil } from '../../engine/notice-choice.ts';
import { countedBy, endedPauses, termsOf } from './due.ts';
import { afterTelling, type StepName, stepDue, stepKey } from './escalation.ts';
import { because } from './reasons.ts';
import {
  nameOfDestination,
  nextInChain,
  placeOfOther,
  present,
  type Reach,
  type Recipient,
  recipientsOf,
  thoseThere,
} from './recipients.ts';
import type { Outcome, Situation } from './reconcile.ts';
import { nextRing } from './record.ts';

/** An outcome and what is said with it. */
export type Spoken = { outcome: Outcome; says: Say[] };

const sendPriority = { warning: 'high', breach: 'high', repeat: 'normal' } satisfies Record<string, SendPriority>;
const toldAs = { warning: 'warned', breach: 'breach-told', repeat: 'repeat-told' } as const;

/** Tells what is due now of a conversation whose alarm rang. */
export function escalate(outcome: Outcome, situation: Situation): Spoken {
  const { conversation, record } = outcome;
  const { agreement, agency, now } = situation;
  const terms = termsOf(agreement);
  const counted = conversation === null ? null : countedBy(agreement, null, conversation);
  if (conversation === null || terms === null || counted === null || record.ringAt === null) return silent(outcome);
  const step = stepDue(record, endedPauses(conversation), counted.calendar, terms.afterBreach, now);
  if (step === null) return silent(outcome);
  const { told } = record.data;
  const reach = reachIn(situation);
  const meant = recipientsOf(step.name, present(record.data, reach.missing), agreement, agency, terms.afterBreach.to);
  const recipients = thoseThere(meant, record.data.owner, reach);
  const isFirstBreach = step.name === 'breach' && told.breaches === 0;
  const says = recipients.map((recipient) => {
    const { userId, audience } = recipient;
    const key = `response-window:${stepKey(told, step.name)}:${conversation.id}:${userId}`;
    const notBefore = heldBack(recipient, step.name, situation);
    return {
      ...notice(conversation, step.name, key),
      to: { kind: 'person' as const, userId },
      audience,
      priority: sendPriority[step.name],
      // The key lets the view find out when it left, and so whether it was late.
      data: {
        subject: conversation.id,
        step: step.name,
        key,
        dueAt: record.dueAt,
        toldFor: notBefore ?? step.at,
        ...(notBefore === null ? {} : { heldUntil: notBefore }),
        ...placeOfOther(recipient),
      },
      hearFirst: isFirstBreach ? { channelId: conversation.channelId, lane: conversation.lane } : null,
      bundle: step.name === 'warning' ? null : 'overdue',
      notBefore,
    };
  });
  const keys = says.map(({ key }) => key);
  const data = { ...record.data, told: afterTelling(told, step.name, now, keys) };
  const next = { ...record, data };
  const reason = because(toldAs[step.name], {
    to: recipients.map(({ userId }) => userId),
    dueAt: record.dueAt,
    lateBy: Math.max(0, now - step.at),
  });
  return {
    outcome: { ...outcome, record: { ...next, ringAt: nextRing(next, conversation, agreement, counted) }, reason },
    says,
  };
}

/**
 * Until when a manager's own choice holds a notice back; null where it does not. What reaches them because nobody nearer
 * can act is never held back the first time.
 */
function heldBack(
  { userId, audience, standsInFor }: Recipient,
  step: StepName,
  { facts: { choices, missing }, agreement, agency, now }: Situation,
): number | null {
  const chosen = choices.find((one) => one.userId === userId);
  if (audience !== 'manager' || chosen === undefined) return null;
  const { owner, backup } = agreement.people;
  const isLast = standsInFor !== undefined || ![owner.id, backup.id].some((id) => isThere(id, missing));
  if (isLast && step !== 'repeat') return null;
  return heldUntil(chosen.choice, now, chosen.timeZone ?? agency?.defaults.timeZone ?? agreement.officeHours.timeZone);
}

/** Tells whoever a wait was handed to by somebody else. */
export function tellNewOwner(outcome: Outcome, by: string | null, situation: Situation): Spoken {
  const { conversation, recorded, record } = outcome;
  const { owner, told } = record.data;
  const isHanded = recorded !== null && recorded.data.owner !== owner && record.state === 'pending';
  if (conversation === null || !isHanded || owner === by) return { outcome, says: [] };
  const base = `response-window:handed:${conversation.id}:${owner}`;
  const before = told.keys.filter((key) => key.startsWith(base)).length;
  const say: Say = {
    ...notice(conversation, 'handed', before === 0 ? base : `${base}:${before + 1}`),
    ...toOne(owner, situation, { subject: conversation.id, by }),
  };
  return { outcome: withKey(outcome, say.key), says: [say] };
}

/** Reminds the one who asked to be reminded. */
export function remind(outcome: Outcome, userId: string, dueAt: number, situation: Situation): Spoken {
  const { conversation } = outcome;
  if (conversation === null) return { outcome, says: [] };
  const say: Say = {
    ...notice(conversation, 'reminder', `response-window:reminder:${conversation.id}:${userId}:${dueAt}`),
    priority: 'normal',
    ...toOne(userId, situation, { subject: conversation.id }),
  };
  return { outcome: withKey(outcome, say.key), says: [say] };
}

/** Passes a notice that Slack would not deliver on to the next one who can act, saying for whom it was and why. */
export function passOn(outcome: Outcome, failed: DeliveryFailed, situation: Situation): Spoken {
  const { conversation, record } = outcome;
  if (conversation === null || record.state !== 'pending') {
    return { outcome: { ...outcome, reason: because('no-longer-waiting') }, says: [] };
  }
  const before = Array.isArray(failed.data.unreached) ? failed.data.unreached : [];
  const unreached = [...new Set([...before, nameOfDestination(failed.to)])];
  const next = nextInChain(unreached, reachIn(situation));
  if (next === null) return { outcome: { ...outcome, reason: because('nobody-left', { unreached }) }, says: [] };
  const meantFor = unreached[0] ?? '';
  const first = typeof failed.data.of === 'string' ? failed.data.of : failed.key;
  // Two who cannot be told of one thing make one notice to whoever stands in for both.
  const what = first.endsWith(`:${meantFor}`) ? first.slice(0, -meantFor.length - 1) : first;
  const say: Say = {
    ...notice(conversation, 'undeliverable', `${what}:instead:${nameOfDestination(next.to)}`),
    to: next.to,
    audience: next.audience,
    data: {
      subject: conversation.id,
      step: typeof failed.data.step === 'string' ? failed.data.step : failed.view,
      of: first,
      meantFor,
      because: failed.because,
      unreached,
    },
  };
  const reason = because('passed-on', { unreached, to: nameOfDestination(next.to), because: failed.because });
  return { outcome: { ...withKey(outcome, say.key), reason }, says: [say] };
}

/** What all notices about a conversation have in common; to be completed with its reader. */
function notice(conversation: Conversation, view: string, key: string): Omit<Say, 'to' | 'data'> {
  return {
    kind: 'say',
    key,
    audience: 'staff',
    permission: null,
    priority: 'high',
    view,
    wantedWhile: conversation.id,
    hearFirst: null,
    bundle: null,
    unknownOutcome: 'look-up',
  };
}

function reachIn({ facts: { missing }, agreement, agency }: Situation): Reach {
  return { agreement, agency, missing };
}

/** To somebody, or to whoever stands in for them. */
function toOne(userId: string, situation: Situation, data: Say['data']): Pick<Say, 'to' | 'data'> {
  const [told] = thoseThere([{ userId, audience: 'staff' }], userId, reachIn(situation));
  const to = { kind: 'person' as const, userId: told?.userId ?? userId };
  return { to, data: { ...data, ...(told === undefined ? {} : placeOfOther(told)) } };
}

function withKey(outcome: Outcome, key: string): Outcome {
  const { record, reason } = outcome;
  const told = { ...record.data.told, keys: [...new Set([...record.data.told.keys, key])] };
  const data = { ...record.data, told };
  return { ...outcome, record: { ...record, data }, reason: reason ?? because('recorded', { dueAt: record.dueAt }) };
}

function silent(outcome: Outcome): Spoken {
  return { outcome: { ...outcome, reason: outcome.reason ?? because('nothing-to-tell') }, says: [] };
}
