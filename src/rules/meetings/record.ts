/** What the rule keeps of a meeting that is ahead: one deadline for each, with ids, dates and instants. */
import { z } from 'zod';
import type { SetDeadline } from '../../engine/effect.ts';
import type { Deadline } from '../../engine/facts.ts';

export const ruleName = 'meetings';

/** As long as an agenda may be, in letters. */
export const LONGEST_AGENDA = 2500;

const dataSchema = z.object({
  schema: z.literal(1),
  clientId: z.string(),
  /** The meeting's id in the agreement. */
  meeting: z.string(),
  /** Its date if no date were closed, by which it is known for good. */
  plannedFor: z.string(),
  /** When the owner is to have the agenda; epoch milliseconds. */
  agendaAt: z.number(),
  /** When whoever goes somewhere is reminded on the day; null: it is no visit, or begins too early. */
  morningAt: z.number().nullable().default(null),
  isReminded: z.boolean().default(false),
  isTold: z.boolean(),
  cancelledBy: z.string().nullable(),
  /**
   * Who shared which agenda with the client, and where: our channel id and the name of its words. `post` counts how often it was
   * posted; `isLost`: it could not be.
   */
  shared: z
    .object({
      ...{ by: z.string(), channelId: z.string(), place: z.string() },
      ...{ post: z.number().default(1), isLost: z.boolean().default(false) },
    })
    .nullable(),
});
export type MeetingData = z.output<typeof dataSchema>;

/** A meeting that is ahead, or was. */
export type Kept = Deadline & { data: MeetingData };

/** Throws for a row that is not this rule's. */
export function readKept(row: Deadline): Kept {
  return { ...row, data: dataSchema.parse(row.data) };
}

/** What its deadlines are called. */
export const deadlineName = 'meeting';

/** The name of all dates of one meeting. */
export const seriesOf = (clientId: string, meeting: string) => `meeting:${clientId}:${meeting}`;

/** The subject of one meeting of one date. */
export function subjectOf(
  clientId: string,
  { meeting, plannedFor }: Pick<MeetingData, 'meeting' | 'plannedFor'>,
): string {
  return `${seriesOf(clientId, meeting)}:${plannedFor}`;
}

/** The keys of what is said of one: to the owner, and to the client. */
export const agendaKey = (subject: string) => `meetings:agenda:${subject}`;
export const morningKey = (subject: string) => `meetings:morning:${subject}`;
export const sharedKey = ({ subject, data: { shared } }: Pick<Kept, 'subject' | 'data'>) =>
  (shared?.post ?? 1) === 1 ? `meetings:shared:${subject}` : `meetings:shared:${subject}:${shared?.post}`;

/** Writes it as it is now. `ringAt` null: nothing is to happen any more. */
export function keep(
  row: Pick<Kept, 'subject' | 'dueAt' | 'data'> & { id: string | null },
  now: { ringAt: number | null; state: SetDeadline['state']; settledAt: number | null },
): SetDeadline {
  const { id, subject, dueAt, data } = row;
  // However late it rings, the next one must be planned: what is past is left out by the rule itself.
  const late = { policy: 'fire' } as const;
  return { kind: 'set-deadline', id, subject, name: deadlineName, channelId: null, dueAt, ...now, late, data };
}
