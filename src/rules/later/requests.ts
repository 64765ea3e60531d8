/** What people ask: to keep a message, to change, cancel or send it, to see theirs, and whether to be nudged. */
import type { Answer, Effect } from '../../engine/effect.ts';
import type { Event, FormValues, ViewData } from '../../engine/event.ts';
import { placeOfKept, subjectOfKept } from '../../engine/kept-place.ts';
import type { Ruling } from '../../engine/rule.ts';
import { changed, newDeadline, openingAfter, waiting } from './kept.ts';
import { because, keepAgain } from './leaving.ts';
import type { RequestFacts } from './load.ts';
import { chooseNudges } from './nudges.ts';
import { placeSubject, threadOfLane } from './place.ts';
import { longestText, safeText } from './safe-text.ts';
import { say } from './words.ts';

/** Decides one request; there is always an answer. */
export function requested(event: Event, facts: RequestFacts, now: number): Ruling {
  switch (event.kind) {
    case 'CommandGiven':
      return commanded(event.id, event.actor, facts, now);
    case 'ShortcutUsed': {
      const { channelId, ts, threadTs } = event.message;
      return openForm(facts, placeSubject(channelId, threadTs ?? ts, ts), now);
    }
    case 'ButtonPressed':
      return pressed(event.action, event.actor, event.onKey, facts, now);
    case 'FormSubmitted':
      return event.form === 'later-edit' ? edited(event.values, facts) : filled(event, facts, now);
    default:
      return answered('asked', privately('later-list'));
  }
}

function commanded(eventId: string, actor: string, facts: RequestFacts, now: number): Ruling {
  const { asked, nudges } = facts;
  switch (asked?.what) {
    case 'nudges-on':
    case 'nudges-off':
      return choose(actor, nudges, asked.what === 'nudges-off', null);
    case 'evenings':
      return answered('asked', privately('later-evenings'));
    case 'keep': {
      const given = { text: asked.text, threadTs: null, eventId, actor };
      const not = whyNot(facts, given.text, now);
      if (not === null) return keep(given, facts, now);
      // Nothing that somebody typed is lost: they have it back.
      const name = not === 'not-yours' ? 'not-yours' : 'refused';
      const answer = privately('later-back', { because: not }, asked.text);
      return { reason: { name, data: { because: not } }, subject: null, effects: [answer] };
    }
    default:
      return answered('asked', privately('later-list'));
  }
}

export const refusals = [
  'not-a-client-channel',
  'not-yours',
  'not-active',
  'never-closes',
  'empty',
  'too-long',
] as const;
export type Refusal = (typeof refusals)[number];

/** Why a text cannot be kept for this place; null where it can. */
function whyNot({ channel, agreement, serves }: RequestFacts, text: string | null, now: number): Refusal | null {
  if (channel === null || channel.role !== 'shared' || agreement === null) return 'not-a-client-channel';
  if (!serves) return 'not-yours';
  if (agreement.status !== 'active') return 'not-active';
  if (openingAfter(agreement, now) === null) return 'never-closes';
  if (text === null) return null;
  const { length } = safeText(text);
  if (length === 0) return 'empty';
  return length > longestText ? 'too-long' : null;
}

type Given = { text: string; threadTs: string | null; eventId: string; actor: string };

function keep({ text, threadTs, eventId, actor }: Given, { channel, agreement }: RequestFacts, now: number): Ruling {
  const dueAt = agreement === null ? null : openingAfter(agreement, now);
  if (channel === null || dueAt === null) throw new Error('What cannot be kept was not refused.');
  const place = placeOfKept(actor, eventId);
  const subject = subjectOfKept({ channelId: channel.id, place });
  const effects: Effect[] = [
    { kind: 'keep-words', channelId: channel.id, place, text: safeText(text) },
    newDeadline({ subject, channelId: channel.id, threadTs }, dueAt, now),
    privately('later-kept', { subject }),
  ];
  return because('kept', { subject }, effects, { dueAt });
}

function openForm(facts: RequestFacts, subject: string, now: number): Ruling {
  const not = whyNot(facts, null, now);
  if (not === null) return answered('asked', { ...form, data: { subject } });
  return answered(not === 'not-yours' ? 'not-yours' : 'refused', privately('later-back', { because: not }));
}

const form = { kind: 'answer', how: 'open-form', view: 'later-form' } as const;

