/** What the rule keeps of an occasion that is ahead, or was: one deadline for each, with ids, dates and instants. */
import { z } from 'zod';
import { clientSubject } from '../../engine/client-subject.ts';
import type { SetDeadline } from '../../engine/effect.ts';
import type { Deadline } from '../../engine/facts.ts';

export const ruleName = 'celebrations';

/** Under which names deadlines stand: days come again by themselves, a number only when it is reached. */
export const names = { day: 'day', count: 'count' } as const;

const dataSchema = z.object({
  schema: z.literal(1),
  clientId: z.string(),
  occasion: z.enum(['contract', 'go-live', 'count', 'birthday', 'years']),
  /** Whose day it is (Slack user id), or which count of the agreement; null for the agreement's own dates. */
  about: z.string().nullable(),
  /** Years since, or the number reached; 0 for a birthday. */
  number: z.number(),
  /** Its date if no date were closed, by which it is known for good; of a number, when it was reached. */
  plannedFor: z.string(),
  /** Whether that stands for a 29 February which its year does not have. */
  isLeap: z.boolean(),
  /** Our channel id; null for the client's own channel. */
  channelId: z.string().nullable(),
  /**
   * *offered*: somebody of the agency is asked whether to post it. *let-be*, *lapsed*, *skipped* (too late), *dropped* (its
   * reason is gone): it was not.
   */
  stage: z.enum(['planned', 'offered', 'posted', 'let-be', 'taken-back', 'lapsed', 'skipped', 'dropped']),
  /** Why it was not posted by itself. */
  because: z.enum(['permission', 'emergency', 'breach', 'offer', 'unsent', 'none']),
  /** How often it was tried to be posted; part of its message's key. */
  attempt: z.number(),
  /** Who of the agency posted it, let it be or took it back. */
  by: z.string().nullable(),
});
export type CelebrationData = z.output<typeof dataSchema>;
export type Because = CelebrationData['because'];
export type Stage = CelebrationData['stage'];

export type Kept = Deadline & { data: CelebrationData };

/** Throws for a row that is not this rule's. */
export function readKept(row: Deadline): Kept {
  return { ...row, data: dataSchema.parse(row.data) };
}

type Named = Pick<CelebrationData, 'occasion' | 'about'>;

/** What comes of one occasion again and again is known by this, with its date behind it; a number with the number. */
export function seriesId(clientId: string, { occasion, about }: Named): string {
  return ['celebration', clientId, occasion, ...(about === null ? [] : [about])].join(':');
}

/** The keys of what is said of one: where it is celebrated, and to whoever is asked. They tell nobody's date. */
export const postKey = ({ id, data }: Pick<Kept, 'id' | 'data'>) => `celebrations:post:${id}:${data.attempt}`;
export const noteKey = ({ id }: Pick<Kept, 'id'>) => `celebrations:note:${id}`;

const MOST_LATELY = 10;
const latelySchema = z.object({ schema: z.literal(1), ids: z.array(z.string()) });

/** The slot of what was posted to a client of late, so that it can be taken back from the list. */
export const latelySlot = (clientId: string) => `${clientSubject(clientId)}:lately`;

/** The rows that it names, the latest first. */
export function readLately(data: unknown): string[] {
  const read = latelySchema.safeParse(data);
  return read.success ? read.data.ids : [];
}

/** With one more before them. */
export function withLately(ids: readonly string[], id: string): z.output<typeof latelySchema> {
  return { schema: 1, ids: [id, ...ids.filter((one) => one !== id)].slice(0, MOST_LATELY) };
}

/** Writes it as it is now. `ringAt` null: nothing is to happen any more. */
export function keep(
  row: Pick<Kept, 'subject' | 'name' | 'dueAt' | 'data'> & { id: string | null },
  now: { ringAt: number | null; state: SetDeadline['state']; settledAt: number | null },
): SetDeadline {
  const { id, subject, name, dueAt, data } = row;
  // However late it rings, the next one must be planned: what is too late is skipped, and said, by the rule itself.
  const late = { policy: 'fire' } as const;
  return { kind: 'set-deadline', id, subject, name, channelId: null, dueAt, ...now, late, data };
}

/** Nothing more happens by itself; what stands in the channel can still be taken back. */
export function settled(
  row: Kept,
  stage: Exclude<Stage, 'planned' | 'offered'>,
  now: number,
  by: string | null = null,
) {
  const state = stage === 'posted' ? ('met' as const) : ('cancelled' as const);
  return keep({ ...row, data: { ...row.data, stage, by } }, { ringAt: null, state, settledAt: now });
}
