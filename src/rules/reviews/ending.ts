/** An emergency ends, or goes on after its end: what the client reads and is asked, and what staff find to write about. */
import type { Effect } from '../../engine/effect.ts';
import type { EventOf } from '../../engine/event.ts';
import { raisedByAPerson } from '../../engine/incident.ts';
import { type IncidentReview, reviewSubject } from '../../engine/incident-review.ts';
import type { Ruling } from '../../engine/rule.ts';
import { plainSay } from '../../engine/say.ts';
import { because } from './answers.ts';
import type { ReviewFacts } from './load.ts';
import { monthDue } from './month.ts';
import { leadOf, tell, thereFor } from './notices.ts';
import { deadlineOf, settled } from './record.ts';
import { reviewDue } from './reminder.ts';
import { closingKey } from './subject.ts';

/** Keeps a review as changed once more. */
export function save(review: IncidentReview): Effect {
  const { clientId: _of, ...kept } = review;
  return { kind: 'save-review', review: { ...kept, revision: review.revision + 1 } };
}

/** What became of an emergency. */
export function turned({ from, to }: EventOf<'IncidentChanged'>, facts: ReviewFacts, now: number): Ruling[] {
  const { incident, agreement } = facts;
  if (to === 'resolved') return [ended(facts, now)];
  return from === 'resolved' ? [goesOn(facts, now)] : [because('begun', incident, monthDue(agreement, incident, now))];
}

/** The client hears so once more, for nobody is told of what is changed; after a false alarm nothing is asked. */
function ended(facts: ReviewFacts, now: number): Ruling {
  const { incident, review, agreement, deadlines } = facts;
  const end = incident.revision;
  const closing = plainSay({
    key: closingKey(incident.id, end),
    to: { kind: 'channel', channelId: incident.channelId, threadTs: facts.thread },
    audience: 'client',
    permission: raisedByAPerson,
    priority: 'high',
    view: 'review-closing',
    data: { incident: incident.id, end },
    wantedWhile: reviewSubject(incident.id),
  });
  if (incident.how === 'false-alarm') return because('closed', incident, [closing]);
  const begun = { ...review, end, answers: [], finishedAt: null, finishedBy: null };
  const known = deadlineOf(deadlines, incident.id, 'review');
  return because('asked', incident, [
    save(begun),
    closing,
    ...boards(facts, end),
    // Where it was written before, it is there.
    ...(review.place === null ? [reviewDue(agreement, incident.id, known, now)] : []),
  ]);
}

/** What staff find to write about: whoever led it, and the internal channel where the client has one. */
function boards(facts: ReviewFacts, end: number): Effect[] {
  const { incident, agreement, internal } = facts;
  const key = `reviews:board:${incident.id}:${end}`;
  const lead = thereFor(leadOf(incident, agreement), facts);
  const posted = plainSay({
    key: `${key}:internal`,
    to: { kind: 'channel', channelId: internal?.id ?? '', threadTs: null },
    audience: 'staff',
    view: 'review-board',
    data: { incident: incident.id },
    wantedWhile: reviewSubject(incident.id),
  });
  return [
    ...(lead === null ? [] : [tell(incident.id, lead, { key, view: 'review-board' })]),
    ...(internal === null ? [] : [posted]),
  ];
}

/** It was not over: the question is taken back, and asked anew after the next end. What was written stays. */
function goesOn({ incident, review, said, deadlines }: ReviewFacts, now: number): Ruling {
  const open = ['review-closing', 'review-board'];
  const standing = said.filter(({ view, state }) => open.includes(view) && (state === 'sent' || state === 'waiting'));
  const none = { ...review, answers: [], finishedAt: null, finishedBy: null };
  return because('goes-on', incident, [
    ...standing.map(({ key }): Effect => ({ kind: 'withdraw', key })),
    ...review.answers.flatMap(({ place }): Effect[] =>
      place === null ? [] : [{ kind: 'drop-words', channelId: review.channelId, place, atOnce: true }],
    ),
    ...settled(deadlineOf(deadlines, incident.id, 'review'), 'cancelled', now),
    ...(review.revision === 0 ? [] : [save(none)]),
  ]);
}