function filled(
  { id, actor, values }: { id: string; actor: string; values: FormValues },
  facts: RequestFacts,
  now: number,
) {
  const text = textOf(values);
  const not = whyNot(facts, text, now);
  if (not !== null) return fieldError(not, facts);
  return keep({ text, threadTs: threadOfLane(facts.subject?.lane ?? ''), eventId: id, actor }, facts, now);
}

function edited(values: FormValues, facts: RequestFacts): Ruling {
  const { kept, subject } = facts;
  const text = safeText(textOf(values));
  if (kept === null || kept.state !== 'pending') return fieldError('gone', facts);
  if (String(kept.data.wording) !== subject?.about) return fieldError('changed', facts);
  if (text === '' || text.length > longestText) return fieldError(text === '' ? 'empty' : 'too-long', facts);
  const effects: Effect[] = [
    keepAgain(kept, text),
    changed(kept, { data: { wording: kept.data.wording + 1 } }),
    privately('later-kept', { subject: kept.subject }),
  ];
  return because('edited', kept, effects);
}

function fieldError(not: Refusal | 'gone' | 'changed', { language }: RequestFacts): Ruling {
  const errors = { text: say(language, `error.${not}`) };
  return answered(not === 'not-yours' ? 'not-yours' : 'refused', {
    kind: 'answer',
    how: 'field-errors',
    errors,
    data: {},
  });
}

function pressed(action: string, actor: string, onKey: string | null, facts: RequestFacts, now: number): Ruling {
  const { kept, words, nudges, subject } = facts;
  if (action === 'nudges-on' || action === 'nudges-off') return choose(actor, nudges, action === 'nudges-off', onKey);
  if (action === 'send-at-opening') {
    return openForm(facts, placeSubject(subject?.channelId ?? '', threadOfLane(subject?.lane ?? '')), now);
  }
  const gone = answered('gone', privately('later-told', { what: 'gone' }));
  if (kept === null || words === null || kept.state === 'met') return gone;
  switch (action) {
    case 'later-edit': {
      if (kept.state !== 'pending') return gone;
      return answered('asked', { ...form, data: { subject: `${kept.subject}@${kept.data.wording}` } });
    }
    case 'later-cancel': {
      if (kept.state === 'cancelled') return gone;
      const cancelled = changed(kept, { state: 'cancelled', settledAt: now, ringAt: null });
      const dropped: Effect = { kind: 'drop-words', channelId: kept.channelId, place: kept.place };
      const answer = privately('later-told', { what: 'cancelled', subject: kept.subject });
      return because('cancelled', kept, [cancelled, dropped, answer]);
    }
    case 'later-undo':
      return again(facts, now);
    default: {
      if (kept.state === 'cancelled') return gone;
      const sending = waiting(kept, now, { atOnce: true });
      const answer = privately('later-told', { what: 'sending', subject: kept.subject });
      return because('sent-now', kept, [sending, keepAgain(kept, words), answer]);
    }
  }
}

/** What was cancelled or did not leave goes at the next opening after all; what is to go there already is shown as it is. */
function again(facts: RequestFacts, now: number): Ruling {
  const { kept, words, agreement } = facts;
  const not = whyNot(facts, null, now);
  if (not !== null) return answered('refused', privately('later-back', { because: not }));
  const dueAt = agreement === null ? null : openingAfter(agreement, now);
  if (kept === null || words === null || dueAt === null) throw new Error('What cannot be kept was not refused.');
  const answer = privately('later-kept', { subject: kept.subject });
  if (kept.state === 'pending') return answered('asked', answer);
  return because('kept-again', kept, [waiting(kept, dueAt, { atOnce: false }), keepAgain(kept, words), answer], {
    dueAt,
  });
}

function choose(actor: string, nudges: RequestFacts['nudges'], off: boolean, onKey: string | null): Ruling {
  const drawn: Effect[] = onKey === null ? [] : [{ kind: 'refresh', key: onKey }];
  return {
    reason: { name: off ? 'nudges-off' : 'nudges-on', data: {} },
    subject: null,
    effects: [chooseNudges(actor, nudges, off), ...drawn, privately('later-nudges')],
  };
}

function privately(view: string, data: ViewData = {}, words?: string): Answer {
  return { kind: 'answer', how: 'privately', view, data, ...(words === undefined ? {} : { words }) };
}

function answered(name: string, answer: Answer): Ruling {
  return { reason: { name, data: {} }, subject: null, effects: [answer] };
}

function textOf(values: FormValues): string {
  return typeof values.text === 'string' ? values.text : '';
}
