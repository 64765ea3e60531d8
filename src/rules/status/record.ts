/** What the rule keeps beside the report itself: one deadline for each, which wakes it for whatever comes next. */
import { z } from 'zod';
import type { ReportKind } from '../../agreement/status.ts';
import type { SetDeadline } from '../../engine/effect.ts';
import type { Deadline } from '../../engine/facts.ts';

export const ruleName = 'status';

/** What its deadlines are called. They are about the report of their id, and end when that is to go. */
export const deadlineName = 'report';

/** As long as an answer may be, in letters: what a field of Slack's takes. */
export const LONGEST_ANSWER = 3000;

const dataSchema = z.object({ schema: z.literal(1), clientId: z.string(), kind: z.enum(['weekly', 'monthly']) });
export type ReportData = z.output<typeof dataSchema>;

/** The deadline of one report. */
export type Kept = Deadline & { data: ReportData };

/** Throws for a row that is not this rule's. */
export function readKept(row: Deadline): Kept {
  return { ...row, data: dataSchema.parse(row.data) };
}

/** The name of all reports of one kind; with a date behind it, the id of one of them. */
export const seriesOf = (clientId: string, kind: ReportKind) => `report:${clientId}:${kind}`;

/** The keys of what is said: to whoever is asked, a reminder of it, and to the owner how far it is. */
export const promptKey = (reportId: string, userId: string) => `status:prompt:${reportId}:${userId}`;
export const reminderKey = (reportId: string, userId: string, which: 1 | 2) =>
  `status:reminder:${reportId}:${userId}:${which}`;
export const progressKey = (reportId: string) => `status:progress:${reportId}`;

/** Writes it as it is now. `ringAt` null: nothing is to happen any more. */
export function keep(
  { id, subject, dueAt, data }: Pick<Kept, 'subject' | 'dueAt' | 'data'> & { id: string | null },
  now: { ringAt: number | null; state: SetDeadline['state']; settledAt: number | null },
): SetDeadline {
  // However late it rings, the next one must be planned: what is past is left out by the rule itself.
  const late = { policy: 'fire' } as const;
  return { kind: 'set-deadline', id, subject, name: deadlineName, channelId: null, dueAt, ...now, late, data };
}
