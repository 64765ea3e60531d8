/** What the rule asks before it decides; the database only. */
import type { Agency } from '../../agreement/agency.ts';
import type { Agreement } from '../../agreement/agreement.ts';
import { type Missing, missingAmong, partakersOf } from '../../engine/absence.ts';
import type { ChangeOrder, OrderWords } from '../../engine/change-order.ts';
import { hasEmergency } from '../../engine/emergency-talk.ts';
import type { Event, EventOf, MessagePlace } from '../../engine/event.ts';
import type { Ask, Channel, Deadline, Person, Place, SaidMessage, WrittenMessage } from '../../engine/facts.ts';
import { type Decision, firstWord } from '../../engine/rule.ts';
import { decidersOf } from './config.ts';
import { nextOrderId, type OfferPlace, orderBefore, readSubject } from './subject.ts';

export const ruleName = 'orders';

/** Whose client it is, who cannot be told, and how whoever asks stands to it. */
export type Around = {
  agreement: Agreement;
  agency: Agency | null;
  missing: Missing;
  /** Whether the asker works for this client. */
  serves: boolean;
  /** In which to word field errors. */
  language: string;
};

/** An offer that is to be made. */
export type NewFacts = {
  kind: 'new';
  place: OfferPlace;
  channel: Channel | null;
  message: WrittenMessage | null;
  /** Offers in answer to the same message, the newest first. */
  already: ChangeOrder[];
} & Around;

/** An offer as it stands. */
export type OrderFacts = {
  kind: 'order';
  order: ChangeOrder;
  words: OrderWords | null;
  isAsFrozen: boolean | null;
  /** The agreement that it was made from; null where that is not known any more. */
  basis: Agreement | null;
  channel: Channel | null;
  deadline: Deadline | null;
  /** Where it stands in Slack; null: nowhere. */
  stands: Place | null;
  /** What was said of it where the client reads; null: nothing. */
  offered: SaidMessage | null;
  /** The one that is to take its place, where somebody has begun one. */
  next: ChangeOrder | null;
  /** The one whose place it takes, and that one's deadline. */
  before: { order: ChangeOrder; deadline: Deadline | null } | null;
  /** Whether whoever asks may decide about it. */
  mayDecide: boolean;
  /** Whether an emergency of this client runs. */
  hasEmergency: boolean;
} & Around;

export type Facts =
  | NewFacts
  | OrderFacts
  /** `clientId` null: nobody knows of which client; `serves`: whether the asker works for it; `isTheirs`: is of it. */
  | { kind: 'list'; clientId: string | null; serves: boolean; isTheirs: boolean }
  | { kind: 'not-theirs'; what: 'which' | 'not-yours' | 'gone' }
  /** Somebody said yes or no in the thread of an open offer. */
  | { kind: 'in-words'; facts: OrderFacts }
  /** The message in which an offer stood was deleted. */
  | { kind: 'deleted'; facts: OrderFacts }
  | { kind: 'nothing' };

const nothing: Facts = { kind: 'nothing' };
type About = Omit<Decision<unknown>, 'facts'>;

/** Loads what the event needs. */
export async function load(ask: Ask, about: About): Promise<Facts> {
  const { event } = about;
  switch (event.kind) {
    case 'CommandGiven':
      return firstWord(event.words) === 'offer' ? loadAsked(ask, about, event) : loadList(ask, about, event);
    case 'ButtonPressed':
      return loadSubject(ask, about, event.value, event.action === 'offer-change');
    case 'FormSubmitted':
      return loadSubject(ask, about, event.subject, event.form === 'order-form');
    case 'DeadlineDue': {
      const deadline = await ask('deadline', { id: event.deadlineId });
      return deadline === null ? nothing : loadOrder(ask, about, deadline.subject);
    }
    case 'MessagePosted':
      return event.consent == null ? nothing : loadInWords(ask, about, event.message);
    case 'MessageDeleted':
      return loadDeleted(ask, about, event.message);
    case 'DeliveryFailed':
      return loadOrder(ask, about, String(event.data.order));
    default:
      return nothing;
  }
}

/** `mayBegin`: what is asked can be about a message of which nothing was offered yet. */
async function loadSubject(ask: Ask, about: About, subject: string, mayBegin: boolean): Promise<Facts> {
  const read = readSubject(subject);
  if (read === null || ('place' in read && !mayBegin)) return { kind: 'not-theirs', what: 'gone' };
  return 'place' in read ? loadNew(ask, about, read.place) : loadOrder(ask, about, read.orderId);
}

/** `/rules offer ITEM`, by id or title; in the internal channel it is for the client's own channel. */
async function loadAsked(ask: Ask, about: About, { words, channelId }: EventOf<'CommandGiven'>): Promise<Facts> {
  const { agreement } = about;
  if (agreement === null) return { kind: 'not-theirs', what: 'which' };
  const channels = await ask('channelsOf', { clientId: agreement.id });
  const shared = channels.filter(({ role }) => role === 'shared');
  const place = shared.find(({ id }) => id === channelId) ?? shared[0];
  const itemId = words.trim().split(/\s+/).slice(1).join(' ').toLowerCase() || null;
  return loadNew(ask, about, { channelId: place?.id ?? '', messageTs: null, itemId });
}

