/**
 * The reports that an agreement promises: when each goes on the client's clocks, who is asked for it, and what. Of closed
 * days as the agreement knows them now.
 */

import { nextOccurrence, type Occurrence, occurrencesBetween, type Recurrence } from '../time/recurrence.ts';
import type { Agreement } from './agreement.ts';
import { calendarOf } from './calendar-of.ts';
import { zoneOfClient } from './client-zone.ts';
import { goalsOf } from './goals.ts';
import { rhythmOf } from './rhythm.ts';
import {
  type AgreedReport,
  HOUSE_QUESTIONS,
  ofHouse,
  questionOf,
  REPORT_KINDS,
  type ReportKind,
  type ReportQuestion,
} from './status.ts';

/** A report as it is planned. `plannedFor`: its date if none were closed; `at`: when it goes, epoch milliseconds. */
export type PlannedReport = { kind: ReportKind } & Occurrence;

/** What is agreed of one kind; null where nothing is. */
export function agreedReport(agreement: Pick<Agreement, 'sections'>, kind: ReportKind): AgreedReport | null {
  return rhythmOf(agreement).status?.[kind] ?? null;
}

/** The reports that go in [from, until), both epoch milliseconds, in order; of days closed as this agreement knows them now. */
export function reportsBetween(agreement: Agreement, from: number, until: number): PlannedReport[] {
  const calendar = calendarOf(agreement, from);
  const planned = REPORT_KINDS.flatMap((kind) => {
    const recurrence = recurrenceOfReport(agreement, kind);
    if (recurrence === null) return [];
    return occurrencesBetween(recurrence, calendar, from, until).map((one) => ({ kind, ...one }));
  });
  return planned.toSorted((one, other) => one.at - other.at);
}

/** The first of a kind that goes after an instant (epoch milliseconds); null: none is agreed, or it does not come again. */
export function nextReport(agreement: Agreement, kind: ReportKind, after: number): PlannedReport | null {
  const recurrence = recurrenceOfReport(agreement, kind);
  const one = recurrence === null ? null : nextOccurrence(recurrence, calendarOf(agreement, after), after);
  return one === null ? null : { kind, ...one };
}

/** When a report of this kind goes; null where none is agreed. */
export function recurrenceOfReport(agreement: Agreement, kind: ReportKind): Recurrence | null {
  const agreed = agreedReport(agreement, kind);
  if (agreed === null) return null;
  return { ...agreed.when, timeZone: zoneOfClient(agreement), move: rhythmOf(agreement).onClosedDays };
}

/** Who is asked for a report of this kind: whom it names, else the owner. */
export function contributorsOf(agreement: Agreement, kind: ReportKind): string[] {
  const named = agreedReport(agreement, kind)?.contributors?.map(({ id }) => id);
  return named ?? [agreement.people.owner.id];
}

/** Everybody whom the agreement names for any of its reports. */
export function namedForReports(agreement: Agreement): string[] {
  return [
    ...new Set(
      REPORT_KINDS.flatMap((kind) => (agreedReport(agreement, kind) === null ? [] : contributorsOf(agreement, kind))),
    ),
  ];
}

/** What is asked for a report of this kind; figures only where there are goals. */
export function questionsOf(agreement: Agreement, kind: ReportKind): ReportQuestion[] {
  const own = agreedReport(agreement, kind)?.questions;
  const all = own === undefined ? HOUSE_QUESTIONS[kind].map(ofHouse) : own.map(questionOf);
  const hasGoals = goalsOf(agreement).length > 0;
  return all.filter((one) => one.kind !== 'kpis' || hasGoals);
}
