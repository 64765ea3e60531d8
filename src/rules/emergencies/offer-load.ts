/** What is asked of a message that reads like an emergency, and of the offers that are still open. */
import type { Agency } from '../../agreement/agency.ts';
import type { Agreement } from '../../agreement/agreement.ts';
import { emergencyOf } from '../../agreement/emergency.ts';
import { type Missing, missingAmong, partakersOf } from '../../engine/absence.ts';
import type { Conversation } from '../../engine/conversation.ts';
import type { Event, EventOf, MessagePlace } from '../../engine/event.ts';
import type { Ask } from '../../engine/facts.ts';
import { readMessageSubject } from '../../engine/message-subject.ts';
import type { Decision } from '../../engine/rule.ts';
import { ruleName } from './config.ts';
import { isSame, type Offer, readOffers } from './offer-record.ts';
import { HEARD_TOO_LATE } from './sign.ts';

/** Whom it concerns on the agency's side, and who of them is not there. */
export type Reach = { agreement: Agreement; agency: Agency | null; missing: Missing };

/** A client's message that reads like an emergency. */
export type AlarmingFacts = {
  kind: 'alarming';
  message: MessagePlace;
  /** In which it waits. */
  conversation: Conversation;
  offers: Offer[];
  /** Whether an emergency of this client runs. */
  isRunning: boolean;
  reach: Reach;
};

export type OfferFacts =
  | AlarmingFacts
  /** Open offers that are over. */
  | { kind: 'offers-over'; clientId: string; offers: Offer[]; over: Offer[] }
  | { kind: 'offer-pressed'; clientId: string; offers: Offer[]; offer: Offer | null }
  | { kind: 'offer-undelivered'; offers: Offer[]; offer: Offer; reach: Reach };

type About = Omit<Decision<unknown>, 'facts'>;

/** Whether a client's message reads so that somebody should be asked. */
export function isAlarming(event: Event, now: number): event is EventOf<'MessagePosted' | 'MessageEdited'> {
  if (event.kind !== 'MessagePosted' && event.kind !== 'MessageEdited') return false;
  const byClient = event.side === 'client' || event.side === 'unknown';
  return byClient && event.urgency === 'emergency' && event.occurredAt > now - HEARD_TOO_LATE;
}

/** Whether the agreement says that such a message wakes people by itself; never while a silent trial is on. */
export function wakesOnReading(agreement: Agreement): boolean {
  return emergencyOf(agreement).wakeOnReading && !agreement.trial;
}

/** What is known of a message that reads like an emergency; null: nobody waits for an answer to it. */
export async function loadAlarming(
  ask: Ask,
  { agreement, agency, now }: About & { agreement: Agreement },
  { message }: EventOf<'MessagePosted' | 'MessageEdited'>,
): Promise<AlarmingFacts | null> {
  const conversations = await ask('conversations', { channelId: message.channelId });
  const conversation = conversations.find(({ settled, messages }) => settled === null && messages.includes(message.ts));
  if (conversation === undefined) return null;
  const running = await ask('runningIncidents', { clientIds: [agreement.id] });
  return {
    kind: 'alarming',
    message,
    conversation,
    offers: await loadOffers(ask, agreement.id),
    isRunning: running.some(({ isDrill }) => !isDrill),
    reach: await reachOf(ask, agreement, agency, now),
  };
}

/** Which open offers this event ends; null: none. */
export async function loadOver(
  ask: Ask,
  { event, agreement }: About & { agreement: Agreement },
): Promise<OfferFacts | null> {
  const offers = await loadOffers(ask, agreement.id);
  const over: Offer[] = [];
  for (const offer of offers.filter(({ state }) => state === 'open')) {
    const state = await stateAfter(ask, event, offer);
    if (state !== 'open') over.push({ ...offer, state });
  }
  return over.length === 0 ? null : { kind: 'offers-over', clientId: agreement.id, offers, over };
}

async function stateAfter(ask: Ask, event: Event, offer: Offer): Promise<Offer['state']> {
  if (event.kind === 'IncidentChanged') {
    const incident = event.from === null ? await ask('incident', { id: event.incidentId }) : null;
    return incident === null || incident.isDrill ? 'open' : 'raised';
  }
  if (!('message' in event) || event.message.channelId !== offer.channelId) return 'open';
  const isOfIt = event.message.ts === offer.ts;
  if (isOfIt && event.kind === 'MessageDeleted') return 'gone';
  if (isOfIt && event.kind === 'MessageEdited' && event.urgency !== 'emergency') return 'gone';
  const conversation = await ask('conversation', { id: offer.conversation });
  if (conversation === null) return 'gone';
  if (conversation.settled === null) return 'open';
  return ['deleted', 'edited-away'].includes(conversation.settled.how) ? 'gone' : 'settled';
}

/** *Not an emergency* on a message about one. */
export async function loadOfferPress(
  ask: Ask,
  agreement: Agreement,
  { value }: EventOf<'ButtonPressed'>,
): Promise<OfferFacts> {
  const offers = await loadOffers(ask, agreement.id);
  return { kind: 'offer-pressed', clientId: agreement.id, offers, offer: offerAt(offers, value) };
}

/** What Slack refused to deliver of it; null for what is not known any more. */
export async function loadOfferUndelivered(
  ask: Ask,
  { agreement, agency, now }: About & { agreement: Agreement },
  { data }: EventOf<'DeliveryFailed'>,
): Promise<OfferFacts | null> {
  const offers = await loadOffers(ask, agreement.id);
  const offer = offerAt(offers, String(data.subject));
  if (offer === null) return null;
  return { kind: 'offer-undelivered', offers, offer, reach: await reachOf(ask, agreement, agency, now) };
}

async function loadOffers(ask: Ask, clientId: string): Promise<Offer[]> {
  return readOffers(await ask('slot', { rule: ruleName, subject: clientId }));
}

async function reachOf(ask: Ask, agreement: Agreement, agency: Agency | null, now: number): Promise<Reach> {
  return { agreement, agency, missing: await missingAmong(ask, agreement.id, partakersOf(agreement, agency), now) };
}

function offerAt(offers: readonly Offer[], subject: string): Offer | null {
  const place = readMessageSubject(subject);
  return place === null ? null : (offers.find((one) => isSame(one, place)) ?? null);
}