async function loadNew(ask: Ask, about: About, place: OfferPlace): Promise<Facts> {
  const around = await loadAround(ask, about);
  if (around === null) return { kind: 'not-theirs', what: 'which' };
  const { channelId, messageTs } = place;
  const channel = await ask('channel', { channelId });
  if (!around.serves || channel?.clientId !== around.agreement.id) return { kind: 'not-theirs', what: 'not-yours' };
  const orders = messageTs === null ? [] : await ask('changeOrdersOf', { clientId: around.agreement.id });
  return {
    kind: 'new',
    place,
    channel,
    message: messageTs === null ? null : await ask('message', { channelId, ts: messageTs }),
    already: orders.filter((one) => one.channelId === channelId && one.messageTs === messageTs),
    ...around,
  };
}

/** An offer of this client; of another's nobody hears here. */
async function loadOrder(ask: Ask, about: About, id: string): Promise<Facts> {
  const order = await ask('changeOrder', { id });
  const around = await loadAround(ask, about);
  if (order === null || around === null || order.clientId !== around.agreement.id)
    return { kind: 'not-theirs', what: 'gone' };
  const { clientId, channelId, agreementVersion: version } = order;
  return {
    kind: 'order',
    order,
    ...(await ask('changeOrderWords', { id })),
    basis: await ask('agreement', { clientId, version }),
    channel: await ask('channel', { channelId }),
    deadline: await deadlineOf(ask, id),
    stands: await ask('standsAt', { key: offerKey(id) }),
    offered: await ask('saidUnder', { key: offerKey(id) }),
    next: await ask('changeOrder', { id: nextOrderId(id) }),
    before: await loadBefore(ask, id),
    mayDecide: decidersOf(around.agreement).includes(about.event.actor ?? ''),
    hasEmergency: await hasEmergency(ask, clientId),
    ...around,
  };
}

/** The open offer of a thread, be it that of the request or, where there was none, the offer's own. */
async function loadInWords(ask: Ask, about: About, { channelId, threadTs }: MessagePlace): Promise<Facts> {
  for (const order of await openOrders(ask, about, channelId)) {
    const thread = order.threadTs ?? (await ask('standsAt', { key: offerKey(order.id) }))?.ts;
    const facts = thread === threadTs ? await loadOrder(ask, about, order.id) : nothing;
    if (facts.kind === 'order') return { kind: 'in-words', facts };
  }
  return nothing;
}

async function loadDeleted(ask: Ask, about: About, { channelId, ts }: MessagePlace): Promise<Facts> {
  for (const order of await openOrders(ask, about, channelId)) {
    const stands = await ask('standsAt', { key: offerKey(order.id) });
    const facts = stands?.ts === ts ? await loadOrder(ask, about, order.id) : nothing;
    if (facts.kind === 'order') return { kind: 'deleted', facts };
  }
  return nothing;
}

async function openOrders(ask: Ask, { agreement }: About, channelId: string): Promise<ChangeOrder[]> {
  const orders = agreement === null ? [] : await ask('changeOrdersOf', { clientId: agreement.id });
  return orders.filter((order) => order.state === 'sent' && order.channelId === channelId);
}

async function loadBefore(ask: Ask, id: string): Promise<OrderFacts['before']> {
  const before = orderBefore(id);
  const order = before === null ? null : await ask('changeOrder', { id: before });
  return order === null ? null : { order, deadline: await deadlineOf(ask, order.id) };
}

async function deadlineOf(ask: Ask, subject: string): Promise<Deadline | null> {
  const [deadline] = await ask('deadlines', { rule: ruleName, subjects: [subject], channelIds: [] });
  return deadline ?? null;
}

/** Under which key an offer stands where the client reads. */
export function offerKey(id: string): string {
  return `orders:offer:${id}`;
}

async function loadAround(ask: Ask, { event, agreement, agency, now }: About): Promise<Around | null> {
  if (agreement === null) return null;
  const userId = event.actor ?? '';
  const served = userId === '' ? [] : await ask('clientsServedBy', { userId, at: now });
  const person: Person | null = userId === '' ? null : await ask('person', { userId });
  return {
    agreement,
    agency,
    missing: await missingAmong(ask, agreement.id, partakersOf(agreement, agency), now),
    serves: served.some(({ clientId }) => clientId === agreement.id),
    language: person?.language ?? agency?.defaults.language ?? 'en',
  };
}

/** Staff see the offers of those they serve; what was decided is read by both sides where they meet. */
async function loadList(
  ask: Ask,
  { event, agreement }: About,
  { words, actor }: EventOf<'CommandGiven'>,
): Promise<Facts> {
  const served = await ask('clientsServedBy', { userId: actor });
  const wanted = words.trim().split(/\s+/).slice(1).join(' ').toLowerCase();
  const isStaff = isStaffOf(event);
  const found =
    wanted === '' || !isStaff
      ? (agreement?.id ?? null)
      : (served.find(({ clientId, name }) => [clientId, name.toLowerCase()].includes(wanted))?.clientId ?? null);
  const isTheirs = agreement?.people.client.some(({ id }) => id === actor) === true;
  return { kind: 'list', clientId: found, serves: served.some(({ clientId }) => clientId === found), isTheirs };
}

const isStaffOf = ({ side }: Event) => side === 'staff';
