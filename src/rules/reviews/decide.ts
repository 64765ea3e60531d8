import type { Event, EventOf } from '../../engine/event.ts';
import type { Decision, Ruling } from '../../engine/rule.ts';
import { answered, because, formAbout } from './answers.ts';
import { turned } from './ending.ts';
import { isMissing, kept, opened, rang, turned as turnedTo } from './follow-ups.ts';
import type { Facts, ReviewFacts } from './load.ts';
import { monthTold } from './month.ts';
import { monthUndelivered, undelivered } from './notices.ts';
import { reminded } from './reminder.ts';
import { answeredAs, toldWhat } from './survey.ts';
import { finished, notShown, shown, takenBack, whyNotShown, written } from './writing.ts';

/** What the client's side may press and send; everything else is the staff's. */
const clients: readonly string[] = ['review-yes', 'review-not-quite', 'review-better'];

/** Closes an emergency with the client, and keeps what both sides make of it afterwards. */
export function decide({ event, facts, now }: Decision<Facts>): Ruling[] {
  switch (facts.kind) {
    case 'nothing':
      return [];
    case 'not-theirs':
      return event.source === 'request' ? [answered(facts.what, { what: facts.what })] : [];
    case 'month':
      return [monthTold(facts, now)];
    case 'month-undelivered':
      return event.kind === 'DeliveryFailed' ? monthUndelivered(event, facts) : [];
    case 'review':
      return aboutReview(event, facts, now);
  }
}

function aboutReview(event: Event, facts: ReviewFacts, now: number): Ruling[] {
  switch (event.kind) {
    case 'IncidentChanged':
      return turned(event, facts, now);
    case 'DeadlineDue':
      return [facts.followUp === null ? reminded(facts, now) : rang(facts, facts.followUp, now)];
    case 'DeliveryFailed':
      return event.view === 'review-post' ? notShown(event, facts) : undelivered(event, facts);
    case 'CommandGiven':
      return [answered('asked', { what: 'board', incident: facts.incident.id })];
    case 'ButtonPressed':
      return [clients.includes(event.action) ? answeredAs(event, facts, now) : pressed(event, facts, now)];
    case 'FormSubmitted':
      return [clients.includes(event.form) ? toldWhat(event, facts, now) : submitted(event, facts, now)];
    default:
      return [];
  }
}

function pressed(event: EventOf<'ButtonPressed'>, facts: ReviewFacts, now: number): Ruling {
  const { incident, followUp } = facts;
  if (!facts.serves && followUp?.owner !== event.actor) return notYours();
  const open = (view: Parameters<typeof formAbout>[1]) =>
    because('asked', incident, [formAbout(event, view, incident.id)]);
  switch (event.action) {
    case 'review-write':
      return open('review-form');
    case 'review-follow-ups':
      return open('review-follow-ups');
    case 'review-show': {
      const not = whyNotShown(facts);
      return not === null ? open('review-preview') : answered('refused', { what: not, incident: incident.id });
    }
    case 'review-take-back':
      return takenBack(event, facts);
    case 'review-finish':
    case 'review-open-again':
      return finished(event, facts, now);
    case 'review-follow-up-add':
    case 'review-follow-up-change':
      return opened(event, facts);
    default:
      return followUp === null || isMissing(facts)
        ? answered('gone', { what: 'gone' })
        : turnedTo(event, facts, followUp, now);
  }
}

function submitted(event: EventOf<'FormSubmitted'>, facts: ReviewFacts, now: number): Ruling {
  if (!facts.serves && facts.followUp?.owner !== event.actor) return notYours();
  switch (event.form) {
    case 'review-form':
      return written(event, facts, now);
    case 'review-preview':
      return shown(event, facts, now);
    default:
      return kept(event, facts, now);
  }
}

const notYours = () => answered('not-yours', { what: 'not-yours' });
