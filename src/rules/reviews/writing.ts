/** Staff write the review, show the client their part of it, take that back, and finish it. */
import type { Effect } from '../../engine/effect.ts';
import type { Event, EventOf } from '../../engine/event.ts';
import { readFormSubject } from '../../engine/form-subject.ts';
import { type IncidentReview, keptReviewWords, type ReviewWords } from '../../engine/incident-review.ts';
import { placeOfReview } from '../../engine/kept-place.ts';
import type { Ruling } from '../../engine/rule.ts';
import { plainSay } from '../../engine/say.ts';
import { answered, because, fieldErrors, told } from './answers.ts';
import { LONGEST_WORDS } from './config.ts';
import { save } from './ending.ts';
import type { ReviewFacts } from './load.ts';
import { drawnAgain, tell, thereFor } from './notices.ts';
import { deadlineOf, settled } from './record.ts';
import { postKey } from './subject.ts';
import { say } from './words.ts';

const parts = ['happened', 'well', 'change', 'forClient'] as const;

/** Keeps what was written, as often as one likes. Who saves over another's words is told instead. */
export function written(event: EventOf<'FormSubmitted'>, facts: ReviewFacts, now: number): Ruling {
  const { incident, review, deadlines, language, said } = facts;
  if (isStale(event, review)) return fieldErrors({ happened: say(language, 'error.stale') });
  const text = (name: (typeof parts)[number]) =>
    String(event.values[name] ?? '')
      .trim()
      .slice(0, LONGEST_WORDS);
  const words: ReviewWords = {
    ...{ happened: text('happened'), well: text('well'), change: text('change') },
    forClient: text('forClient'),
  };
  const isEmpty = parts.every((part) => words[part] === '');
  const place = isEmpty ? null : placeOfReview(event.actor, incident.id);
  const next = { ...review, place, writtenBy: isEmpty ? null : event.actor, writtenAt: isEmpty ? null : now };
  return because(isEmpty ? 'emptied' : 'written', incident, [
    ...dropped(review, place),
    ...(place === null
      ? []
      : [{ kind: 'keep-words' as const, channelId: review.channelId, place, text: keptReviewWords(words) }]),
    save(next),
    ...(isEmpty ? [] : settled(deadlineOf(deadlines, incident.id, 'review'), 'met', now)),
    ...drawnAgain(said),
    ...told(event, { what: 'saved', incident: incident.id }),
  ]);
}

/** Words that are replaced by others go, where these stand under another name. */
function dropped({ channelId, place }: IncidentReview, next: string | null): Effect[] {
  return place === null || place === next ? [] : [{ kind: 'drop-words', channelId, place, atOnce: true }];
}

/** Whether somebody else saved it since the form was opened. */
function isStale({ subject }: EventOf<'FormSubmitted'>, { revision }: IncidentReview): boolean {
  const { stood } = readFormSubject(subject);
  return stood !== null && stood !== revision;
}

/** The client reads their part from now on, signed with nobody's name but approved by whoever sends it. */
export function shown(event: EventOf<'FormSubmitted'>, facts: ReviewFacts, now: number): Ruling {
  const { incident, review, words, said } = facts;
  const not = isStale(event, review) ? 'stale' : whyNotShown(facts);
  if (not !== null) return because('refused', incident, told(event, { what: not, incident: incident.id }));
  const place = placeOfReview(event.actor, `${incident.id}-shown`);
  const isTheirs = review.shownBy === event.actor && stands(facts);
  const shownRevision = isTheirs ? review.shownRevision : review.revision + 1;
  const next = { ...review, shownPlace: place, shownBy: event.actor, shownAt: now, shownRevision };
  const post = plainSay({
    key: postKey(next),
    to: { kind: 'channel', channelId: incident.channelId, threadTs: facts.thread },
    audience: 'client',
    approvedBy: event.actor,
    view: 'review-post',
    data: { incident: incident.id, by: event.actor },
    quotes: `${review.channelId}:${place}`,
  });
  return because('shown', incident, [
    ...(isTheirs ? [] : takenFrom(review)),
    { kind: 'keep-words', channelId: review.channelId, place, text: words?.forClient ?? '' },
    save(next),
    isTheirs ? { kind: 'refresh', key: postKey(review) } : post,
    ...drawnAgain(said),
    ...told(event, { what: 'shown', incident: incident.id }),
  ]);
}

/** Why nothing can be shown; null where it can. */
export function whyNotShown({
  agreement,
  channel,
  words,
}: ReviewFacts): 'nothing-to-show' | 'not-active' | 'no-channel' | null {
  if ((words?.forClient ?? '') === '') return 'nothing-to-show';
  if (agreement.status !== 'active') return 'not-active';
  return channel?.role !== 'shared' || channel.isArchived || channel.clientId !== agreement.id ? 'no-channel' : null;
}

const stands = ({ post }: ReviewFacts) => post === 'sent' || post === 'waiting';

/** What the client reads of it goes, with its words. */
function takenFrom(review: IncidentReview): Effect[] {
  if (review.shownPlace === null) return [];
  return [
    { kind: 'withdraw', key: postKey(review) },
    { kind: 'drop-words', channelId: review.channelId, place: review.shownPlace, atOnce: true },
  ];
}

/** It is taken back from the client. */
export function takenBack(event: Event, facts: ReviewFacts): Ruling {
  const { incident, review, said } = facts;
  if (review.shownPlace === null) return answered('asked', { what: 'not-shown-yet', incident: incident.id });
  return because('taken-back', incident, [
    ...takenFrom(review),
    save({ ...review, ...nothingShown }),
    ...drawnAgain(said),
    ...told(event, { what: 'taken-back', incident: incident.id }),
  ]);
}

const nothingShown = { shownPlace: null, shownBy: null, shownAt: null, shownRevision: null };

/** Nobody has anything to add: the client's answers stay as they are. Pressed again it is open again. */
export function finished(event: EventOf<'ButtonPressed'>, facts: ReviewFacts, now: number): Ruling {
  const { incident, review, deadlines, said } = facts;
  const isOpen = event.action === 'review-finish';
  const next = { ...review, finishedAt: isOpen ? now : null, finishedBy: isOpen ? event.actor : null };
  return because(isOpen ? 'finished' : 'open-again', incident, [
    save(next),
    ...(isOpen ? settled(deadlineOf(deadlines, incident.id, 'review'), 'met', now) : []),
    ...drawnAgain(said),
    ...told(event, { what: isOpen ? 'finished-now' : 'open-again', incident: incident.id }),
  ]);
}

/** What was to be shown could not be posted: whoever sent it hears so, and nothing counts as shown. */
export function notShown(event: EventOf<'DeliveryFailed'>, facts: ReviewFacts): Ruling[] {
  const { incident, review, said } = facts;
  if (event.key !== postKey(review) || review.shownBy === null) return [];
  const to = thereFor(review.shownBy, facts);
  const key = `reviews:not-shown:${incident.id}:${review.shownRevision}`;
  const data = { because: event.because };
  return [
    because('not-shown', incident, [
      ...takenFrom(review),
      save({ ...review, ...nothingShown }),
      ...(to === null ? [] : [tell(incident.id, to, { key, view: 'review-not-shown', data })]),
      ...drawnAgain(said),
    ]),
  ];
}
