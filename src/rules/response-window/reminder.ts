/** *Remind me in 30 min*: one reminder per person and wait, a deadline of its own beside the reply's. */
import type { Conversation } from '../../engine/conversation.ts';
import type { SetDeadline } from '../../engine/effect.ts';
import { PUT_OFF } from '../../engine/emergency-talk.ts';
import type { Deadline } from '../../engine/facts.ts';
import type { Ruling } from '../../engine/rule.ts';
import { type Calendar, nextOpening } from '../../time/calendar.ts';
import { because } from './reasons.ts';
import { holderOf } from './subject.ts';

const prefix = 'reminder:';
const remindAfter = 30 * 60_000;

/** Whether a row is a reminder. */
export function isReminder({ name }: Pick<Deadline, 'name'>): boolean {
  return name.startsWith(prefix);
}

/** Whom a reminder is for. */
export function reminderOf({ name }: Pick<Deadline, 'name'>): string {
  return name.slice(prefix.length);
}

/** The reminder that somebody has about a wait and that has not rung; undefined where there is none. */
export function openReminder(deadlines: readonly Deadline[], userId: string): Deadline | undefined {
  return deadlines.find((row) => row.name === prefix + userId && row.state === 'pending');
}

/** When a reminder asked for at `now` rings (epoch milliseconds): in half an hour, or at the opening after it. */
export function reminderTime(calendar: Calendar, now: number): number {
  return nextOpening(calendar, now + remindAfter);
}

/** Sets somebody's reminder, in the row of an earlier one if there was one. */
export function setReminder(
  { id, channelId }: Pick<Conversation, 'id' | 'channelId'>,
  deadlines: readonly Deadline[],
  userId: string,
  at: number,
): SetDeadline {
  const name = prefix + userId;
  const former = deadlines.find((row) => row.name === name);
  return {
    kind: 'set-deadline',
    id: former?.id ?? null,
    subject: id,
    name,
    channelId,
    dueAt: at,
    ringAt: at,
    state: 'pending',
    settledAt: null,
    late: { policy: 'fire' },
    data: { schema: 1 },
  };
}

/** Ends a reminder: *met* when it rang for something, *cancelled* when it is no longer wanted. */
export function endReminder(row: Deadline, state: 'met' | 'cancelled', now: number): SetDeadline {
  const { id, subject, name, channelId, dueAt, data } = row;
  const late = { policy: 'fire' as const };
  return { kind: 'set-deadline', id, subject, name, channelId, dueAt, ringAt: null, state, settledAt: now, late, data };
}

/** While an emergency of the client runs nobody is reminded of anything else: it rings when that is over. */
export function putOffReminder(row: Deadline, conversations: readonly Conversation[], now: number): Ruling {
  if (holderOf(row.subject, conversations)?.settled !== null) return rungReminder(row, conversations, now);
  const { id, subject, name, channelId, data } = row;
  const at = { dueAt: now + PUT_OFF, ringAt: now + PUT_OFF, state: 'pending' as const, settledAt: null };
  return {
    reason: because('reminder-put-off', { by: reminderOf(row) }),
    subject,
    effects: [{ kind: 'set-deadline', id, subject, name, channelId, late: { policy: 'fire' }, data, ...at }],
  };
}

/** A reminder rings once, whether or not there is still something to remind of. */
export function rungReminder(row: Deadline, conversations: readonly Conversation[], now: number): Ruling {
  const waits = holderOf(row.subject, conversations)?.settled === null;
  return {
    reason: because(waits ? 'reminded' : 'reminder-not-needed', { by: reminderOf(row) }),
    subject: row.subject,
    effects: [endReminder(row, waits ? 'met' : 'cancelled', now)],
  };
}
