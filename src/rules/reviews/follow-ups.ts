/** What is to be done after an emergency: by whom and until when, that they are reminded, and that it is done. */
import { calendarOf } from '../../agreement/calendar-of.ts';
import { ownHours } from '../../agreement/own-hours.ts';
import type { Effect, SetDeadline } from '../../engine/effect.ts';
import type { Event, EventOf } from '../../engine/event.ts';
import { readFormSubject } from '../../engine/form-subject.ts';
import type { FollowUp } from '../../engine/incident-review.ts';
import { placeOfReview } from '../../engine/kept-place.ts';
import type { Ruling } from '../../engine/rule.ts';
import { isOpen, nextOpening } from '../../time/calendar.ts';
import { localDate, plusDays, startOfDate } from '../../time/local-date.ts';
import { answered, because, fieldErrors, formAbout } from './answers.ts';
import { LONGEST_FOLLOW_UP, MOST_FOLLOW_UPS } from './config.ts';
import type { ReviewFacts } from './load.ts';
import { drawnAgain, managerFor, tellOf, thereFor } from './notices.ts';
import { deadlineOf, notedIn, settled, waiting } from './record.ts';
import { newFollowUpId } from './subject.ts';
import { type Key, say } from './words.ts';

/** One is added, or one is changed. */
export function kept(event: EventOf<'FormSubmitted'>, facts: ReviewFacts, now: number): Ruling {
  const { incident, followUp, named, language } = facts;
  const what = String(event.values.what ?? '').trim();
  const dueOn = String(event.values.date ?? '');
  const errors = errorsIn({ what, dueOn }, event, facts, now);
  const worded = Object.entries(errors).map(([field, key]) => [field, say(language, key, { most: MOST_FOLLOW_UPS })]);
  if (worded.length > 0 || named === null) return fieldErrors(Object.fromEntries(worded));
  const id = followUp?.id ?? newFollowUpId(event.id);
  const place = placeOfReview(event.actor, id);
  const next: FollowUp = {
    ...{ id, clientId: incident.clientId, incidentId: incident.id, channelId: incident.channelId, place },
    ...{ owner: named.userId, dueOn, state: 'open', settledBy: null, settledAt: null },
    ...{ createdBy: followUp?.createdBy ?? event.actor, createdAt: followUp?.createdAt ?? now },
    revision: (followUp?.revision ?? 0) + 1,
  };
  const isGiven = named.userId !== event.actor && named.userId !== followUp?.owner;
  return because('follow-up-kept', incident, [
    ...(followUp === null || followUp.place === place ? [] : [drop(followUp)]),
    { kind: 'keep-words', channelId: next.channelId, place, text: what.slice(0, LONGEST_FOLLOW_UP) },
    save(next),
    dueFor(next, facts, now),
    ...(isGiven ? tellOwner(next, facts, 'given', now, `${next.revision}`).says : []),
    ...drawnAgain(facts.said),
    ...standing(followUp, facts),
    formAbout(event, 'review-follow-ups', incident.id),
  ]);
}

/** What stands of it in direct messages is drawn again. */
function standing(followUp: FollowUp | null, { deadlines }: ReviewFacts): Effect[] {
  if (followUp === null) return [];
  return notedIn(deadlineOf(deadlines, followUp.id, 'follow-up')).told.map((key): Effect => ({ kind: 'refresh', key }));
}

function errorsIn(
  { what, dueOn }: { what: string; dueOn: string },
  event: EventOf<'FormSubmitted'>,
  facts: ReviewFacts,
  now: number,
): Record<string, Key> {
  const { followUp, followUps, named } = facts;
  const { stood } = readFormSubject(event.subject);
  const errors: Record<string, Key> = {};
  const open = followUps.filter(({ state, id }) => state === 'open' && id !== followUp?.id);
  if (what === '') errors.what = 'error.what';
  else if (followUp !== null && stood !== null && stood !== followUp.revision) errors.what = 'error.stale';
  else if (open.length >= MOST_FOLLOW_UPS) errors.what = 'error.most';
  if (named?.isStaff !== true) errors.owner = 'error.owner';
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(dueOn);
  if (!isDate || dueOn < localDate(zoneOf(named?.userId ?? '', facts), now)) errors.date = 'error.date';
  return errors;
}

function zoneOf(userId: string, { zones, agreement }: ReviewFacts): string {
  return zones.get(userId) ?? agreement.officeHours.timeZone;
}

function save(followUp: FollowUp): Effect {
  const { clientId: _of, ...given } = followUp;
  return { kind: 'save-follow-up', followUp: given };
}

function drop({ channelId, place }: FollowUp): Effect {
  return { kind: 'drop-words', channelId, place, atOnce: true };
}

