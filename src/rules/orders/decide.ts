import type { Effect } from '../../engine/effect.ts';
import type { Event, EventOf } from '../../engine/event.ts';
import { type Decision, firstWord, type Ruling } from '../../engine/rule.ts';
import { answered, because, openForm, over } from './answers.ts';
import { askedAgain, decided, putAfterAll } from './deciding.ts';
import type { Facts, OrderFacts } from './load.ts';
import { drafted, opened, sent, voided } from './offering.ts';
import { deleted, due, inWords, reminded, undelivered } from './passing.ts';
import { orderSubject, readSubject } from './subject.ts';

/** What the client's side may press; everything else is the staff's. */
const clients: readonly string[] = ['order-accept', 'order-decline', 'order-again'];

/** Lets staff offer a change and the client decide; the list changes with a press and by nothing else. */
export function decide({ event, facts, now }: Decision<Facts>): Ruling[] {
  switch (facts.kind) {
    case 'nothing':
      return [];
    case 'not-theirs':
      return [answered(facts.what, { what: facts.what })];
    case 'list':
      return [listed(event, facts)];
    case 'new':
      return [event.kind === 'FormSubmitted' ? drafted(event, facts, now) : opened(facts)];
    case 'order':
      return aboutOrder(event, facts, now);
    case 'in-words':
      return inWords(event.actor ?? '', facts.facts, now);
    case 'deleted':
      return deleted(facts.facts, now);
  }
}

function aboutOrder(event: Event, facts: OrderFacts, now: number): Ruling[] {
  switch (event.kind) {
    case 'DeadlineDue':
      return due(facts, now);
    case 'DeliveryFailed':
      return undelivered(event, facts, now);
    case 'FormSubmitted':
      if (!facts.serves) return [notYours()];
      return [event.form === 'order-preview' ? sent(event, facts, now) : drafted(event, facts, now)];
    case 'ButtonPressed':
      return [pressed(event, facts, now)];
    default:
      return [];
  }
}

function pressed(event: EventOf<'ButtonPressed'>, facts: OrderFacts, now: number): Ruling {
  const { order, deadline } = facts;
  if (event.action === 'order-again') return askedAgain(event, facts, now);
  if (clients.includes(event.action)) return decided(event, facts, now);
  if (!facts.serves) return notYours();
  switch (event.action) {
    case 'order-edit':
      return edit(event, facts);
    case 'order-throw-away':
      return thrownAway(event, facts);
    case 'order-withdraw': {
      if (order.state !== 'sent') return answered('asked', { what: 'not-open', order: order.id });
      const told: Effect = {
        kind: 'answer',
        how: 'privately',
        view: 'order-said',
        data: { what: 'withdrawn', order: order.id },
      };
      return because('withdrawn', order, [...voided(order, deadline, now), told]);
    }
    case 'order-remind':
      return reminded(event.actor, facts, now);
    default:
      return putAfterAll(facts);
  }
}

/** Opens what was written; where another has been begun in its place, that one. */
function edit(event: EventOf<'ButtonPressed'>, { order, next }: OrderFacts): Ruling {
  if (order.state === 'accepted') return answered('asked', { what: 'put-already', order: order.id });
  if (next !== null && next.state !== 'draft') return answered('asked', { what: 'offered-already', order: next.id });
  const how = event.entered === undefined ? 'open-form' : 'update-form';
  return openForm(how, 'order-form', orderSubject(next ?? order));
}

function thrownAway(event: EventOf<'ButtonPressed'>, { order }: OrderFacts): Ruling {
  const found = readSubject(event.value);
  const isStale = found === null || 'place' in found || (found.revision !== null && found.revision !== order.revision);
  if (order.state !== 'draft' || isStale)
    return event.entered === undefined
      ? answered('asked', { what: 'not-open', order: order.id })
      : over('stale', order);
  const drop: Effect = { kind: 'drop-change-order', id: order.id };
  const told =
    event.entered === undefined ? answered('thrown-away', { what: 'thrown-away' }) : over('thrown-away', order);
  return because('thrown-away', order, [drop, ...told.effects]);
}

function listed(event: Event, { clientId, serves, isTheirs }: Extract<Facts, { kind: 'list' }>): Ruling {
  const isDecisions = event.kind === 'CommandGiven' && firstWord(event.words) === 'decisions';
  if (event.side !== 'staff' && isDecisions && !isTheirs) return answered('not-theirs', { what: 'stranger' });
  if (clientId === null) return answered('asked', { what: 'which' });
  if (!serves && !(isDecisions && isTheirs)) return notYours();
  const view = isDecisions ? 'order-decisions' : 'order-list';
  return {
    reason: { name: 'asked', data: {} },
    subject: null,
    effects: [{ kind: 'answer', how: 'privately', view, data: { clientId } }],
  };
}

function notYours(): Ruling {
  return answered('not-yours', { what: 'not-yours' });
}
