/** What the client makes of it: one press confirms it, or says that something is missing; or it is kept as it was written. */
import type { Effect } from '../../engine/effect.ts';
import type { EventOf } from '../../engine/event.ts';
import { readFormSubject } from '../../engine/form-subject.ts';
import { placeOfNote, placeOfRecap } from '../../engine/kept-place.ts';
import type { Ruling } from '../../engine/rule.ts';
import { answered, because, drawnAgain, formOf, told } from './answers.ts';
import { linesOf } from './filled-in.ts';
import type { RecapFacts } from './load.ts';
import { asItIs, keepRecap, LONGEST_MISSING, over, pending, type Recap } from './record.ts';
import { daysAfter } from './times.ts';
import { CONFIRMED_WITHIN, toOwner } from './waiting.ts';

/** What was decided is a paper of both companies: it goes with its record, and not before (milliseconds). */
const WITH_THE_RECORD = 10 * 365 * 86_400_000;

/** Somebody pressed *Confirm*. */
export function confirmed(event: EventOf<'ButtonPressed'>, facts: RecapFacts, now: number): Ruling {
  const not = whyNot(event, facts, event.value);
  if (not !== null) return answered(not);
  const { recap } = facts;
  const { data } = recap;
  if (data.confirmed !== null) return answered('confirmed-already');
  const by = { by: event.actor, at: now };
  const next: Recap = { ...recap, data: { ...data, outcome: 'confirmed', confirmed: by, missing: [] } };
  return because('confirmed', data, [
    keepRecap(next, over('met', now)),
    ...(data.kept === null ? logged(facts, 'meeting-confirmed', event.actor) : []),
    ...drawnAgain(next),
    { kind: 'answer', how: 'privately', view: 'recap-said', data: { what: 'confirmed' } },
  ]);
}

/** Each line of what was decided, into the log of both companies. */
function logged({ recap, sent }: RecapFacts, kind: 'meeting-confirmed' | 'meeting-kept', by: string): Effect[] {
  const posted = recap.data.sent;
  if (posted === null || sent === null) return [];
  const { channelId, edition } = posted;
  const id = `${recap.data.meeting}-${recap.data.plannedFor}-${edition}`;
  return sent.decided.flatMap((text, index): Effect[] => {
    const place = placeOfRecap(by, `${id}-decided-${index + 1}`);
    const decision = {
      ...{ id: `decision:${recap.subject}:${edition}:${index + 1}`, kind, subject: `${recap.subject}:${edition}` },
      ...{ channelId, place, versionBefore: null, versionAfter: null },
    };
    return [
      { kind: 'keep-words', channelId, place, text, keptFor: WITH_THE_RECORD },
      { kind: 'log-decision', decision },
    ];
  });
}

/** Somebody pressed *Something is missing*. */
export function missingAsked(event: EventOf<'ButtonPressed'>, facts: RecapFacts): Ruling {
  const not = whyNot(event, facts, event.value);
  if (not !== null) return answered(not);
  return because('asked', facts.recap.data, [formOf(event, 'recap-missing-form', { subject: facts.recap.id })]);
}

/** What is missing, in their words: whoever sent it hears it at once. */
export function missed(event: EventOf<'FormSubmitted'>, facts: RecapFacts, now: number): Ruling {
  const { recap, agreement } = facts;
  const { data } = recap;
  const not = whyNot(event, facts, event.subject);
  if (not !== null || data.sent === null) return because('refused', data, [told(event, not ?? 'gone')]);
  const text = linesOf(String(event.values.missing ?? ''))
    .join('\n')
    .slice(0, LONGEST_MISSING);
  if (text === '') return because('refused', data, [told(event, 'nothing-missing')]);
  const { channelId, revision, by } = data.sent;
  const place = placeOfNote(event.actor, `missing-${data.meeting}-${data.plannedFor}-${revision}`);
  const others = data.missing.filter((one) => one.by !== event.actor);
  // Whoever sent it has it now: nobody is asked to confirm what they said is not right.
  const stage = recap.state === 'pending' ? ('reminded' as const) : data.stage;
  const next: Recap = { ...recap, data: { ...data, stage, missing: [...others, { by: event.actor, at: now, place }] } };
  const notice = toOwner(facts, 'recap-missing', `${event.actor}:${revision}:${now}`, by).map((one) => ({
    ...one,
    data: { ...one.data, by: event.actor, place },
    quotes: `${channelId}:${place}`,
  }));
  return because('missing', data, [
    { kind: 'keep-words', channelId, place, text },
    keepRecap(next, recap.state === 'pending' ? pending(daysAfter(agreement, now, CONFIRMED_WITHIN)) : asItIs(recap)),
    ...notice,
    ...drawnAgain(next),
    told(event, 'missing'),
  ]);
}

/** Nobody confirmed it, and it stays as it was written. */
export function keptAsWritten(event: EventOf<'ButtonPressed'>, facts: RecapFacts, now: number): Ruling {
  const { recap } = facts;
  const { data } = recap;
  if (data.sent === null) return answered('gone');
  if (data.confirmed !== null || data.kept !== null) return answered('settled-already');
  const next: Recap = { ...recap, data: { ...data, outcome: 'kept', kept: { by: event.actor, at: now } } };
  return because('kept', data, [
    keepRecap(next, over('met', now)),
    ...logged(facts, 'meeting-kept', event.actor),
    ...drawnAgain(next),
    { kind: 'answer', how: 'privately', view: 'recap-said', data: { what: 'kept', subject: recap.id } },
  ]);
}

/** Only whoever speaks for the client, where it stands, and of what they have read. */
function whyNot(
  event: EventOf<'ButtonPressed'> | EventOf<'FormSubmitted'>,
  facts: RecapFacts,
  subject: string,
): string | null {
  const { recap, isTheirs } = facts;
  const { sent } = recap.data;
  if (event.side === 'staff') return 'for-client';
  if (sent === null || (event.kind === 'ButtonPressed' && event.channelId !== sent.channelId)) return 'gone';
  if (!isTheirs) return 'not-named';
  return readFormSubject(subject).stood === sent.revision ? null : 'written-anew';
}
