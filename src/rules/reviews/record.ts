/** The deadlines of this rule: that a review is written, that what is to be done is done, that a month is told. */
import { z } from 'zod';
import type { SetDeadline } from '../../engine/effect.ts';
import type { Deadline } from '../../engine/facts.ts';

const DAY = 86_400_000;
/** After so long a pause nobody waits for the figures of a month any more; `/rules incidents` has them. */
const MONTH_GRACE = 7 * DAY;

/** *review*: somebody writes it. *follow-up*: its owner does it. *month*: its figures are told. */
export type DeadlineName = 'review' | 'follow-up' | 'month';

const dataSchema = z.object({
  schema: z.literal(1),
  /** Who hears next: whom it is for, then a manager. */
  stage: z.enum(['first', 'manager']),
  /** Under which keys it was told. */
  told: z.array(z.string()),
});
export type Noted = z.output<typeof dataSchema>;

const fresh: Noted = { schema: 1, stage: 'first', told: [] };

/** What was noted with one of them. */
export function notedIn(deadline: Deadline | undefined): Noted {
  return deadline === undefined ? fresh : dataSchema.parse(deadline.data);
}

/** The one about a subject, if there is any. */
export function deadlineOf(deadlines: readonly Deadline[], subject: string, name: DeadlineName): Deadline | undefined {
  return deadlines.find((one) => one.subject === subject && one.name === name);
}

/** It is due then (epoch milliseconds) and rings then. */
export function waiting(
  known: Deadline | undefined,
  about: { subject: string; name: DeadlineName },
  at: { dueAt: number; ringAt: number },
  noted: Noted = fresh,
): SetDeadline {
  return {
    ...{ kind: 'set-deadline', id: known?.id ?? null, ...about, channelId: null, ...at },
    ...{ state: 'pending', settledAt: null, late: lateOf(about.name), data: noted },
  };
}

/** It rings no more; nothing where it waits for nothing. */
export function settled(
  known: Deadline | undefined,
  state: 'met' | 'breached' | 'cancelled',
  now: number,
  told: readonly string[] = [],
): SetDeadline[] {
  if (known?.state !== 'pending') return [];
  const { id, subject, name, dueAt } = known;
  const noted = notedIn(known);
  return [
    {
      ...{ kind: 'set-deadline', id, subject, name, channelId: null, dueAt, ringAt: null, state, settledAt: now },
      ...{ late: lateOf(name), data: { ...noted, told: [...noted.told, ...told] } },
    },
  ];
}

function lateOf(name: string): SetDeadline['late'] {
  return name === 'month' ? { policy: 'skip', grace: MONTH_GRACE } : { policy: 'fire' };
}
