/** Everything that is planned under an agreement, of whatever kind, in one list: what comes when, what was moved, what is left out. */

import { leftOutBetween } from '../time/recurrence.ts';
import type { Agreement } from './agreement.ts';
import { calendarOf } from './calendar-of.ts';
import { type Meeting, meetingsBetween, recurrenceOfMeeting, rhythmOf } from './rhythm.ts';

export const PLANNED_KINDS = ['report', 'meeting', 'milestone', 'celebration'] as const;
export type PlannedKind = (typeof PLANNED_KINDS)[number];

/** One thing on one date. Instants in epoch milliseconds. */
export type PlannedThing = {
  kind: PlannedKind;
  /** By which it is known among those of its kind: `weekly-call`, `monthly`. */
  id: string;
  /** As the agreement calls it; null: the house has words for this id. */
  title: string | null;
  place: string | null;
  /** When it is, and when it would be if no date were closed: local dates of the client. */
  date: string;
  plannedFor: string;
  at: number;
  /** Null: it has no length. */
  until: number | null;
  /** It has no hour. */
  isAllDay: boolean;
  /** Its date is closed, and it comes neither before nor after it. */
  isLeftOut: boolean;
};

/** What each part of an agreement plans in [from, until). */
const parts: ((agreement: Agreement, from: number, until: number) => PlannedThing[])[] = [meetings];

/**
 * Everything in [from, until), both epoch milliseconds, in the order of its time, with what is left out at its usual hour. Of
 * days on which the office is closed as this agreement knows them now.
 */
export function plannedBetween(agreement: Agreement, from: number, until: number): PlannedThing[] {
  return parts.flatMap((part) => part(agreement, from, until)).toSorted((one, other) => one.at - other.at);
}

/** Whether an agreement plans anything at all, ever. */
export function plansAnything(agreement: Agreement): boolean {
  return rhythmOf(agreement).meetings.length > 0;
}

/** What the agreement calls one of a kind; null: the house has words for it, or it is not agreed any more. */
export function titleOfPlanned(agreement: Agreement, { kind, id }: Pick<PlannedThing, 'kind' | 'id'>): string | null {
  if (kind === 'meeting') return rhythmOf(agreement).meetings.find((one) => one.id === id)?.title ?? null;
  return null;
}

function meetings(agreement: Agreement, from: number, until: number): PlannedThing[] {
  const calendar = calendarOf(agreement, from);
  const held = meetingsBetween(agreement, from, until).map(({ meeting, ...one }) => ({
    ...thingOf(meeting),
    ...one,
    isLeftOut: false,
  }));
  const leftOut = rhythmOf(agreement).meetings.flatMap((meeting) =>
    leftOutBetween(recurrenceOfMeeting(agreement, meeting), calendar, from, until).map((one) => ({
      ...thingOf(meeting),
      ...{ ...one, date: one.plannedFor, until: one.at + meeting.lasts.ms, isLeftOut: true },
    })),
  );
  return [...held, ...leftOut];
}

function thingOf({ id, title, place }: Pick<Meeting, 'id' | 'title' | 'place'>) {
  return { kind: 'meeting' as const, id, title, place: place ?? null, isAllDay: false };
}
