/**
 * Standing aside: a question that belongs to an emergency has people of its own, so nothing is counted, warned of or told
 * about it. A false alarm gives it back, with a fair time. It deliberately knows nothing of who is paged.
 */
import type { Conversation } from '../../engine/conversation.ts';
import { type EmergencyTalk, talkOf, talksOf } from '../../engine/emergency-talk.ts';
import type { Event } from '../../engine/event.ts';
import type { Reason } from '../../engine/facts.ts';
import type { Ruling } from '../../engine/rule.ts';
import type { Recorded, ReplyRecord } from './record.ts';

/** How a record ended whose question became an emergency. */
export const stoodAside = 'stood-aside';

/** Whether a record ended so. */
export function isAside(recorded: Pick<Recorded, 'state' | 'data'> | null): boolean {
  return recorded !== null && recorded.state !== 'pending' && recorded.data.how === stoodAside;
}

/**
 * Whether nothing is counted of a conversation. What once stood aside does so for good, unless it was a false alarm: also
 * where the emergency itself is not kept any more.
 */
export function standsAside(
  conversation: Conversation,
  recorded: Recorded | null,
  talks: readonly EmergencyTalk[],
): boolean {
  const own = talksOf(conversation, talks);
  if (isAside(recorded)) return !own.some(({ how }) => how === 'false-alarm') || talkOf(conversation, talks) !== null;
  return talkOf(conversation, talks) !== null;
}

/** The record of such a question: what was overdue before the emergency was raised stays late, all else is called off. */
export function asideFrom(record: ReplyRecord, { raisedAt }: EmergencyTalk, { askedAt }: Conversation): ReplyRecord {
  const since = Math.max(raisedAt, askedAt);
  const wasLate = record.state === 'pending' && record.dueAt < since;
  const data = { ...record.data, how: stoodAside, pausedSince: null };
  return { ...record, ringAt: null, state: wasLate ? 'breached' : 'cancelled', settledAt: since, data };
}

/** Why. */
export function asideBecause({ number, raisedAt }: EmergencyTalk): Reason {
  return { name: stoodAside, data: { number, since: raisedAt } };
}

/**
 * With its end nobody waits for an answer to it any more, as whoever ended it says: what is asked there later is a question of
 * its own. A false alarm leaves it waiting.
 */
export function atItsEnd(
  talk: EmergencyTalk,
  conversations: readonly Conversation[],
  { actor }: Event,
  now: number,
): Ruling[] {
  if (talk.how !== 'resolved' || actor === null) return [];
  const reason = { name: 'emergency-over', data: { number: talk.number } };
  const mark = { name: 'done' as const, by: actor, at: now, data: {} };
  return conversations
    .filter((one) => one.settled === null && talkOf(one, [talk]) !== null)
    .map(({ id, channelId, messages: [ts = ''] }) => {
      return { reason, subject: id, effects: [{ kind: 'mark', channelId, ts, mark }] };
    });
}
