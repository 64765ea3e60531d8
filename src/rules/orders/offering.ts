/** How an offer is made: opened, written, looked at, sent, or thrown away. Nothing is asked of the client before it is sent. */
import type { Agreement } from '../../agreement/agreement.ts';
import { scopeOf } from '../../agreement/scope-list.ts';
import type { ChangeOrder } from '../../engine/change-order.ts';
import type { Effect } from '../../engine/effect.ts';
import type { EventOf } from '../../engine/event.ts';
import type { Deadline } from '../../engine/facts.ts';
import { placeOfOrder } from '../../engine/kept-place.ts';
import type { Ruling } from '../../engine/rule.ts';
import { plainSay } from '../../engine/say.ts';
import { answered, because, fieldErrors, openForm, over } from './answers.ts';
import { decidersOf } from './config.ts';
import { type Drafted, readDraft } from './draft.ts';
import { daysOf, expiryOf, settled, waiting } from './expiry.ts';
import { type NewFacts, type OrderFacts, offerKey } from './load.ts';
import { drawnAgain } from './notices.ts';
import { newOrderId, nextOrderId, orderSubject, placeSubject, readSubject } from './subject.ts';
import type { Key } from './words.ts';

/** Opens the form for a message or a channel; a draft that somebody began is gone on with. */
export function opened(facts: NewFacts): Ruling {
  const not = whyNot(facts);
  if (not !== null) return answered('refused', { what: not });
  const [latest] = facts.already;
  if (latest?.state === 'sent') return answered('asked', { what: 'offered-already', order: latest.id });
  if (latest?.state === 'draft') return openForm('open-form', 'order-form', orderSubject(latest));
  const wanted = facts.place.itemId;
  const found = scopeOf(facts.agreement).items.find(({ id, title }) =>
    [id, title.toLowerCase()].includes(wanted ?? ''),
  );
  if (wanted !== null && found === undefined) return answered('refused', { what: 'unknown-item' });
  return openForm('open-form', 'order-form', placeSubject({ ...facts.place, itemId: found?.id ?? null }));
}

/** Why nothing can be offered there; null where it can. */
function whyNot({ agreement, channel }: Pick<NewFacts, 'agreement' | 'channel'>): Key | null {
  if (agreement.status !== 'active') return 'not-active';
  if (channel?.role !== 'shared' || channel.isArchived || channel.clientId !== agreement.id) return 'no-channel';
  return decidersOf(agreement).length === 0 ? 'nobody-decides' : null;
}

/** Keeps what was written, and shows it as the client would read it. */
export function drafted(event: EventOf<'FormSubmitted'>, facts: NewFacts | OrderFacts, now: number): Ruling {
  const { agreement, language } = facts;
  const not = whyNot(facts);
  if (not !== null) return fieldErrors(language, { text: not });
  const read = readDraft(event.values, agreement);
  if ('errors' in read) return fieldErrors(language, read.errors);
  const begun = facts.kind === 'new' ? begin(event, facts) : goneOn(event, facts);
  if (begun === null) return fieldErrors(language, { text: 'error.stale' });
  const order = asDraft(begun, read, agreement, now);
  const keep: Effect = { kind: 'save-change-order', order: { ...order, author: event.actor }, words: read.words };
  const shown = openForm('update-form', 'order-preview', orderSubject(order));
  return because('drafted', order, [keep, ...shown.effects]);
}

type Begun = Pick<ChangeOrder, 'id' | 'channelId' | 'messageTs' | 'threadTs' | 'place' | 'revision'>;

function begin({ id, actor }: EventOf<'FormSubmitted'>, { place, message }: NewFacts): Begun {
  const orderId = newOrderId(id);
  const { channelId, messageTs } = place;
  const threadTs = message?.threadTs ?? messageTs;
  return { id: orderId, channelId, messageTs, threadTs, place: placeOfOrder(actor, orderId), revision: 0 };
}

/** A draft is written anew; of what was sent another is begun, which takes its place. Null: somebody else was first. */
function goneOn({ actor, subject }: EventOf<'FormSubmitted'>, { order, next }: OrderFacts): Begun | null {
  const found = readSubject(subject);
  if (found === null || 'place' in found || found.revision !== order.revision) return null;
  if (order.state === 'draft') return order;
  if (order.state === 'accepted' || (next !== null && next.state !== 'draft')) return null;
  const id = nextOrderId(order.id);
  return next ?? { ...order, id, place: placeOfOrder(actor, id), revision: 0 };
}

function asDraft(
  { id, channelId, messageTs, threadTs, place, revision }: Begun,
  read: Drafted,
  agreement: Agreement,
  now: number,
) {
  return {
    ...{ id, channelId, messageTs, threadTs, place, revision: revision + 1 },
    ...{ itemId: read.itemId, items: read.items, price: read.price, agreementVersion: agreement.version },
    ...{ state: 'draft' as const, createdAt: now, sentAt: null, decidedAt: null, decidedBy: null, newVersion: null },
    // Of a draft: as if it were sent now.
    expiresAt: expiryOf(agreement, read.days, now),
  };
}

/** Sends a draft, signed with the name of whoever sends it; the one whose place it takes does not stand any more. */
export function sent(event: EventOf<'FormSubmitted'>, facts: OrderFacts, now: number): Ruling {
  const { order, before, agreement, isAsFrozen } = facts;
  const found = readSubject(event.subject);
  const isStale = found === null || 'place' in found || found.revision !== order.revision;
  if (order.state === 'sent') return over('sent-already', order);
  if (isStale || order.state !== 'draft') return over('stale', order);
  const not = whyNot(facts) ?? (isAsFrozen === true ? null : 'words-gone');
  if (not !== null) return over(not, order);
  if (order.agreementVersion !== agreement.version) return over('list-changed', order);
  if (before?.order.state === 'accepted') return over('stale', order);
  const author = event.actor;
  const { revision } = order;
  const going = { ...order, author, revision: revision + 1, state: 'sent' as const, sentAt: now };
  const open = { ...going, expiresAt: expiryOf(agreement, daysOf(order), now) };
  const effects: Effect[] = [
    { kind: 'save-change-order', order: open, words: null },
    waiting(open, agreement, facts.deadline, false),
    ...(before === null ? [] : voided(before.order, before.deadline, now)),
    plainSay({
      key: offerKey(order.id),
      to: { kind: 'channel', channelId: order.channelId, threadTs: order.threadTs },
      audience: 'client',
      approvedBy: author,
      onBehalfOf: author,
      priority: 'high',
      view: 'order-offer',
      data: { order: order.id, by: author },
    }),
  ];
  const told = over('sent', order);
  return because('offered', order, [...effects, ...told.effects]);
}

/** It does not stand any more, whoever took it back or replaced it. */
export function voided(order: ChangeOrder, deadline: Deadline | null, now: number): Effect[] {
  if (order.state !== 'sent' && order.state !== 'expired') return [];
  return [
    { kind: 'save-change-order', order: { ...order, state: 'void', revision: order.revision + 1 }, words: null },
    ...settled(order, deadline, 'cancelled', now),
    ...drawnAgain(order),
  ];
}
