/** What is kept of a promise, and of an offer to be reminded of one; and when a promise rings. */
import { z } from 'zod';
import type { SetDeadline } from '../../engine/effect.ts';
import type { Deadline } from '../../engine/facts.ts';
import { subtractBusinessTime } from '../../time/business-time.ts';
import type { Calendar } from '../../time/calendar.ts';

export const ruleName = 'promises';

const MINUTE = 60_000;
const WARN_BEFORE = 30 * MINUTE;
const TOO_SHORT = 10 * MINUTE;
/** So long after its time a reply that was written before it still mends a broken promise. */
const MENDABLE = 24 * 60 * MINUTE;

/** Why a promise is as it is. */
export const endings = ['replied', 'done', 'pressed', 'taken-back', 'deleted', 'otherwise'] as const;

const promiseSchema = z.object({
  schema: z.literal(1),
  /** Who promised. */
  by: z.string(),
  /** Slack's ts of the replies that promised, the one that counts last; and the channel's top level or thread they stand in. */
  replies: z.array(z.string()),
  lane: z.string(),
  /** When the last of them was written, epoch milliseconds. */
  promisedAt: z.number(),
  warned: z.boolean(),
  /** Who was told that it is broken. */
  told: z.array(z.string()),
  how: z.enum(endings).nullable(),
  /** The reply that kept it, or came late. */
  answerTs: z.string().nullable(),
  answeredAt: z.number().nullable(),
});
export type PromiseData = z.output<typeof promiseSchema>;

/** A deadline of this rule with its record read. */
export type Kept = Omit<Deadline, 'data'> & { data: PromiseData };

/** Reads the record of one of the rule's deadlines. Throws ZodError. */
export function readPromise(row: Deadline): Kept {
  return { ...row, data: promiseSchema.parse(row.data) };
}

/** What was offered about one reply; the rule's slot under {@link offerSubject}. */
export const offerSchema = z.object({
  schema: z.literal(1),
  key: z.string(),
  /** The conversation that the reply answered. */
  about: z.string(),
  by: z.string(),
  /** The stated time; epoch milliseconds. */
  at: z.number(),
  lane: z.string(),
  promisedAt: z.number(),
});
export type Offer = z.output<typeof offerSchema>;

/** A reply as a subject: what buttons and forms carry. */
export const offerSubject = ({ channelId, ts }: { channelId: string; ts: string }) => `${channelId}:${ts}`;

/** Which reply a subject stands for. */
export function replyOf(subject: string): { channelId: string; ts: string } {
  const at = subject.lastIndexOf(':');
  return { channelId: subject.slice(0, Math.max(0, at)), ts: subject.slice(at + 1) };
}

/** Half an hour of open time before; half way where it is nearer than that; null for what is due in a moment. */
function warningTime(calendar: Calendar, dueAt: number, now: number): number | null {
  const usual = subtractBusinessTime(calendar, dueAt, WARN_BEFORE);
  if (usual > now) return usual;
  return dueAt - now > TOO_SHORT ? now + Math.floor((dueAt - now) / 2) : null;
}

/** Where a promise is kept; id null: nowhere yet. */
type Row = Pick<Deadline, 'subject' | 'name' | 'channelId'> & { id: string | null };

/** A promise that runs: rings before its time, or at it. */
export function running(row: Row, data: PromiseData, dueAt: number, at: { calendar: Calendar; now: number }) {
  const ringAt = data.warned ? dueAt : (warningTime(at.calendar, dueAt, at.now) ?? dueAt);
  return written(row, { data, dueAt, ringAt, state: 'pending', settledAt: null });
}

/** A promise that has come to its end; a broken one can be mended for a while. */
export function ended(row: Kept, state: 'met' | 'breached' | 'cancelled', at: number, data: Partial<PromiseData>) {
  const ringAt =
    state === 'breached' && row.data.answeredAt === null && data.answeredAt == null ? row.dueAt + MENDABLE : null;
  return written(row, { data: { ...row.data, ...data }, dueAt: row.dueAt, ringAt, state, settledAt: at });
}

/** The row as it is to be, its alarm at another time. */
export function ringing(row: Kept, ringAt: number | null, data: Partial<PromiseData> = {}): SetDeadline {
  return written(row, { ...row, ringAt, data: { ...row.data, ...data } });
}

type Changed = Pick<SetDeadline, 'dueAt' | 'ringAt' | 'state' | 'settledAt'> & { data: PromiseData };

function written(row: Row, to: Changed): SetDeadline {
  const { id, subject, name, channelId } = row;
  const { dueAt, ringAt, state, settledAt, data } = to;
  const late = { policy: 'fire' as const };
  return { kind: 'set-deadline', id, subject, name, channelId, dueAt, ringAt, state, settledAt, late, data };
}
