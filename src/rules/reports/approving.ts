/** Staff look a draft over: they approve it, take that back, send it now, leave it out, or take it up again. */
import type { Effect } from '../../engine/effect.ts';
import type { Event, EventOf } from '../../engine/event.ts';
import { readFormSubject } from '../../engine/form-subject.ts';
import { placeOfReport } from '../../engine/kept-place.ts';
import { changed, keptAnswers, type Report } from '../../engine/report.ts';
import type { Ruling } from '../../engine/rule.ts';
import { answered, because, told } from './answers.ts';
import { LONGEST_REASON } from './config.ts';
import type { ReportFacts } from './load.ts';
import { sendableUntil } from './record.ts';
import { sent, whyNot } from './sending.ts';
import { keptFor } from './settings.ts';

/** Whether it changed since whoever asks saw it. */
export function isStale(subject: string, { revision }: Report): boolean {
  const { stood } = readFormSubject(subject);
  return stood !== null && stood !== revision;
}

/** Why a draft cannot be touched any more; null where it can. */
export function whyOver({ state }: Report): 'sent-already' | 'skipped-already' | 'collecting' | null {
  if (state === 'posted') return 'sent-already';
  if (state === 'skipped') return 'skipped-already';
  return state === 'draft' ? null : 'collecting';
}

/** It goes at its hour, as it reads now; after its hour at once. */
export function approved(event: EventOf<'ButtonPressed'>, facts: ReportFacts, now: number): Ruling {
  const { report, assembled } = facts.whole;
  if (report.state === 'draft' && report.approvedBy !== null) return answered('approved-already', report);
  const not = whyOver(report) ?? (isStale(event.value, report) ? 'changed' : whyNot(facts));
  if (not !== null) return answered(not, report);
  if (report.goesAt <= now) return sentNow(event, facts, now);
  const by = event.actor;
  const approval = { approvedBy: by, approvedAt: now };
  // What was read is what goes: an answer that comes later waits until somebody takes it in.
  const text = keptAnswers(Object.fromEntries(assembled.sections.map(({ question, text: one }) => [question.id, one])));
  const place = placeOfEdited(report, by);
  const frozen: Effect[] = report.edited !== null ? [] : [keepEdited(facts, place, text)];
  const edited = report.edited ?? { place, by, at: now };
  return because('approved', report, [...frozen, changed(report, { ...approval, edited }), told('approved', report)]);
}

/** The name of its text as somebody made it. */
export function placeOfEdited({ id }: Report, by: string): string {
  return placeOfReport(by, `${id}-edited`);
}

/** Keeps its text as somebody made it; what stood there under another name goes. */
export function keepEdited({ whole, agreement }: ReportFacts, place: string, text: string): Effect {
  const { report } = whole;
  return { kind: 'keep-words', channelId: report.channelId, place, text, keptFor: keptFor(agreement, report) };
}

/** It waits again for somebody to approve it. */
export function unapproved({ whole }: ReportFacts): Ruling {
  const { report } = whole;
  const not = whyOver(report) ?? (report.approvedBy === null ? 'not-approved-yet' : null);
  if (not !== null) return answered(not, report);
  const { edited, approvedAt } = report;
  const isFrozen = edited !== null && edited.at === approvedAt;
  const thawed: Effect[] = isFrozen
    ? [{ kind: 'drop-words', channelId: report.channelId, place: edited.place, atOnce: true }]
    : [];
  const save = changed(report, { approvedBy: null, approvedAt: null, ...(isFrozen ? { edited: null } : {}) });
  return because('unapproved', report, [...thawed, save, told('unapproved', report)]);
}

/** It goes at once, with the name of whoever sends it. */
export function sentNow(event: EventOf<'ButtonPressed'>, facts: ReportFacts, now: number): Ruling {
  const { report } = facts.whole;
  const not = whyOver(report) ?? (isStale(event.value, report) ? 'changed' : whyNot(facts));
  if (not !== null) return answered(not, report);
  const ruling = sent(facts, event.actor, now);
  return { ...ruling, effects: [...ruling.effects, told('sent', report)] };
}

/** Under which name somebody's reason stands. */
export function placeOfReason({ id }: Pick<Report, 'id'>, by: string): string {
  return placeOfReport(by, `${id}-reason`);
}

/** Who left it out by hand; null: nobody did. */
export function skippedBy({ skippedBecause }: Pick<Report, 'skippedBecause'>): string | null {
  return /^by:(.+)$/.exec(skippedBecause ?? '')?.[1] ?? null;
}

/** It does not go this time; the reason is the staff's own matter. */
export function skipped(event: EventOf<'FormSubmitted'>, { whole, agreement }: ReportFacts): Ruling {
  const { report } = whole;
  const not = whyOver(report);
  if (not !== null) return inForm(not, report);
  const reason = String(event.values.reason ?? '')
    .trim()
    .slice(0, LONGEST_REASON);
  const place = placeOfReason(report, event.actor);
  const words: Effect[] =
    reason === ''
      ? []
      : [{ kind: 'keep-words', channelId: report.channelId, place, text: reason, keptFor: keptFor(agreement, report) }];
  const save = changed(report, {
    ...{ state: 'skipped', skippedBecause: `by:${event.actor}`, approvedBy: null, approvedAt: null },
  });
  return because('skipped', report, [...words, save, { kind: 'answer', how: 'plainly' }]);
}

/** It is a draft again, as long as it could still be sent. */
export function takenUp(event: Event, { whole, kept, agreement }: ReportFacts, now: number): Ruling {
  const { report } = whole;
  if (report.state !== 'skipped') return answered(report.state === 'posted' ? 'sent-already' : 'not-skipped', report);
  if (kept === null || now >= sendableUntil(agreement, report, kept)) return answered('too-late', report);
  const by = skippedBy(report);
  const reason: Effect[] =
    by === null
      ? []
      : [{ kind: 'drop-words', channelId: report.channelId, place: placeOfReason(report, by), atOnce: true }];
  const save = changed(report, { state: 'draft', skippedBecause: null });
  return because('taken-up', report, [
    ...reason,
    save,
    ...(event.source === 'request' ? [told('taken-up', report)] : []),
  ]);
}

/** What was asked for in a form is answered in its place. */
export function inForm(what: string, report: Report): Ruling {
  return because('refused', report, [
    { kind: 'answer', how: 'update-form', view: 'report-over', data: { what, report: report.id } },
  ]);
}
