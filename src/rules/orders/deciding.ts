/** One press decides: who may, when, and what follows for the list, the record and the people. */
import type { ChangeOrder } from '../../engine/change-order.ts';
import type { Effect } from '../../engine/effect.ts';
import type { EventOf } from '../../engine/event.ts';
import type { Ruling } from '../../engine/rule.ts';
import { answered, because } from './answers.ts';
import { settled } from './expiry.ts';
import type { OrderFacts } from './load.ts';
import { merge } from './merge.ts';
import { drawnAgain, tell } from './notices.ts';

/** Somebody pressed *Yes, extend* or *No, keep the plan*. */
export function decided(event: EventOf<'ButtonPressed'>, facts: OrderFacts, now: number): Ruling {
  const { order } = facts;
  // It can be pressed only where it stands; elsewhere nobody hears what there is.
  if (event.channelId !== order.channelId) return answered('gone', { what: 'gone' });
  const not = whyNot(event, facts, now);
  if (not === 'not-as-sent')
    return { ...said(not, order), effects: [...tell(facts, order, not, now), ...said(not, order).effects] };
  if (not !== null) return said(not, order);
  return event.action === 'order-accept' ? accepted(event.actor, facts, now) : declined(event.actor, facts, now);
}

function whyNot({ side }: EventOf<'ButtonPressed'>, facts: OrderFacts, now: number): string | null {
  const { order, agreement, mayDecide, isAsFrozen } = facts;
  if (!mayDecide) return side === 'staff' ? 'clients-to-decide' : 'not-decider';
  if (order.state === 'accepted' || order.state === 'declined') return 'already';
  if (order.state === 'void' || order.state === 'draft') return 'void';
  if (order.state === 'expired' || now >= (order.expiresAt ?? 0)) return 'expired';
  if (agreement.status !== 'active') return 'not-now';
  return isAsFrozen === true ? null : 'not-as-sent';
}

function accepted(actor: string, facts: OrderFacts, now: number): Ruling {
  const { order, agreement, basis } = facts;
  const { changed, values } = merge(order, agreement, basis);
  const isPut = changed.length === 0 && values.length > 0;
  // Where the list says so already, it does so in the version that is in force.
  const newVersion = changed.length > 0 ? null : agreement.version + (isPut ? 1 : 0);
  const done = { ...order, state: 'accepted' as const, newVersion };
  const put: Effect[] = isPut ? [{ kind: 'change-agreement', values }] : [];
  const notice = changed.length > 0 ? 'accepted-differs' : 'accepted';
  return because('accepted', order, [...put, ...recorded(done, actor, facts, now), ...tell(facts, order, notice, now)]);
}

function declined(actor: string, facts: OrderFacts, now: number): Ruling {
  const done = { ...facts.order, state: 'declined' as const, newVersion: null };
  return because('declined', done, [
    ...recorded(done, actor, facts, now),
    ...tell(facts, facts.order, 'declined', now),
  ]);
}

type Done = ChangeOrder & { state: 'accepted' | 'declined' };

/** What both sides read of it from now on. */
function recorded(done: Done, actor: string, { order, agreement, deadline }: OrderFacts, now: number): Effect[] {
  const isAccepted = done.state === 'accepted';
  const kept = { ...done, decidedAt: now, decidedBy: actor, revision: order.revision + 1 };
  const decision = {
    id: `decision:${order.id}`,
    kind: isAccepted ? ('change-order-accepted' as const) : ('change-order-declined' as const),
    subject: order.id,
    channelId: order.channelId,
    place: order.place,
    versionBefore: isAccepted ? agreement.version : null,
    versionAfter: done.newVersion,
  };
  return [
    { kind: 'save-change-order', order: kept, words: null },
    { kind: 'log-decision', decision },
    ...settled(order, deadline, 'met', now),
    ...drawnAgain(order),
    { kind: 'answer', how: 'privately', view: 'order-said', data: { what: done.state, order: order.id } },
  ];
}

/** Of what somebody changed meanwhile: puts it as it was accepted after all, when staff say so. */
export function putAfterAll(facts: OrderFacts): Ruling {
  const { order, agreement, basis } = facts;
  if (order.state !== 'accepted' || order.newVersion !== null)
    return answered('asked', { what: 'put-already', order: order.id });
  const { values } = merge(order, agreement, basis);
  const newVersion = values.length > 0 ? agreement.version + 1 : agreement.version;
  const kept = { ...order, newVersion, revision: order.revision + 1 };
  return because('put', order, [
    ...(values.length > 0 ? [{ kind: 'change-agreement' as const, values }] : []),
    { kind: 'save-change-order', order: kept, words: null },
    ...drawnAgain(order),
    { kind: 'answer', how: 'privately', view: 'order-said', data: { what: 'put', order: order.id } },
  ]);
}

/** Somebody of the client would like an offer that has ended after all. */
export function askedAgain(event: EventOf<'ButtonPressed'>, facts: OrderFacts, now: number): Ruling {
  const { order } = facts;
  if (event.channelId !== order.channelId) return answered('gone', { what: 'gone' });
  if (event.side === 'staff') return said('clients-to-decide', order);
  if (order.state !== 'expired')
    return said(order.state === 'accepted' || order.state === 'declined' ? 'already' : 'void', order);
  const told = tell(facts, order, 'again', now, { by: event.actor });
  return because('asked-again', order, [...told, ...said('again', order).effects]);
}

function said(what: string, { id }: ChangeOrder): Ruling {
  return answered(what, { what, order: id });
}
