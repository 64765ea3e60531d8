import type { Effect } from '../../engine/effect.ts';
import type { EventOf } from '../../engine/event.ts';
import { passedOn } from '../../engine/passed-on.ts';
import { missedOf } from '../../engine/recurring.ts';
import { type Contributor, changed, type Report } from '../../engine/report.ts';
import type { Decision, Ruling } from '../../engine/rule.ts';
import { saySkipped } from '../../engine/skipped.ts';
import { inPlaceOf } from './collecting.ts';
import type { Facts } from './load.ts';
import { redrawn } from './notices.ts';
import type { Around } from './people.ts';
import { plannedAnew, reportSeries } from './planning.ts';
import { type Kept, keep, progressKey, promptKey } from './record.ts';
import { answered, commanded, requested } from './requests.ts';
import { ruling, steps } from './steps.ts';

/** Plans reports, asks whoever knows, reminds who has not answered, and hands on what there is when it is time. */
export function decide({ event, facts, now }: Decision<Facts>): Ruling[] {
  switch (facts.kind) {
    case 'nothing':
      return [];
    case 'gone':
      return [answered('gone')];
    case 'no-client':
      return [answered('which')];
    case 'planning': {
      const effects = plannedAnew(facts, facts.ahead, now);
      return effects.length === 0 ? [] : [ruling('planned', null, effects)];
    }
    case 'due':
      return timeCame(facts, now);
    case 'over':
      return hourCame(facts, now);
    case 'changed':
      return event.kind === 'ReportChanged' ? shownAgain(facts.report, event) : [];
    case 'undelivered':
      return event.kind === 'DeliveryFailed' ? unreached(facts, event, now) : [];
    case 'gone-person':
      return facts.found.map(({ report, row }) => replaced(facts, { report, row, userId: facts.userId }, now));
    case 'request':
      return requested(event as EventOf<'ButtonPressed' | 'FormSubmitted'>, facts, now);
    case 'command':
      return commanded(event as EventOf<'CommandGiven'>, facts, now);
  }
}

/** Something of it is due. */
function timeCame({ row, report, ...around }: Extract<Facts, { kind: 'due' }>, now: number): Ruling[] {
  if (report?.state === 'collecting') return [steps('collected', around, { report, row }, now)];
  return [ruling('waits', report, [keep(row, { ringAt: row.dueAt, state: 'pending', settledAt: null })])];
}

/** Its hour has come: the next one is planned, and what nobody could be asked for, as nothing ran, is said. */
function hourCame(facts: Extract<Facts, { kind: 'over' }>, now: number): Ruling[] {
  const { row, report, ahead } = facts;
  const isCollecting = report?.state === 'collecting';
  const isMissed = isCollecting && report.contributors.every(({ askedAt }) => askedAt === null);
  const state = report === null || report.state === 'skipped' || isMissed ? 'cancelled' : 'met';
  const last = isCollecting ? [changed(report, isMissed ? missed : { state: 'draft' })] : [];
  const others = missedOf({ series: reportSeries(facts), rows: ahead.rows, ringing: row, now });
  return [
    ruling(isMissed ? 'missed' : 'over', report, [
      keep(row, { ringAt: null, state, settledAt: now }),
      ...last,
      ...plannedAnew(facts, ahead, now, row),
      ...skippedOf(facts, isMissed ? [row, ...others] : others),
    ]),
  ];
}

function skippedOf(facts: Extract<Facts, { kind: 'over' }>, all: readonly { dueAt: number }[]): Effect[] {
  const [first] = all;
  if (first === undefined) return [];
  const { clientId, kind } = facts.row.data;
  return saySkipped({ clientId, kind: 'report', id: kind, first: first.dueAt, count: all.length }, facts);
}

const missed = { state: 'skipped', skippedBecause: 'missed' } as const;

/** It went, was left out, or is back: everybody who was asked reads so. */
function shownAgain(report: Report, { from, to }: EventOf<'ReportChanged'>): Ruling[] {
  if (from === null || from === to) return [];
  const isForAll = to === 'posted' || to === 'skipped' || from === 'skipped';
  const keys = isForAll ? report.contributors.flatMap(({ userId }) => redrawn(report, userId)) : [];
  return [ruling('shown', report, [...keys, { kind: 'refresh', key: progressKey(report.id) }])];
}

/** Somebody could not be asked: the next one is. What else did not arrive goes to who stands in. */
function unreached(
  facts: Extract<Facts, { kind: 'undelivered' }>,
  event: EventOf<'DeliveryFailed'>,
  now: number,
): Ruling[] {
  const { report, row } = facts;
  if (event.view === 'status-reminder') return [];
  const userId = event.to.kind === 'person' ? event.to.userId : null;
  if (event.view !== 'status-prompt') {
    const notice = passedOn(event, facts);
    return notice === null ? [] : [ruling('told-instead', report, [notice])];
  }
  if (report === null || userId === null || report.state !== 'collecting') return [];
  return [replaced(facts, { report, row, userId }, now)];
}

/** Nobody is left who could be asked: this part stays missing by name, and is not waited for. */
const unasked = (one: Contributor, { goesAt }: Report): Contributor => ({ ...one, askedAt: null, askAt: goesAt });

/** Somebody else is asked in the place of whoever cannot be. */
function replaced(
  around: Around,
  { report, row, userId }: { report: Report; row: Kept | null; userId: string },
  now: number,
): Ruling {
  const { missing } = around;
  const without = { ...around, missing: { ...missing, gone: [...missing.gone, userId] } };
  const others = report.contributors.map((one) => one.userId).filter((one) => one !== userId);
  const contributors = report.contributors.map((one) =>
    one.userId === userId && one.answeredAt === null
      ? (inPlaceOf(without, one, others, now) ?? unasked(one, report))
      : one,
  );
  const { reason, effects, subject } = steps(
    'replaced',
    without,
    { report: { ...report, contributors }, row, before: report },
    now,
  );
  return { reason, subject, effects: [...effects, { kind: 'refresh', key: promptKey(report.id, userId) }] };
}
