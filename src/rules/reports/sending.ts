/** A report goes to the client: as somebody approved it, or by itself where the agreement says so; once. */

import { reportPermission } from '../../agreement/status.ts';
import type { Effect } from '../../engine/effect.ts';
import type { DeliveryFailed } from '../../engine/event.ts';
import { placeOfPosted } from '../../engine/kept-place.ts';
import { changed, type Report } from '../../engine/report.ts';
import type { Ruling } from '../../engine/rule.ts';
import { plainSay } from '../../engine/say.ts';
import { because } from './answers.ts';
import type { ReportFacts } from './load.ts';
import { ownerOrInstead, tell } from './notices.ts';
import { pagesOf } from './pages.ts';
import { isBlank, keptPosted } from './posted.ts';
import { keep, keptUntil, withKeys } from './record.ts';
import { keptFor } from './settings.ts';
import { postKey } from './subject.ts';

/** Why it cannot go now; null where it can. */
export function whyNot({ whole, agreement }: ReportFacts): 'empty' | 'not-active' | 'no-channel' | null {
  if (agreement.status !== 'active') return 'not-active';
  if (whole.channel === null) return 'no-channel';
  return isBlank(whole.current) && !whole.assembled.isQuiet ? 'empty' : null;
}

/** Posts it; `approvedBy` null: nobody needs to have approved it. Only where nothing stands against it ({@link whyNot}). */
export function sent(facts: ReportFacts, approvedBy: string | null, now: number): Ruling {
  const { whole, agreement } = facts;
  const { report } = whole;
  // In a silent trial the staff read it, and the client has had none.
  const isHeldBack = approvedBy === null && agreement.trial;
  const place = placeOfPosted(report.id);
  const save = changed(report, {
    ...{
      approvedBy,
      approvedAt: approvedBy === null ? null : (report.approvedAt ?? now),
      postedPlace: place,
      postedAt: now,
    },
    ...(isHeldBack ? { state: 'skipped', skippedBecause: 'trial' } : { state: 'posted', skippedBecause: null }),
  });
  const text = keptPosted(whole.current);
  return because(isHeldBack ? 'held-back' : 'sent', report, [
    { kind: 'keep-words', channelId: report.channelId, place, text, keptFor: keptFor(agreement, report) },
    save,
    ...posts(facts, save.report, approvedBy),
    ...(facts.pinned === null ? [] : [{ kind: 'refresh' as const, key: postKey(facts.pinned) }]),
  ]);
}

/** The message in the channel, and what does not fit into it, in its thread. */
function posts({ whole }: ReportFacts, report: Report, approvedBy: string | null): Effect[] {
  const channelId = whole.channel?.id ?? '';
  const root = postKey(report);
  return pagesOf(whole.current).map((_, page) =>
    plainSay({
      key: postKey(report, page),
      to: { kind: 'channel', channelId, threadTs: null, ...(page === 0 ? {} : { under: root }) },
      audience: 'client',
      permission: reportPermission,
      approvedBy,
      view: page === 0 ? 'report-post' : 'report-more',
      data: page === 0 ? { report: report.id } : { report: report.id, page },
      quotes: `${report.channelId}:${report.postedPlace}`,
    }),
  );
}

/** It could not be posted: it is a draft again, is kept for a while, and whoever owns it hears why. */
export function notPosted(event: DeliveryFailed, facts: ReportFacts, now: number): Ruling[] {
  const { whole, kept } = facts;
  const { report } = whole;
  const isOfNow = event.key === postKey(report) && report.postedPlace !== null;
  if (!isOfNow || event.because.startsWith('lacks ') || event.because === 'called-off') return [];
  const owner = ownerOrInstead(facts);
  const which = String(report.postedAt);
  const data = { because: event.because };
  const say = owner === null ? null : tell(report, 'undelivered', owner, { which, data });
  const [until, notices] = [keptUntil(now), withKeys(kept, [say])];
  return [
    because('not-posted', report, [
      { kind: 'drop-words', channelId: report.channelId, place: report.postedPlace ?? '', atOnce: true },
      keep(report, kept, { notices, until, ringAt: until, state: 'pending', settledAt: null }),
      changed(report, {
        ...{ state: 'draft', skippedBecause: null, postedAt: null, postedPlace: null },
        ...{ approvedBy: null, approvedAt: null },
      }),
      ...(say === null ? [] : [say]),
      ...(facts.pinned === null ? [] : [{ kind: 'refresh' as const, key: postKey(facts.pinned) }]),
    ]),
  ];
}
