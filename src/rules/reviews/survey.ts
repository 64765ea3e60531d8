/** What the client says of how it was handled: one press, changed as often as they like until the review is finished. */
import type { Effect } from '../../engine/effect.ts';
import type { EventOf } from '../../engine/event.ts';
import type { IncidentReview, SurveyAnswer } from '../../engine/incident-review.ts';
import { placeOfIncident } from '../../engine/kept-place.ts';
import type { Ruling } from '../../engine/rule.ts';
import { answered, because, formAbout, told } from './answers.ts';
import { LONGEST_WORDS } from './config.ts';
import { save } from './ending.ts';
import type { ReviewFacts } from './load.ts';
import { drawnAgain, ownerAndManagers, tell } from './notices.ts';
import { closingKey } from './subject.ts';

/** Somebody pressed *Yes* or *Not quite*. */
export function answeredAs(event: EventOf<'ButtonPressed'>, facts: ReviewFacts, now: number): Ruling {
  const not = whyNot(event, facts);
  if (not !== null) return answered(not, { what: not });
  const { incident, review } = facts;
  const answer = event.action === 'review-yes' ? 'yes' : 'not-quite';
  const before = review.answers.find(({ by }) => by === event.actor);
  const place = answer === 'yes' ? null : (before?.place ?? null);
  const next = withAnswer(review, { by: event.actor, answer, at: now, place });
  return because('answered', incident, [
    save(next),
    noted(event, incident.id, answer),
    ...(answer === 'yes' && before?.place
      ? [{ kind: 'drop-words' as const, channelId: review.channelId, place: before.place, atOnce: true as const }]
      : []),
    ...(answer === 'not-quite' ? heard(event.actor, facts) : []),
    ...drawnAgain(facts.said),
    answer === 'yes'
      ? { kind: 'answer', how: 'privately', view: 'review-said', data: { what: 'thanks' } }
      : formAbout(event, 'review-better-form', incident.id),
  ]);
}

/** A line of its time line: what was answered, and nothing of what was written beside it. */
function noted({ id }: EventOf<'ButtonPressed'>, incidentId: string, answer: SurveyAnswer['answer']): Effect {
  const entry = {
    id: `${incidentId}:${id}:answered`,
    incidentId,
    kind: 'answered' as const,
    data: { answer },
    place: null,
  };
  return { kind: 'note-incident', entry };
}

/** What should have been better, in the client's words; to be left out at will. */
export function toldWhat(event: EventOf<'FormSubmitted'>, facts: ReviewFacts, now: number): Ruling {
  const { incident, review, said } = facts;
  const not = whyNot(event, facts);
  if (not !== null) return because(not, incident, told(event, { what: not }));
  const text = String(event.values.better ?? '').trim();
  const thanks = told(event, { what: 'thanks' });
  if (text === '') return because('answered', incident, thanks);
  const place = placeOfBetter(event.actor, incident.id);
  const next = withAnswer(review, { by: event.actor, answer: 'not-quite', at: now, place });
  return because('answered', incident, [
    { kind: 'keep-words', channelId: review.channelId, place, text: text.slice(0, LONGEST_WORDS) },
    save(next),
    ...heard(event.actor, facts),
    ...drawnAgain(said),
    ...thanks,
  ]);
}

/** Where their words of it are. */
export function placeOfBetter(userId: string, incidentId: string): string {
  return placeOfIncident(userId, `${incidentId}-better`);
}

/** The owner and the managers hear of it at once, once for each who answers so. */
function heard(by: string, facts: ReviewFacts) {
  const { incident, review } = facts;
  return ownerAndManagers(facts).map((userId) =>
    tell(incident.id, userId, {
      key: `reviews:not-quite:${incident.id}:${review.end}:${by}`,
      view: 'review-not-quite',
      data: { by },
      quotes: `${review.channelId}:${placeOfBetter(by, incident.id)}`,
    }),
  );
}

/** Anyone of the client's side, where it stands, until the review is finished. */
function whyNot(event: EventOf<'ButtonPressed'> | EventOf<'FormSubmitted'>, facts: ReviewFacts): string | null {
  const { incident, review, said } = facts;
  if (event.side === 'staff') return 'for-client';
  if (event.side === 'neither') return 'not-yours';
  const asked = said.find(({ key }) => key === closingKey(incident.id, review.end));
  // It can be pressed only where it stands; a form has no channel of its own.
  const isThere = event.kind === 'FormSubmitted' || event.channelId === incident.channelId;
  const isKnown = event.kind === 'ButtonPressed' || review.answers.some(({ by }) => by === event.actor);
  if (!isThere || !isKnown || asked === undefined) return 'unknown';
  return incident.state !== 'resolved' || review.finishedAt !== null ? 'finished' : null;
}

function withAnswer(review: IncidentReview, answer: SurveyAnswer): IncidentReview {
  return { ...review, answers: [...review.answers.filter(({ by }) => by !== answer.by), answer] };
}
