/** When somebody is asked about a milestone: some business days before its day, the last one before it, on it and after it. Pure. */
import type { Agreement } from '../../agreement/agreement.ts';
import { calendarOf } from '../../agreement/calendar-of.ts';
import { businessDateFrom } from '../../time/business-date.ts';
import { instantOfWallTime, plusDays, startOfDate } from '../../time/local-date.ts';
import { isBusinessDate } from '../../time/recurrence.ts';

/**
 * *ahead*: as long before as was agreed. *eve*: the last business day before it, where nobody said since that it is on track.
 * *day*: on it, or on the last business day before. *late*: the business day after it.
 */
export const STAGES = ['ahead', 'eve', 'day', 'late'] as const;
export type Stage = (typeof STAGES)[number];

/** When the clocks of whoever is asked show it. */
const TIME = '10:00';
/** Where the calendar does not open any more: so many days for each business day. */
const FARTHEST = 30;

/** Whose clocks (IANA names) count: of whom it is, and of the manager who is told afterwards. */
export type Clocks = { owner: string; manager: string };
export type Timed = { stage: Stage; at: number };

/** Every stage of a milestone for a date (`2026-12-10`), the earliest first. */
export function stagesOf(agreement: Agreement, date: string, remindBefore: number, clocks: Clocks): Timed[] {
  // Dates of the office: where the client is far away, their Saturday begins in its Friday.
  const { timeZone } = agreement.officeHours;
  const calendar = calendarOf(agreement, startOfDate(timeZone, date));
  const open = (from: string, count: number) =>
    businessDateFrom(calendar, from, count) ?? plusDays(from, count * FARTHEST);
  const day = isBusinessDate(calendar, date) ? date : open(date, -1);
  const eve = open(day, -1);
  const ahead = open(date, -remindBefore);
  const at = (one: string, zone: string) => instantOfWallTime(zone, one, TIME);
  return [
    ...(ahead < day ? [{ stage: 'ahead' as const, at: at(ahead, clocks.owner) }] : []),
    ...(ahead < eve ? [{ stage: 'eve' as const, at: at(eve, clocks.owner) }] : []),
    { stage: 'day', at: at(day, clocks.owner) },
    { stage: 'late', at: at(open(date, 1), clocks.manager) },
  ];
}

/** What is still to be told after a stage, where nobody said meanwhile that it is on track. */
export function stagesLeft(stages: readonly Timed[], told: Stage | null, isOnTrack: boolean): Timed[] {
  const rank = told === null ? -1 : STAGES.indexOf(told);
  return stages.filter(({ stage }) => STAGES.indexOf(stage) > rank && !(stage === 'eve' && isOnTrack));
}

/** The last of these whose time has come (epoch milliseconds); null: none. */
export function lastPassed(stages: readonly Timed[], now: number): Stage | null {
  return stages.filter(({ at }) => at <= now).at(-1)?.stage ?? null;
}
