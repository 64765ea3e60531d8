/** The part of an agreement that says what comes again and again: calls, visits and reviews, and when they are. */

import { z } from 'zod';
import type { Recurrence } from '../time/recurrence.ts';
import { nextOccurrence, occurrencesBetween } from '../time/recurrence.ts';
import type { Agreement } from './agreement.ts';
import { calendarOf } from './calendar-of.ts';
import { zoneOfClient } from './client-zone.ts';
import { spanSchema } from './duration.ts';
import { SHORT_NAME } from './escalation.ts';
import { type AgreedMilestone, MOST_MILESTONES, milestoneProblems, milestoneSchema } from './milestones.ts';
import { recurringSchema } from './recurrence.ts';
import { defineSection, sectionOf } from './section.ts';
import { reportPermission, statusProblems, statusSchema, waitingForApproval } from './status.ts';

const MINUTE = 60_000;
const MOST_MEETINGS = 20;

const closedSchema = z.enum(['before', 'after', 'skip']);

const meetingSchema = z
  .strictObject({
    id: z
      .string()
      .trim()
      .regex(SHORT_NAME, 'write a short name such as weekly-call')
      .meta({
        description: 'By which it is known for good; what people read is its title.',
        examples: ['weekly-call'],
      }),
    title: z
      .string()
      .trim()
      .min(1, 'write what it is called')
      .max(60)
      .meta({ description: 'What people read.', examples: ['Weekly call'] }),
    kind: z.enum(['call', 'visit', 'review']).default('call').meta({
      description: 'A visit has a place that somebody has to get to: whoever goes is reminded in the morning, too.',
    }),
    when: recurringSchema('When it begins, on the clocks of the client.'),
    lasts: spanSchema('How long it is.', ['30m', '1h'], 12 * 60 * MINUTE, 5 * MINUTE).prefault('30m'),
    place: z
      .string()
      .trim()
      .min(1, 'write where, or take the line out')
      .max(300)
      .optional()
      .meta({
        description: 'Where it is: a link, a number, a room.',
        examples: ['https://meet.example.com/nova'],
      }),
    onClosedDays: closedSchema.optional().meta({ description: 'For this one, where it differs.' }),
  })
  .meta({ description: 'A call, a visit or a review.' });
export type Meeting = z.output<typeof meetingSchema>;

const rhythmSchema = z
  .strictObject({
    onClosedDays: closedSchema.default('before').meta({
      description:
        'What falls on a day on which the office is closed comes on the business day before or after it, or not at all.',
    }),
    meetings: z.array(meetingSchema).max(MOST_MEETINGS).default([]).meta({ description: 'Calls, visits and reviews.' }),
    status: statusSchema.optional(),
    milestones: z
      .array(milestoneSchema)
      .max(MOST_MILESTONES)
      .optional()
      .meta({ description: 'What is to be reached when, as set at the start.' }),
  })
  .meta({ description: 'What comes again and again.' });
export type Rhythm = z.output<typeof rhythmSchema>;

export const rhythmSection = defineSection({
  name: 'rhythm',
  schema: rhythmSchema,
  mayPost: [reportPermission],
  check: ({ meetings, status, milestones = [] }) => [
    ...meetings.flatMap(({ id }, index) =>
      meetings.findIndex((one) => one.id === id) < index
        ? [{ path: ['meetings', index, 'id'], message: `${id} is a meeting above already; give this one another id` }]
        : [],
    ),
    ...meetings.flatMap(({ kind, place }, index) =>
      kind === 'visit' && place === undefined
        ? [{ path: ['meetings', index], message: 'a visit is somewhere: write its place' }]
        : [],
    ),
    ...(status === undefined
      ? []
      : statusProblems(status).map(({ path, message }) => ({ path: ['status', ...path], message }))),
    ...milestoneProblems(milestones).map(({ path, message }) => ({ path: ['milestones', ...path], message })),
  ],
  advise: ({ status }, { mayPost = [] }) =>
    status === undefined || mayPost.includes(reportPermission)
      ? []
      : waitingForApproval(status).map(({ path, message }) => ({ path: ['status', ...path], message })),
});

/** What an agreement says of its rhythm; nothing where it says nothing. */
export function rhythmOf(agreement: Pick<Agreement, 'sections'>): Rhythm {
  return sectionOf(agreement, rhythmSection) ?? { onClosedDays: 'before', meetings: [] };
}

/** What is to be reached, in the order of its days. */
export function milestonesOf(agreement: Pick<Agreement, 'sections'>): AgreedMilestone[] {
  return (rhythmOf(agreement).milestones ?? []).toSorted((one, other) => (one.date < other.date ? -1 : 1));
}

/** One meeting as it is planned. `plannedFor`: its date if none were closed; instants in epoch milliseconds. */
export type Planned = { meeting: Meeting; date: string; plannedFor: string; at: number; until: number };

/**
 * The meetings that begin in [from, until), both epoch milliseconds, in the order of their beginning. Of days on which the
 * office is closed as this agreement knows them now.
 */
export function meetingsBetween(agreement: Agreement, from: number, until: number): Planned[] {
  const calendar = calendarOf(agreement, from);
  const planned = rhythmOf(agreement).meetings.flatMap((meeting) =>
    occurrencesBetween(recurrenceOfMeeting(agreement, meeting), calendar, from, until).map((one) => ({
      meeting,
      ...one,
      until: one.at + meeting.lasts.ms,
    })),
  );
  return planned.toSorted((one, other) => one.at - other.at);
}

/** The first of a meeting's dates after an instant (epoch milliseconds); null: it does not come again. */
export function nextMeeting(agreement: Agreement, meeting: Meeting, after: number): Planned | null {
  const one = nextOccurrence(recurrenceOfMeeting(agreement, meeting), calendarOf(agreement, after), after);
  return one === null ? null : { meeting, ...one, until: one.at + meeting.lasts.ms };
}

/** When a meeting is, on the client's clocks. */
export function recurrenceOfMeeting(agreement: Agreement, { when, onClosedDays }: Meeting): Recurrence {
  const { onClosedDays: usual } = rhythmOf(agreement);
  return { ...when, timeZone: zoneOfClient(agreement), move: onClosedDays ?? usual };
}
