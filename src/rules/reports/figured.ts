/** Figures of a draft came in or changed: it is drawn anew, and what somebody approved with others waits for them once more. */
import { thereOrInstead } from '../../engine/absence.ts';
import type { Event } from '../../engine/event.ts';
import { changed } from '../../engine/report.ts';
import type { Ruling } from '../../engine/rule.ts';
import { because } from './answers.ts';
import type { ReportFacts } from './load.ts';
import { drawnAgain, tell } from './notices.ts';
import { noted } from './record.ts';

/** Whoever entered them themselves approves what they enter. */
export function figured({ actor }: Event, facts: ReportFacts): Ruling[] {
  const { report } = facts.whole;
  const { approvedBy, revision } = report;
  if (report.state !== 'draft') return [];
  if (approvedBy === null || approvedBy === actor) return [because('figures', report, drawnAgain(facts.kept))];
  const reader = thereOrInstead(approvedBy, facts)?.userId ?? null;
  const says = reader === null ? [] : [tell(report, 'figures', reader, { which: `${revision}`, data: { by: actor } })];
  return [
    because('figures-changed', report, [
      ...says,
      ...noted(report, facts.kept, says),
      changed(report, { approvedBy: null, approvedAt: null }),
    ]),
  ];
}
