/** What the rule keeps of when to ask whom: one deadline for each milestone, with ids and instants. */
import { z } from 'zod';
import type { SetDeadline } from '../../engine/effect.ts';
import type { Deadline } from '../../engine/facts.ts';
import type { Milestone } from '../../engine/milestone.ts';
import { STAGES } from './stages.ts';

export const ruleName = 'milestones';

/** So long one can say that it is not reached after all; milliseconds. */
export const UNDO = 15 * 60_000;
/** Of what stands in direct messages about one so many are drawn again. */
const MOST_TOLD = 12;

const dataSchema = z.object({
  schema: z.literal(1),
  /** The last stage of which its owner, or a manager, was told; null: of none yet. */
  told: z.enum(STAGES).nullable(),
  /** Under which keys somebody of the staff reads of it. */
  keys: z.array(z.string()),
  /** Under which key the client reads of it last; null: they have read nothing. */
  news: z.string().nullable(),
});
export type Noted = z.output<typeof dataSchema>;

/** When the next one is asked about a milestone. */
export type Kept = Deadline & { data: Noted };

/** Throws for a row that is not this rule's. */
export function readKept(row: Deadline): Kept {
  return { ...row, data: dataSchema.parse(row.data) };
}

export const nothingNoted: Noted = { schema: 1, told: null, keys: [], news: null };

/** Under which key one is asked about it, once for each stage of each of its dates. */
export function askKey({ id, revision }: Pick<Milestone, 'id' | 'revision'>, what: string): string {
  return `milestones:ask:${id}:${revision}:${what}`;
}

/** Under which key the client reads of a change of it. */
export function newsKey({ id, revision }: Pick<Milestone, 'id' | 'revision'>): string {
  return `milestones:news:${id}:${revision}`;
}

type Now = { dueAt: number; ringAt: number | null; state: SetDeadline['state']; settledAt: number | null };

/** Writes it as it is now. However late it rings it is asked about, for it says how it stands at that moment. */
export function keep(known: Kept | null, { id: subject }: Pick<Milestone, 'id'>, now: Now, data: Noted): SetDeadline {
  return {
    ...{ kind: 'set-deadline', id: known?.id ?? null, subject, name: 'milestone', channelId: null, ...now },
    ...{ late: { policy: 'fire' }, data: { ...data, keys: data.keys.slice(-MOST_TOLD) } },
  };
}