/** Its owner is reminded when their own hours begin on its day, or next after it; of a day that has begun, at once. */
function dueFor(followUp: FollowUp, facts: ReviewFacts, now: number): SetDeadline {
  const at = openingOn(followUp, facts, followUp.dueOn);
  const known = deadlineOf(facts.deadlines, followUp.id, 'follow-up');
  const about = { subject: followUp.id, name: 'follow-up' as const };
  return waiting(
    known,
    about,
    { dueAt: at, ringAt: Math.max(at, now) },
    { schema: 1, stage: 'first', told: notedIn(known).told },
  );
}

/** When its owner's hours begin on a local date of theirs, or next after it. */
function openingOn({ owner }: FollowUp, facts: ReviewFacts, date: string): number {
  const zone = zoneOf(owner, facts);
  const start = startOfDate(zone, date);
  const calendar = calendarOf(ownHours(facts.agreement, zone), start);
  return isOpen(calendar, start) ? start : nextOpening(calendar, start);
}

/** Its time has come: its owner hears, or whoever stands in; the day after a manager does, once. */
export function rang(facts: ReviewFacts, followUp: FollowUp, now: number): Ruling {
  const { incident, deadline } = facts;
  const known = deadline ?? undefined;
  if (followUp.state !== 'open') return because('follow-up-settled', incident, settled(known, 'met', now));
  const noted = notedIn(known);
  if (noted.stage === 'first') {
    const { keys, says } = tellOwner(followUp, facts, 'due', now, followUp.dueOn);
    const next = openingOn(followUp, facts, plusDays(localDate(zoneOf(followUp.owner, facts), now), 1));
    const about = { subject: followUp.id, name: 'follow-up' as const };
    const later = { schema: 1 as const, stage: 'manager' as const, told: [...noted.told, ...keys] };
    const at = { dueAt: known?.dueAt ?? now, ringAt: next };
    return because('follow-up-due', incident, [...says, waiting(known, about, at, later)]);
  }
  const manager = managerFor(facts, followUp.owner);
  const say = manager === null ? [] : [tellOf(followUp, manager, 'late', followUp.dueOn)];
  const keys = say.map(({ key }) => key);
  return because('follow-up-late', incident, [...say, ...settled(known, 'breached', now, keys)]);
}

function tellOwner(followUp: FollowUp, facts: ReviewFacts, what: 'given' | 'due', now: number, which: string) {
  const userId = thereFor(followUp.owner, facts);
  if (userId === null) return { keys: [], says: [] };
  const calendar = calendarOf(ownHours(facts.agreement, zoneOf(followUp.owner, facts)), now);
  // Nobody is woken for what they are given to do.
  const notBefore = isOpen(calendar, now) ? null : nextOpening(calendar, now);
  const said = { ...tellOf(followUp, userId, what, which), notBefore };
  return { keys: [said.key], says: [said] };
}

/** Done, or after all not; and taken out for good. */
export function turned(event: EventOf<'ButtonPressed'>, facts: ReviewFacts, followUp: FollowUp, now: number): Ruling {
  const { incident, deadlines } = facts;
  const state =
    event.action === 'review-follow-up-done' ? 'done' : event.action === 'review-follow-up-remove' ? 'dropped' : 'open';
  const isOpenNow = state === 'open';
  const next: FollowUp = {
    ...followUp,
    ...{ state, settledBy: isOpenNow ? null : event.actor, settledAt: isOpenNow ? null : now },
    revision: followUp.revision + 1,
  };
  const known = deadlineOf(deadlines, followUp.id, 'follow-up');
  return because(`follow-up-${state}`, incident, [
    save(next),
    ...(state === 'dropped' ? [drop(followUp)] : []),
    ...(isOpenNow ? [dueFor(next, facts, now)] : settled(known, state === 'done' ? 'met' : 'cancelled', now)),
    ...drawnAgain(facts.said),
    ...standing(followUp, facts),
    ...afterPress(event, facts),
  ]);
}

/** In the form the list is shown again; on a message it says by itself what became of it. */
function afterPress(event: Event, { incident }: ReviewFacts): Effect[] {
  const isInForm = event.kind === 'ButtonPressed' && event.entered !== undefined;
  return [isInForm ? formAbout(event, 'review-follow-ups', incident.id) : { kind: 'answer', how: 'plainly' }];
}

/** Opens the form of a new one, or of one that is changed. */
export function opened(event: EventOf<'ButtonPressed'>, { incident, followUp }: ReviewFacts): Ruling {
  if (followUp?.state === 'dropped') return answered('asked', { what: 'gone' });
  return because('asked', incident, [formAbout(event, 'review-follow-up-form', followUp?.id ?? incident.id)]);
}

/** Whether a request is about a follow-up that must be there. */
export function isMissing({ followUp }: ReviewFacts): boolean {
  return followUp === null || followUp.state === 'dropped';
}
