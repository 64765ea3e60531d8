/** A report that is a draft is put before its owner, and woken at its hour; whatever becomes of it, they read it as it is now. */
import type { Effect } from '../../engine/effect.ts';
import type { Ruling } from '../../engine/rule.ts';
import { because } from './answers.ts';
import type { ReportFacts } from './load.ts';
import { drawnAgain, ownerOrInstead, tell } from './notices.ts';
import { keep, sendableUntil, withKeys } from './record.ts';
import { postKey } from './subject.ts';

/** Somebody changed it: its notices and its alarm are made as they should be now. */
export function keptCurrent(facts: ReportFacts, now: number): Ruling[] {
  const { report } = facts.whole;
  const effects = report.state === 'draft' ? asDraft(facts, now) : over(facts, now);
  return effects.length === 0 ? [] : [because(report.state, report, effects)];
}

function asDraft(facts: ReportFacts, now: number): Effect[] {
  const { whole, kept, agreement } = facts;
  const { report } = whole;
  const isLate = report.goesAt <= now;
  const ringAt = isLate ? sendableUntil(agreement, report, kept) : report.goesAt;
  const owner = kept === null || kept.data.notices.length === 0 ? ownerOrInstead(facts) : null;
  const say = owner === null ? null : tell(report, 'draft', owner);
  const isPlanned = kept?.state === 'pending' && kept.dueAt === report.goesAt && kept.ringAt === ringAt;
  const planned: Effect[] =
    isPlanned && say === null
      ? []
      : [keep(report, kept, { notices: withKeys(kept, [say]), isLate, ringAt, state: 'pending', settledAt: null })];
  return [...(say === null ? drawnAgain(kept) : [say]), ...planned];
}

/** Soon after it was sent it stands in Slack, and whoever reads of it finds the way there. */
const [SOON, LATER, LONGEST] = [15_000, 300_000, 86_400_000];

/** Sent, left out, or collected again: nothing more happens at its hour. */
function over({ whole, kept }: ReportFacts, now: number): Effect[] {
  const { report } = whole;
  if (kept === null) return [];
  const isSent = report.state === 'posted';
  const state = isSent ? ('met' as const) : ('cancelled' as const);
  const ringAt = isSent ? now + SOON : null;
  const isSettled = kept.state === state;
  const settled = isSettled ? [] : [keep(report, kept, { ringAt, state, settledAt: now })];
  return [...settled, ...drawnAgain(kept)];
}

/** It rang after it was sent or left out: those who read of it are shown where it stands. */
export function linked(facts: ReportFacts, now: number): Ruling {
  const { whole, kept, stands, pinned } = facts;
  const { report } = whole;
  const since = now - (report.postedAt ?? 0);
  const isWaiting = report.state === 'posted' && !stands && since < LONGEST;
  const ringAt = isWaiting ? now + LATER : null;
  const state = report.state === 'posted' ? ('met' as const) : ('cancelled' as const);
  const settledAt = kept?.settledAt ?? now;
  return because(isWaiting ? 'on-its-way' : 'over', report, [
    keep(report, kept, { ringAt, state, settledAt }),
    ...(isWaiting ? [] : drawnAgain(kept)),
    ...(isWaiting || pinned === null ? [] : [{ kind: 'refresh' as const, key: postKey(pinned) }]),
  ]);
}
