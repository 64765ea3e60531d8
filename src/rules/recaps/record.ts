/** What the rule keeps: one deadline for each meeting that began, and one for each thing that somebody does; no words. */
import { z } from 'zod';
import type { SetDeadline } from '../../engine/effect.ts';
import type { Deadline } from '../../engine/facts.ts';

export const ruleName = 'recaps';

export const MOST_DECIDED = 10;
export const MOST_ACTIONS = 10;
/** In letters; each line may become five times as long where it stands. */
export const LONGEST_LINE = 300;
export const LONGEST_NEXT = 500;
export const LONGEST_MISSING = 500;
/** How long (milliseconds) what the client reads of a meeting is kept; what was decided stays as long as its record. */
export const RECAP_KEPT = 365 * 86_400_000;

const recapSchema = z.object({
  schema: z.literal(1),
  clientId: z.string(),
  meeting: z.string(),
  plannedFor: z.string(),
  at: z.number(),
  until: z.number(),
  /**
   * *ahead*: it is asked for when it is over. *asked*: somebody is to write it. *sent*: the client reads it. *reminded*: and was
   * reminded once. *left*: whoever has the client is to say what becomes of it.
   */
  stage: z.enum(['ahead', 'asked', 'sent', 'reminded', 'left']),
  outcome: z.enum(['confirmed', 'kept', 'nothing', 'unwritten', 'unconfirmed']).nullable(),
  /** Counts every writing of it, so that a stale form or button is known. */
  revision: z.number(),
  /** Written, and not sent yet: the name of its words, by whom. */
  draft: z.object({ by: z.string(), place: z.string() }).nullable(),
  /** How often it was posted. */
  editions: z.number(),
  /** What stands where the client reads. `isAnew`: another one was confirmed before it. */
  sent: z
    .object({
      by: z.string(),
      at: z.number(),
      channelId: z.string(),
      place: z.string(),
      edition: z.number(),
      isAnew: z.boolean(),
      revision: z.number(),
    })
    .nullable(),
  confirmed: z.object({ by: z.string(), at: z.number() }).nullable(),
  kept: z.object({ by: z.string(), at: z.number() }).nullable(),
  /** Who of the client's people misses what, since it was written so. */
  missing: z.array(z.object({ by: z.string(), at: z.number(), place: z.string() })),
});
export type RecapData = z.output<typeof recapSchema>;
/** What is kept of what came out of one meeting. */
export type Recap = Deadline & { data: RecapData };

const actionSchema = z.object({
  schema: z.literal(1),
  clientId: z.string(),
  /** The recap's deadline, and which of its actions. */
  recap: z.string(),
  action: z.string(),
  owner: z.string(),
  isStaff: z.boolean(),
  dueOn: z.string().nullable(),
  doneBy: z.string().nullable(),
});
export type ActionData = z.output<typeof actionSchema>;
/** Something that somebody said they would do. */
export type Action = Deadline & { data: ActionData };

/** Null for a row that is no recap of this rule's. */
export function readRecap(row: Deadline | null): Recap | null {
  return row?.rule === ruleName && row.name === 'recap' ? { ...row, data: recapSchema.parse(row.data) } : null;
}

/** Null for a row that is no action of this rule's. */
export function readAction(row: Deadline | null): Action | null {
  return row?.rule === ruleName && row.name === 'action' ? { ...row, data: actionSchema.parse(row.data) } : null;
}

/** Under which keys it is said: to whoever writes it, and where the client reads it. */
export const askKey = (subject: string) => `recaps:ask:${subject}`;
export const postKey = (subject: string, edition: number) => `recaps:post:${subject}:${edition}`;

type At = { ringAt: number | null; state: SetDeadline['state']; settledAt: number | null };

/** Writes it as it is now; `id` null: it is new. */
export function keepRecap(row: Pick<Recap, 'subject' | 'dueAt' | 'data'> & { id: string | null }, at: At): SetDeadline {
  const { id, subject, dueAt, data } = row;
  return {
    kind: 'set-deadline',
    id,
    subject,
    name: 'recap',
    channelId: null,
    dueAt,
    ...at,
    late: { policy: 'fire' },
    data,
  };
}

/** The same of an action. */
export function keepAction(
  row: Pick<Action, 'subject' | 'dueAt' | 'data'> & { id: string | null },
  at: At,
): SetDeadline {
  const { id, subject, dueAt, data } = row;
  return {
    ...{ kind: 'set-deadline', id, subject, name: 'action', channelId: null, dueAt, ...at },
    ...{ late: { policy: 'fire' }, data },
  };
}

/** Still to ring then (epoch milliseconds; null: not by itself). */
export const pending = (ringAt: number | null): At => ({ ringAt, state: 'pending', settledAt: null });

/** Nothing more happens by itself. */
export const over = (state: 'met' | 'breached' | 'cancelled', now: number): At => ({
  ringAt: null,
  state,
  settledAt: now,
});

/** As it was. */
export const asItIs = ({ ringAt, state, settledAt }: Deadline): At => ({ ringAt, state, settledAt });
