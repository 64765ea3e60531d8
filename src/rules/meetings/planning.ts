/** Which meeting of each kind is ahead, and when its owner is to have the agenda. Pure; one at a time, the next follows it. */

import type { Agreement } from '../../agreement/agreement.ts';
import { calendarOf } from '../../agreement/calendar-of.ts';
import { type Meeting, nextMeeting, type Planned, rhythmOf } from '../../agreement/rhythm.ts';
import type { SetDeadline } from '../../engine/effect.ts';
import { type Coming, planSeries, type Series } from '../../engine/recurring.ts';
import { businessDateFrom } from '../../time/business-date.ts';
import { instantOfWallTime } from '../../time/local-date.ts';
import { deadlineName, type Kept, keep, type MeetingData, seriesOf } from './record.ts';

const DAY = 86_400_000;
/** When the owner's clock shows it they have the agenda, a business day before. */
const AGENDA_TIME = '10:00';
/** And on the day of a visit, if there is so long until it begins. */
const MORNING_TIME = '08:00';
const ON_THE_WAY = 60 * 60_000;

/** Whose clock the agenda goes by. */
export type Clock = { ownersZone: string };

/** The first of a meeting's dates after an instant (epoch milliseconds); null: it is not agreed, or does not come again. */
export function nextOf(agreement: Agreement, meeting: string, after: number): Planned | null {
  const agreed = rhythmOf(agreement).meetings.find(({ id }) => id === meeting);
  return agreed === undefined ? null : nextMeeting(agreement, agreed, after);
}

/** Every meeting that is agreed, as it comes again and again; none any more where the agreement has ended. */
export function meetingSeries(agreement: Agreement, clock: Clock): Series<MeetingData>[] {
  if (agreement.status === 'ended') return [];
  return rhythmOf(agreement).meetings.map((meeting) => ({
    id: seriesOf(agreement.id, meeting.id),
    next: (after) => comingOf(agreement, meeting, after, clock),
  }));
}

function comingOf(
  agreement: Agreement,
  meeting: Meeting,
  after: number,
  { ownersZone }: Clock,
): Coming<MeetingData> | null {
  const one = nextMeeting(agreement, meeting, after);
  if (one === null) return null;
  const { plannedFor, at } = one;
  const agendaAt = agendaOf(agreement, one, ownersZone);
  const data: MeetingData = {
    ...{ schema: 1, clientId: agreement.id, meeting: meeting.id, plannedFor },
    ...{ agendaAt, isTold: false, morningAt: morningOf(one, ownersZone), isReminded: false },
    ...{ cancelledBy: null, shared: null },
  };
  return { plannedFor, dueAt: at, ringAt: agendaAt, data };
}

/**
 * What is planned anew under an agreement, or as one of them begins (`ringing`): what has another date now is moved, what is
 * not agreed any more falls away. Whoever read an agenda already reads it again where it is drawn, not once more.
 */
export function plannedAnew(
  agreement: Agreement,
  rows: readonly Kept[],
  clock: Clock,
  now: number,
  ringing?: Kept,
): SetDeadline[] {
  return planSeries<MeetingData>({
    name: deadlineName,
    series: meetingSeries(agreement, clock),
    rows,
    now,
    ...(ringing === undefined ? {} : { ringing }),
    moved: ({ data }, { dueAt, ringAt, data: { agendaAt, morningAt } }) => {
      const next = { ...data, agendaAt: data.isTold ? data.agendaAt : agendaAt, morningAt };
      return { ringAt: data.isTold ? nextRing(next, dueAt) : ringAt, data: next };
    },
  });
}

/** When it rings once its owner has the agenda (epoch milliseconds). */
export function nextRing({ morningAt, isReminded }: MeetingData, dueAt: number): number {
  return morningAt === null || isReminded ? dueAt : Math.min(morningAt, dueAt);
}

/** Of a visit: when the owner's clocks show eight on its day, with time left to get there. */
function morningOf({ meeting, date, at }: Planned, ownersZone: string): number | null {
  const morning = instantOfWallTime(ownersZone, date, MORNING_TIME);
  return meeting.kind === 'visit' && morning + ON_THE_WAY <= at ? morning : null;
}

/** Nothing more happens about it. */
export function settled(row: Kept, state: 'met' | 'cancelled', now: number): SetDeadline {
  return keep(row, { ringAt: null, state, settledAt: now });
}

/** The business day before it, when the owner's clocks show ten. */
function agendaOf(agreement: Agreement, { date, at }: Planned, ownersZone: string): number {
  const calendar = calendarOf(agreement, at);
  const before = businessDateFrom(calendar, date, -1);
  return before === null ? at - DAY : instantOfWallTime(ownersZone, before, AGENDA_TIME);
}
