/** Which meeting of each kind is ahead, and when its owner is to have the agenda. Pure; one at a time, the next follows it. */

import type { Agreement } from '../../agreement/agreement.ts';
import { calendarOf } from '../../agreement/calendar-of.ts';
import { zoneOfClient } from '../../agreement/client-zone.ts';
import { meetingsBetween, type Planned, rhythmOf } from '../../agreement/rhythm.ts';
import type { SetDeadline } from '../../engine/effect.ts';
import { instantOfWallTime, plusDays } from '../../time/local-date.ts';
import { isBusinessDate } from '../../time/recurrence.ts';
import { type Kept, keep, type MeetingData, subjectOf } from './record.ts';

const DAY = 86_400_000;
/** Of what comes once a year there is one within so long. */
const AHEAD = 400 * DAY;
/** When the owner's clock shows it they have the agenda, a business day before. */
const AGENDA_TIME = '10:00';
/** A meeting is not looked for further back than this: a row of longer ago is of nothing that anybody still waits for. */
const MOST_DAYS_BEFORE = 30;

/** Whose clock the agenda goes by. */
export type Clock = { ownersZone: string };

/** The first of a meeting's dates after an instant (epoch milliseconds); null: it does not come again within a year. */
export function nextOf(agreement: Agreement, meeting: string, after: number): Planned | null {
  return meetingsBetween(agreement, after + 1, after + AHEAD).find((one) => one.meeting.id === meeting) ?? null;
}

/** Plans a meeting that nothing is kept of yet. */
export function planned(agreement: Agreement, one: Planned, { ownersZone }: Clock, now: number): SetDeadline {
  const agendaAt = agendaOf(agreement, one, ownersZone);
  const data: MeetingData = {
    ...{ schema: 1, clientId: agreement.id, meeting: one.meeting.id, plannedFor: one.plannedFor },
    ...{ agendaAt, isTold: false, cancelledBy: null, shared: null },
  };
  const row = { id: null, subject: subjectOf(agreement.id, data), dueAt: one.at, data };
  return keep(row, { ringAt: Math.max(now, agendaAt), state: 'pending', settledAt: null });
}

/** What is planned anew under an agreement: what has another date now is moved, what is not agreed any more falls away. */
export function plannedAnew(agreement: Agreement, rows: readonly Kept[], clock: Clock, now: number): SetDeadline[] {
  const wanted = rhythmOf(agreement).meetings.flatMap(({ id }) => nextOf(agreement, id, now) ?? []);
  const isWanted = (row: Kept) => wanted.some((one) => subjectOf(agreement.id, keyOf(one)) === row.subject);
  const off = rows.filter((row) => !isWanted(row)).map((row) => settled(row, 'cancelled', now));
  const on = wanted.flatMap((one) => {
    const fresh = planned(agreement, one, clock, now);
    const known = rows.find(({ subject }) => subject === fresh.subject);
    if (known === undefined) return [fresh];
    return isSame(known, fresh) ? [] : [moved(known, fresh, now)];
  });
  return [...off, ...on];
}

const keyOf = ({ meeting, plannedFor }: Planned) => ({ meeting: meeting.id, plannedFor });

/** Whether nothing about when it is has changed; when its agenda was to come is nobody's matter once it has. */
function isSame(known: Kept, { dueAt, data }: SetDeadline): boolean {
  return known.dueAt === dueAt && (known.data.isTold || known.data.agendaAt === (data as MeetingData).agendaAt);
}

/** The same meeting at another time; whoever read its agenda already reads it again where it is drawn, not once more. */
function moved(known: Kept, fresh: SetDeadline, now: number): SetDeadline {
  const { agendaAt } = fresh.data as MeetingData;
  const ringAt = known.data.isTold ? fresh.dueAt : Math.max(now, agendaAt);
  const row = { ...known, dueAt: fresh.dueAt, data: { ...known.data, agendaAt } };
  return keep(row, { ringAt, state: 'pending', settledAt: null });
}

/** Nothing more happens about it. */
export function settled(row: Kept, state: 'met' | 'cancelled', now: number): SetDeadline {
  return keep(row, { ringAt: null, state, settledAt: now });
}

/** The business day before it, when the owner's clocks show ten. */
function agendaOf(agreement: Agreement, { date, at }: Planned, ownersZone: string): number {
  const calendar = calendarOf(agreement, at);
  const zone = zoneOfClient(agreement);
  for (let days = 1; days <= MOST_DAYS_BEFORE; days += 1) {
    const before = plusDays(date, -days);
    if (isBusinessDate(calendar, zone, before)) return instantOfWallTime(ownersZone, before, AGENDA_TIME);
  }
  return at - DAY;
}
