import { z } from 'zod';
import type { Agreement } from '../../agreement/agreement.ts';
import { calendarOf } from '../../agreement/calendar-of.ts';
import type { SetDeadline } from '../../engine/effect.ts';
import type { Ask, Deadline } from '../../engine/facts.ts';
import { type KeptPlace, readKept } from '../../engine/kept-place.ts';
import { isOpen, nextOpening, openSpans } from '../../time/business-time.ts';

export const ruleName = 'later';
/** The name of the deadline that a kept message is. */
const opening = 'opening';

const keptSchema = z.object({
  schema: z.literal(1),
  threadTs: z.string().nullable(),
  /** When it was kept first, epoch milliseconds. */
  keptAt: z.number(),
  /** Counts its wordings: whoever edits an older one is told. */
  wording: z.number(),
  /** To go at once, whatever the hour. */
  atOnce: z.boolean(),
  /** Why it did not leave. */
  because: z.string().nullable(),
});
type KeptData = z.output<typeof keptSchema>;

/** A kept message: its deadline with the data read, and what its subject names. The words are in the words table alone. */
export type Kept = Omit<Deadline, 'data' | 'channelId'> & KeptPlace & { data: KeptData };

/** A deadline of this rule as a kept message; null for any other. */
export function toKept(deadline: Deadline | undefined): Kept | null {
  const named = deadline === undefined ? null : readKept(deadline.subject);
  if (deadline === undefined || named === null) return null;
  return { ...deadline, ...named, data: keptSchema.parse(deadline.data) };
}

/** The kept message of a subject; null where there is none. */
export async function loadKept(ask: Ask, subject: string): Promise<Kept | null> {
  const [found] = await ask('deadlines', { rule: ruleName, subjects: [subject], channelIds: [] });
  return toKept(found);
}

/** The deadline of a message that is kept from now on. */
export function newDeadline(
  { subject, channelId, threadTs }: { subject: string; channelId: string; threadTs: string | null },
  dueAt: number,
  now: number,
): SetDeadline {
  const data: KeptData = { schema: 1, threadTs, keptAt: now, wording: 1, atOnce: false, because: null };
  const times = { dueAt, ringAt: dueAt, state: 'pending' as const, settledAt: null, late: { policy: 'fire' as const } };
  return { kind: 'set-deadline', id: null, subject, name: opening, channelId, ...times, data };
}

type Changes = Partial<Pick<SetDeadline, 'dueAt' | 'ringAt' | 'state' | 'settledAt'>> & { data?: Partial<KeptData> };

/** Its deadline, changed. */
export function changed({ id, subject, channelId, ...kept }: Kept, { data, ...changes }: Changes): SetDeadline {
  const { dueAt, ringAt, state, settledAt } = kept;
  const times = { dueAt, ringAt, state, settledAt, late: { policy: 'fire' as const }, ...changes };
  return { kind: 'set-deadline', id, subject, name: opening, channelId, ...times, data: { ...kept.data, ...data } };
}

/** It waits again, for this instant (epoch milliseconds). */
export function waiting(kept: Kept, dueAt: number, data: Partial<KeptData> = {}): SetDeadline {
  return changed(kept, { dueAt, ringAt: dueAt, state: 'pending', settledAt: null, data: { because: null, ...data } });
}

/** Nobody looks further ahead for a closing. Milliseconds. */
const LONGEST_OPEN = 60 * 86_400_000;

/** The next opening after an instant (epoch milliseconds); while it is open, that after the next closing; null: it never closes. */
export function openingAfter(agreement: Agreement, at: number): number | null {
  const calendar = calendarOf(agreement, at);
  if (!isOpen(calendar, at)) return nextOpening(calendar, at);
  const [span] = openSpans(calendar, at, at + LONGEST_OPEN);
  return span === undefined || span.end >= at + LONGEST_OPEN ? null : nextOpening(calendar, span.end);
}

/** That instant itself while the office is open, else the next opening. */
export function openingFrom(agreement: Agreement, at: number): number {
  const calendar = calendarOf(agreement, at);
  return isOpen(calendar, at) ? at : nextOpening(calendar, at);
}
