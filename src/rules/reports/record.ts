/** What the rule keeps of a report's hour: one deadline for each, with ids and instants. */
import { z } from 'zod';
import type { Agreement } from '../../agreement/agreement.ts';
import { calendarOf } from '../../agreement/calendar-of.ts';
import type { Say, SetDeadline } from '../../engine/effect.ts';
import type { Deadline } from '../../engine/facts.ts';
import type { Report } from '../../engine/report.ts';
import { addBusinessDays } from '../../time/business-time.ts';

const DAY = 86_400_000;
/** What could not be posted is kept for so long, should its channel come back. */
const KEPT_UNPOSTED = 14 * DAY;

const dataSchema = z.object({
  schema: z.literal(1),
  /** Keys of what staff have been told of it; none: nobody has the draft yet. */
  notices: z.array(z.string()),
  /** Its hour is over, and whoever has the draft knows. */
  isLate: z.boolean(),
  /** Until when it may still be sent, where that is later than usual; epoch milliseconds. */
  until: z.number().nullable(),
});
export type Kept = Deadline & { data: z.output<typeof dataSchema> };

/** Throws for a row that is not this rule's. */
export function readKept(row: Deadline): Kept {
  return { ...row, data: dataSchema.parse(row.data) };
}

/** Until when one that nobody approved may still be sent: the same hour of the next business day, a day at least. */
export function sendableUntil(agreement: Agreement, { goesAt }: Report, kept: Kept | null): number {
  const usual = Math.max(goesAt + DAY, addBusinessDays(calendarOf(agreement, goesAt), goesAt, 1));
  return Math.max(usual, kept?.data.until ?? usual);
}

/** The same after it could not be posted at an instant. */
export function keptUntil(now: number): number {
  return now + KEPT_UNPOSTED;
}

/** Writes it as it is now. `ringAt` null: nothing is to happen any more. */
export function keep(
  { id: subject, goesAt }: Pick<Report, 'id' | 'goesAt'>,
  kept: Kept | null,
  now: Partial<Kept['data']> & { ringAt: number | null; state: SetDeadline['state']; settledAt: number | null },
): SetDeadline {
  const { ringAt, state, settledAt, ...changes } = now;
  const data = { schema: 1, notices: [], isLate: false, until: null, ...kept?.data, ...changes };
  return {
    ...{ kind: 'set-deadline', id: kept?.id ?? null, subject, name: 'report', channelId: null },
    // However late it rings: what is too late is left out by the rule itself, and said.
    ...{ dueAt: goesAt, ringAt, state, settledAt, late: { policy: 'fire' }, data },
  };
}

/** Notes what staff are told of it, and changes nothing else. */
export function noted(report: Pick<Report, 'id' | 'goesAt'>, kept: Kept | null, says: readonly Say[]): SetDeadline[] {
  if (kept === null || says.length === 0) return [];
  const { ringAt, state, settledAt } = kept;
  return [keep(report, kept, { notices: withKeys(kept, says), ringAt, state, settledAt })];
}

/** The keys of what staff have been told of it, and of this. */
export function withKeys(kept: Kept | null, says: readonly (Say | null)[]): string[] {
  const keys = says.flatMap((say) => (say === null ? [] : [say.key]));
  return [...new Set([...(kept?.data.notices ?? []), ...keys])];
}
