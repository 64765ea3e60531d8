/** The hour of a report: it goes, or its owner hears that nobody approved it; later it is left out. */
import type { Effect, Say } from '../../engine/effect.ts';
import { changed, type Report } from '../../engine/report.ts';
import type { Ruling } from '../../engine/rule.ts';
import { because } from './answers.ts';
import type { ReportFacts } from './load.ts';
import { drawnAgain, ownerOrInstead, tell, tellManagers } from './notices.ts';
import { keep, keptUntil, noted, sendableUntil, withKeys } from './record.ts';
import { sent, whyNot } from './sending.ts';
import { goesByItself } from './settings.ts';
import { linked } from './upkeep.ts';

/** Its time has come, the first or the last. */
export function hourCame(facts: ReportFacts, now: number): Ruling[] {
  const { whole, kept, agreement } = facts;
  const { report } = whole;
  if (report.state !== 'draft') return [linked(facts, now)];
  if (now >= sendableUntil(agreement, report, kept)) return [tooLate(facts, now)];
  if (now < report.goesAt) return [because('moved', report, [again(facts, report.goesAt)])];
  return kept?.data.isLate !== true && mayGo(facts) ? [sent(facts, report.approvedBy, now)] : [late(facts, now)];
}

/** Approved; or agreed that nobody need approve it, and nothing is amiss. */
function mayGo(facts: ReportFacts): boolean {
  const { whole, agreement, isInEmergency } = facts;
  if (whyNot(facts) !== null) return false;
  const { report } = whole;
  return report.approvedBy !== null || (goesByItself(agreement, report) && !isInEmergency);
}

function again({ whole, kept }: ReportFacts, ringAt: number): Effect {
  return keep(whole.report, kept, { ringAt, isLate: false, state: 'pending', settledAt: null });
}

/** Nothing is sent; whoever owns it may still do so for a while. */
function late(facts: ReportFacts, now: number): Ruling {
  const { whole, kept, agreement } = facts;
  const { report } = whole;
  const owner = kept?.data.isLate === true ? null : ownerOrInstead(facts);
  const isHomeless = whole.channel === null && report.approvedBy !== null;
  const say = owner === null ? null : isHomeless ? homeless(report, owner) : tell(report, 'late', owner);
  // A channel that is gone is looked for longer than an approval.
  const until = isHomeless ? keptUntil(now) : (kept?.data.until ?? null);
  const ringAt = Math.max(until ?? 0, sendableUntil(agreement, report, kept));
  const notices = withKeys(kept, [say]);
  return because('late', report, [
    keep(report, kept, { notices, until, ringAt, isLate: true, state: 'pending', settledAt: null }),
    ...drawnAgain(kept),
    ...(say === null ? [] : [say]),
  ]);
}

/** There is no channel any more in which it could stand. */
const homeless = (report: Report, owner: string): Say =>
  tell(report, 'undelivered', owner, { data: { because: 'nowhere' } });

/** It is left out; managers hear where the one before it was, too. */
function tooLate(facts: ReportFacts, now: number): Ruling {
  const { whole, kept, before } = facts;
  const { report } = whole;
  // Approved, and nobody was there to send it: the bot was not.
  const name = report.approvedBy === null && kept?.data.until == null ? 'not-approved' : 'too-late';
  const isSecond = before?.state === 'skipped' && failures.includes(before.skippedBecause ?? '');
  const wasSaid = (kept?.data.notices ?? []).some((key) => !key.startsWith('reports:draft:'));
  const owner = wasSaid ? null : ownerOrInstead(facts);
  const says = [
    ...(owner === null ? [] : [tell(report, 'late', owner)]),
    ...(isSecond ? tellManagers(facts, 'twice', now) : []),
  ];
  return because(name, report, [
    ...noted(report, kept, says),
    changed(report, { state: 'skipped', skippedBecause: name, approvedBy: null, approvedAt: null }),
    ...says,
  ]);
}

const failures: readonly string[] = ['not-approved', 'too-late'];
