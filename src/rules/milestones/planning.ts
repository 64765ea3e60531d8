/** What is to be asked about when, under what is agreed now. Pure. */

import { zoneOfClient } from '../../agreement/client-zone.ts';
import type { AgreedMilestone } from '../../agreement/milestones.ts';
import { milestonesOf } from '../../agreement/rhythm.ts';
import type { Effect, SetDeadline } from '../../engine/effect.ts';
import { type Milestone, newMilestone } from '../../engine/milestone.ts';
import { startOfDate } from '../../time/local-date.ts';
import type { Around } from './load.ts';
import { type Kept, keep, type Noted, nothingNoted } from './record.ts';
import { lastPassed, stagesLeft, stagesOf, type Timed } from './stages.ts';

/** Everything that is planned anew when a version of the agreement comes into force; nothing where nothing has changed. */
export function plannedAnew(around: Around, known: readonly Milestone[], rows: readonly Kept[], now: number): Effect[] {
  const agreed = around.agreement.status === 'ended' ? [] : milestonesOf(around.agreement);
  const rowOf = ({ id }: Milestone) => rows.find(({ subject }) => subject === id) ?? null;
  const on = agreed.flatMap((one) => {
    const before = known.find(({ milestoneId }) => milestoneId === one.id) ?? newMilestone(around.agreement.id, one);
    return plannedOne(around, one, before, rowOf(before), now);
  });
  const off = known.filter(
    ({ state, milestoneId }) => state === 'ahead' && !agreed.some(({ id }) => id === milestoneId),
  );
  return [...on, ...off.flatMap((one) => droppedOne(one, rowOf(one), now))];
}

function plannedOne(
  around: Around,
  agreed: AgreedMilestone,
  before: Milestone,
  row: Kept | null,
  now: number,
): Effect[] {
  const { date } = agreed;
  // What was reached stays reached, whatever day is written there now.
  if (before.state === 'reached') return [];
  const isSame = before.revision > 0 && before.state === 'ahead' && before.agreedFor === date;
  if (isSame) return replanned(around, agreed, before, row, now);
  const next: Milestone = { ...before, agreedFor: date, date, state: 'ahead', onTrackAt: null };
  const stages = timesOf(around, agreed, date);
  // Of a day that was over before anybody agreed on it here nobody is asked.
  const told = lastPassed(stages, now) === 'late' ? 'late' : null;
  const noted = { ...(row?.data ?? nothingNoted), told } as const;
  return [saved(next), waiting(around, agreed, next, { row, noted, now }), ...redrawn(row)];
}

/** The same milestone where only the clocks or the hours are others. */
function replanned(
  around: Around,
  agreed: AgreedMilestone,
  milestone: Milestone,
  row: Kept | null,
  now: number,
): Effect[] {
  const effect = waiting(around, agreed, milestone, { row, noted: row?.data ?? nothingNoted, now });
  const isSame =
    row !== null && row.dueAt === effect.dueAt && row.state === effect.state && ringsSame(row, effect, now);
  return isSame ? [] : [effect, ...redrawn(row)];
}

/** What rings at once rings already. */
function ringsSame(row: Kept, { ringAt }: SetDeadline, now: number): boolean {
  if (row.ringAt === null || ringAt === null) return row.ringAt === ringAt;
  return row.ringAt === ringAt || (row.ringAt <= now && ringAt <= now);
}

function droppedOne(milestone: Milestone, row: Kept | null, now: number): Effect[] {
  const over = { dueAt: row?.dueAt ?? now, ringAt: null, state: 'cancelled', settledAt: now } as const;
  const dropped = row === null ? [] : [keep(row, milestone, over, row.data), ...redrawn(row)];
  return [saved({ ...milestone, state: 'dropped' }), ...dropped];
}

/** Every stage of one for a date, on the clocks of those who are asked. */
export function timesOf(around: Around, agreed: AgreedMilestone, date: string): Timed[] {
  const { agreement, zoneOf, managerZone } = around;
  const owner = zoneOf(agreed.owner?.id ?? agreement.people.owner.id);
  return stagesOf(agreement, date, agreed.remindBefore, { owner, manager: managerZone });
}

/** Waits for the next time at which somebody is asked; over where nobody is any more. */
export function waiting(
  around: Around,
  agreed: AgreedMilestone,
  milestone: Milestone,
  { row, noted, now }: { row: Kept | null; noted: Noted; now: number },
): SetDeadline {
  const [next] = stagesLeft(timesOf(around, agreed, milestone.date), noted.told, milestone.onTrackAt !== null);
  const dueAt = startOfDate(zoneOfClient(around.agreement), milestone.date);
  if (next === undefined) {
    const settledAt = row?.state === 'breached' ? row.settledAt : now;
    return keep(row, milestone, { dueAt, ringAt: null, state: 'breached', settledAt }, noted);
  }
  return keep(row, milestone, { dueAt, ringAt: Math.max(now, next.at), state: 'pending', settledAt: null }, noted);
}

/** Keeps it as it is now. */
export function saved({ clientId: _of, ...milestone }: Milestone): Effect {
  return { kind: 'save-milestone', milestone: { ...milestone, revision: milestone.revision + 1 } };
}

/** Whoever reads of it reads it as it is now. */
export function redrawn(row: Kept | null): Effect[] {
  return (row?.data.keys ?? []).map((key) => ({ kind: 'refresh', key }));
}
