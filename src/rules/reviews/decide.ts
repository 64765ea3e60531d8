import type { Event, EventOf } from '../../engine/event.ts';
import type { Decision, Ruling } from '../../engine/rule.ts';
import { answered, because } from './answers.ts';
import { turned } from './ending.ts';
import type { Facts, ReviewFacts } from './load.ts';
import { instead } from './notices.ts';
import { answeredAs, toldWhat } from './survey.ts';

/** Closes an emergency with the client, and keeps what both sides make of it afterwards. */
export function decide({ event, facts, now }: Decision<Facts>): Ruling[] {
  switch (facts.kind) {
    case 'nothing':
      return [];
    case 'not-theirs':
      return event.source === 'request' ? [answered(facts.what, { what: facts.what })] : [];
    case 'month':
      return [];
    case 'review':
      return aboutReview(event, facts, now);
  }
}

function aboutReview(event: Event, facts: ReviewFacts, now: number): Ruling[] {
  switch (event.kind) {
    case 'IncidentChanged':
      return turned(event, facts);
    case 'ButtonPressed':
      return [pressed(event, facts, now)];
    case 'FormSubmitted':
      return [toldWhat(event, facts, now)];
    case 'DeliveryFailed':
      return undelivered(event, facts);
    default:
      return [];
  }
}

function pressed(event: EventOf<'ButtonPressed'>, facts: ReviewFacts, now: number): Ruling {
  return answeredAs(event, facts, now);
}

/** Somebody of the staff cannot be told: the next one is. What the client cannot read there they have read before. */
function undelivered(event: EventOf<'DeliveryFailed'>, facts: ReviewFacts): Ruling[] {
  // Its view found that it need not be said any more.
  if (['goes-on', 'changed'].includes(event.because)) return [];
  const say = instead(event, facts);
  return say === null ? [] : [because('passed-on', facts.incident, [say])];
}
