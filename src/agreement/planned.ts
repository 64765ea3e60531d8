/** Everything that is planned under an agreement, of whatever kind, in one list: what comes when, what was moved, what is left out. */

import { localDate, plusDays, startOfDate } from '../time/local-date.ts';
import { leftOutBetween, type Recurrence } from '../time/recurrence.ts';
import type { Agreement } from './agreement.ts';
import { calendarOf } from './calendar-of.ts';
import { anniversariesBetween, anniversariesOf } from './celebrations.ts';
import { zoneOfClient } from './client-zone.ts';
import type { AgreedMilestone } from './milestones.ts';
import { agreedReport, recurrenceOfReport, reportsBetween } from './reports.ts';
import { type Meeting, meetingsBetween, milestonesOf, recurrenceOfMeeting, rhythmOf } from './rhythm.ts';
import { REPORT_KINDS } from './status.ts';
import { winsRecapAfter } from './wins.ts';

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
  /** Since how many years it comes, of what comes every year. */
  years: number | null;
};

type Part = (agreement: Agreement, from: number, until: number) => PlannedThing[];

/** What each part of an agreement plans in [from, until). */
const parts: readonly Part[] = [reports, meetings, milestones, anniversaries, wins];

/**
 * Everything in [from, until), both epoch milliseconds, in the order of its time, with what is left out at its usual hour. Of
 * days on which the office is closed as this agreement knows them now.
 */
export function plannedBetween(agreement: Agreement, from: number, until: number): PlannedThing[] {
  return parts.flatMap((part) => part(agreement, from, until)).toSorted((one, other) => one.at - other.at);
}

/** Whether an agreement plans anything of its own, ever. */
export function plansAnything(agreement: Agreement): boolean {
  const hasReport = REPORT_KINDS.some((kind) => agreedReport(agreement, kind) !== null);
  const dates = [...rhythmOf(agreement).meetings, ...milestonesOf(agreement), ...anniversariesOf(agreement)];
  return hasReport || dates.length > 0;
}

/** What the agreement calls one of a kind; null: the house has words for it, or it is not agreed any more. */
export function titleOfPlanned(agreement: Agreement, { kind, id }: Pick<PlannedThing, 'kind' | 'id'>): string | null {
  if (kind !== 'meeting' && kind !== 'milestone') return null;
  const titled = kind === 'meeting' ? rhythmOf(agreement).meetings : milestonesOf(agreement);
  return titled.find((one) => one.id === id)?.title ?? null;
}

/** A milestone on a local date of the client, be it the one agreed or another. */
export function milestoneOn(
  agreement: Agreement,
  { id, title, date: plannedFor }: AgreedMilestone,
  date: string,
): PlannedThing {
  const at = startOfDate(zoneOfClient(agreement), date);
  return { ...usual, ...{ kind: 'milestone', id, title, date, plannedFor, at, isAllDay: true } };
}

function reports(agreement: Agreement, from: number, until: number): PlannedThing[] {
  const going = reportsBetween(agreement, from, until).map(({ kind: id, ...one }) => ({ ...report, id, ...one }));
  const leftOut = REPORT_KINDS.flatMap((id) => {
    const recurrence = recurrenceOfReport(agreement, id);
    return recurrence === null ? [] : leftOutOf({ ...report, id }, agreement, recurrence, from, until);
  });
  return [...going, ...leftOut];
}

function meetings(agreement: Agreement, from: number, until: number): PlannedThing[] {
  const held = meetingsBetween(agreement, from, until).map(({ meeting, ...one }) => ({ ...thingOf(meeting), ...one }));
  const leftOut = rhythmOf(agreement).meetings.flatMap((meeting) =>
    leftOutOf(thingOf(meeting), agreement, recurrenceOfMeeting(agreement, meeting), from, until),
  );
  return [...held, ...leftOut];
}

/** Of today there is nothing that is over already. */
function milestones(agreement: Agreement, from: number, until: number): PlannedThing[] {
  const today = localDate(zoneOfClient(agreement), from);
  return milestonesOf(agreement)
    .map((one) => milestoneOn(agreement, one, one.date))
    .filter(({ date, at }) => date >= today && at < until);
}

function anniversaries(agreement: Agreement, from: number, until: number): PlannedThing[] {
  return anniversariesBetween(agreement, from, until).map(({ of, ...one }) => ({
    ...usual,
    ...{ kind: 'celebration' as const, id: of, ...one },
  }));
}

/** Once a month, on the first of its dates. */
function wins(agreement: Agreement, from: number, until: number): PlannedThing[] {
  const zone = zoneOfClient(agreement);
  const found: PlannedThing[] = [];
  for (
    let month = `${localDate(zone, from).slice(0, 7)}-01`;
    startOfDate(zone, month) < until;
    month = nextMonth(month)
  ) {
    const at = winsRecapAfter(agreement, startOfDate(zone, month));
    const date = localDate(zone, at);
    if (at >= from && at < until)
      found.push({ ...usual, ...{ kind: 'celebration', id: 'wins', date, plannedFor: date, at } });
  }
  return found;
}

const nextMonth = (first: string) => `${plusDays(first, 31).slice(0, 7)}-01`;

type Dated = 'date' | 'plannedFor' | 'at';

const usual = { title: null, place: null, until: null, isAllDay: false, isLeftOut: false, years: null };
const report = { ...usual, kind: 'report' as const };

function thingOf({ id, title, place }: Meeting): Omit<PlannedThing, Dated> {
  return { ...usual, kind: 'meeting', id, title, place: place ?? null };
}

function leftOutOf(
  thing: Omit<PlannedThing, Dated>,
  agreement: Agreement,
  recurrence: Recurrence,
  from: number,
  until: number,
): PlannedThing[] {
  return leftOutBetween(recurrence, calendarOf(agreement, from), from, until).map(({ plannedFor, at }) => ({
    ...thing,
    ...{ date: plannedFor, plannedFor, at, isLeftOut: true },
  }));
}
