/** What is kept of a month's card: one deadline for each month, how far it is, and what is left out of it. */
import { z } from 'zod';
import type { Agreement } from '../../agreement/agreement.ts';
import { winsRecapAfter } from '../../agreement/wins.ts';
import { endOfMonth, monthOf } from '../../engine/allowance.ts';
import type { SetDeadline } from '../../engine/effect.ts';
import type { Deadline } from '../../engine/facts.ts';
import { type Win, winsOfMonth } from '../../engine/win.ts';

const recapName = 'wins-of-the-month';

const dataSchema = z.object({
  schema: z.literal(1),
  month: z.string(),
  /** *planned*: its time has not come; *asked*: the owner has it; *none*: nothing went well that month. */
  state: z.enum(['planned', 'asked', 'posted', 'skipped', 'none']),
  /** Ids of wins that are not on it. */
  leftOut: z.array(z.string()),
  attempt: z.number(),
  wording: z.string().nullable(),
  by: z.string().nullable(),
});
export type Recap = Deadline & { data: z.output<typeof dataSchema> };

/** Null for a deadline that is none of these. */
export function readRecap(row: Deadline | null): Recap | null {
  const read = row?.name === recapName ? dataSchema.safeParse(row.data) : null;
  return row === null || read === null || !read.success ? null : { ...row, data: read.data };
}

/** The key of its card, and of what the owner has of it. */
export function cardKey({ clientId, data }: Pick<Recap, 'clientId' | 'data'>): string {
  return `wins:card:${clientId}:${data.month}${data.attempt > 1 ? `:${data.attempt}` : ''}`;
}
export const draftKey = ({ clientId, data }: Pick<Recap, 'clientId' | 'data'>) =>
  `wins:draft:${clientId}:${data.month}`;

/** The month is told when it is over; as often as one likes, it is one deadline for each month. */
export function recapOf(agreement: Agreement, month: string): SetDeadline {
  const at = winsRecapAfter(agreement, endOfMonth(agreement, month));
  return {
    ...{ kind: 'set-deadline', id: null, subject: winsOfMonth(agreement.id, month), name: recapName },
    ...{ channelId: null, dueAt: at, ringAt: at, state: 'pending', settledAt: null, late: { policy: 'fire' } },
    data: { schema: 1, month, state: 'planned', leftOut: [], attempt: 0, wording: null, by: null },
  };
}

/** Under another agreement it may come at another hour. Of what is past already nothing changes. */
export function plannedAnew(agreement: Agreement, rows: readonly Recap[], now: number): SetDeadline[] {
  const month = monthOf(agreement, now);
  const moved = rows.flatMap((row): SetDeadline[] => {
    const { dueAt } = recapOf(agreement, row.data.month);
    return row.dueAt <= now || row.dueAt === dueAt
      ? []
      : [{ ...kept(row, {}), dueAt, ringAt: dueAt, state: 'pending', settledAt: null }];
  });
  return rows.some(({ data }) => data.month === month) ? moved : [...moved, recapOf(agreement, month)];
}

/** As it stands now; nothing rings any more. */
export function kept(recap: Recap, change: Partial<Recap['data']>): SetDeadline {
  const { id, subject, name, channelId, dueAt, ringAt, state, settledAt, data } = recap;
  const row = { id, subject, name, channelId, dueAt, ringAt, state, settledAt };
  return { kind: 'set-deadline', ...row, late: { policy: 'fire' }, data: { ...data, ...change } };
}

/** Those of a month that may stand on its card. */
export function countable(wins: readonly Win[]): Win[] {
  return wins.filter(({ state }) => state === 'posted' || state === 'held');
}
