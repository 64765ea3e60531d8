/** How it is written: kept, looked at as the client would read it, and sent; written anew it reads otherwise, or is posted anew. */
import { zoneOfClient } from '../../agreement/client-zone.ts';
import type { Effect, Say } from '../../engine/effect.ts';
import type { EventOf } from '../../engine/event.ts';
import { readFormSubject } from '../../engine/form-subject.ts';
import { placeOfNote, placeOfRecap } from '../../engine/kept-place.ts';
import { keptRecapWords } from '../../engine/meeting-recap.ts';
import type { Ruling } from '../../engine/rule.ts';
import { plainSay } from '../../engine/say.ts';
import { localDate } from '../../time/local-date.ts';
import { answered, because, drawnAgain, fieldErrors, formOf, told } from './answers.ts';
import { actionsKept } from './doing.ts';
import { readFilledIn, rowsIn } from './filled-in.ts';
import type { RecapFacts } from './load.ts';
import {
  asItIs,
  keepRecap,
  MOST_ACTIONS,
  MOST_DECIDED,
  over,
  pending,
  postKey,
  RECAP_KEPT,
  type Recap,
} from './record.ts';
import { daysAfter } from './times.ts';
import { CONFIRMED_WITHIN } from './waiting.ts';
import { say } from './words.ts';

/** Rows for what somebody does that a form has at first, and that are added by a press. */
export const FIRST_ROWS = 3;
const MORE_ROWS = 3;

/** Opens the form; a press in it adds rows, and what was typed stays. */
export function opened(event: EventOf<'ButtonPressed'> | EventOf<'CommandGiven'>, facts: RecapFacts): Ruling {
  const { recap, channel } = facts;
  if (channel === null) return answered('no-channel');
  const entered = event.kind === 'ButtonPressed' ? event.entered : undefined;
  if (entered === undefined || event.kind !== 'ButtonPressed')
    return because('asked', recap.data, [formOf(event, 'recap-form', { subject: recap.id })]);
  const rows = Math.min(MOST_ACTIONS, rowsIn(entered) + MORE_ROWS);
  const stood = readFormSubject(event.value).stood ?? recap.data.revision;
  return because('asked', recap.data, [formOf(event, 'recap-form', { subject: recap.id, rows, stood })]);
}

/** Shows what was written as the client would read it. */
export function lookedAt(event: EventOf<'ButtonPressed'>, { recap, draft }: RecapFacts): Ruling {
  if (draft === null) return answered('nothing-written');
  return because('asked', recap.data, [formOf(event, 'recap-preview', { subject: recap.id })]);
}

/** Keeps what was written, and shows it as the client would read it. */
export function written(event: EventOf<'FormSubmitted'>, facts: RecapFacts): Ruling {
  const { recap, agreement, channel, language, sides } = facts;
  const { data } = recap;
  if (channel === null) return because('refused', data, [told(event, 'no-channel')]);
  if (readFormSubject(event.subject).stood !== data.revision)
    return fieldErrors({ decided: say(language, 'error.stale') });
  const id = `${data.meeting}-${data.plannedFor}`;
  const date = localDate(zoneOfClient(agreement), data.at);
  const read = readFilledIn(event.values, {
    before: facts.draft ?? facts.sent,
    sides,
    date,
    id: `${id}-${data.revision}`,
  });
  if ('errors' in read) {
    const worded = Object.entries(read.errors).map(([field, key]) => [
      field,
      say(language, key, { most: MOST_DECIDED }),
    ]);
    return fieldErrors(Object.fromEntries(worded));
  }
  const channelId = data.sent?.channelId ?? channel.id;
  const place = placeOfNote(event.actor, `recap-${id}`);
  const next: Recap = { ...recap, data: { ...data, draft: { by: event.actor, place }, revision: data.revision + 1 } };
  return because('written', data, [
    ...droppedDraft(recap, channelId, place),
    { kind: 'keep-words', channelId, place, text: keptRecapWords(read.words) },
    // What was settled stays so until it is sent.
    keepRecap(next, asItIs(recap)),
    ...drawnAgain(next),
    formOf(event, 'recap-preview', { subject: recap.id }),
  ]);
}

function droppedDraft({ data }: Recap, channelId: string, but: string): Effect[] {
  const { draft } = data;
  if (draft === null || draft.place === but || draft.place === data.sent?.place) return [];
  return [{ kind: 'drop-words', channelId, place: draft.place, atOnce: true }];
}

/** Sends what was looked at: as a new message, or as the same one where it was not confirmed yet. */
export function sent(event: EventOf<'FormSubmitted'>, facts: RecapFacts, now: number): Ruling {
  const { recap, draft, channel, agreement } = facts;
  const { data } = recap;
  if (channel === null) return because('refused', data, [told(event, 'no-channel')]);
  if (draft === null || readFormSubject(event.subject).stood !== data.revision)
    return because('refused', data, [told(event, 'changed')]);
  const isSame = data.sent !== null && data.confirmed === null && data.kept === null;
  const edition = isSame ? (data.sent?.edition ?? 1) : data.editions + 1;
  const id = `${data.meeting}-${data.plannedFor}`;
  const place = isSame && data.sent !== null ? data.sent.place : placeOfRecap(event.actor, `${id}-${edition}`);
  const channelId = data.sent?.channelId ?? channel.id;
  const revision = data.revision + 1;
  const isAnew = isSame ? (data.sent?.isAnew ?? false) : data.confirmed !== null || data.kept !== null;
  const next: Recap = {
    ...recap,
    data: {
      ...data,
      ...{ stage: 'sent', outcome: null, revision, draft: null, editions: Math.max(edition, data.editions) },
      ...{
        sent: { by: event.actor, at: now, channelId, place, edition, isAnew, revision },
        confirmed: null,
        kept: null,
        missing: [],
      },
    },
  };
  return because('sent', data, [
    { kind: 'keep-words', channelId, place, text: keptRecapWords(draft), keptFor: RECAP_KEPT },
    ...droppedDraft(recap, channelId, place),
    ...data.missing.map((one): Effect => ({ kind: 'drop-words', channelId, place: one.place })),
    keepRecap(next, pending(daysAfter(agreement, now, CONFIRMED_WITHIN))),
    ...actionsKept(next, draft, facts, now),
    ...(isSame ? [] : [postOf(next, event.actor)]),
    ...drawnAgain(next),
    told(event, isSame ? 'sent-anew' : 'sent', { subject: recap.id }),
  ]);
}

function postOf({ id, subject, data }: Recap, by: string): Say {
  const { sent: posted } = data;
  if (posted === null) throw new Error('What is posted was sent.');
  return plainSay({
    key: postKey(subject, posted.edition),
    to: { kind: 'channel', channelId: posted.channelId, threadTs: null },
    audience: 'client',
    approvedBy: by,
    view: 'recap-post',
    data: { subject: id, edition: posted.edition },
    quotes: `${posted.channelId}:${posted.place}`,
  });
}

/** There was nothing to write down; or there is after all. */
export function nothing(event: EventOf<'ButtonPressed'>, facts: RecapFacts, now: number): Ruling {
  const { recap } = facts;
  const { data } = recap;
  if (data.sent !== null) return answered('sent-already');
  const isNothing = event.action === 'recap-nothing';
  const next: Recap = { ...recap, data: { ...data, outcome: isNothing ? 'nothing' : null, stage: 'asked' } };
  return because(isNothing ? 'nothing' : 'after-all', data, [
    keepRecap(next, isNothing ? over('cancelled', now) : pending(null)),
    ...drawnAgain(next),
    { kind: 'answer', how: 'plainly' },
  ]);
}
