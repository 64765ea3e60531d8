/**
 * A client's message reads like an emergency, and nobody has raised one: the client is asked with one button, and whoever
 * answers this client now is told. It wakes nobody, and what staff say about it teaches nothing.
 */

import { emergencySection, offerPermission } from '../../agreement/emergency.ts';
import { sectionOf } from '../../agreement/section.ts';
import { ownerOf, thereOrInstead } from '../../engine/absence.ts';
import type { Effect, Say } from '../../engine/effect.ts';
import type { Event, ViewData } from '../../engine/event.ts';
import { messageSubject } from '../../engine/message-subject.ts';
import type { Ruling } from '../../engine/rule.ts';
import { plainSay } from '../../engine/say.ts';
import { answered } from './answers.ts';
import type { AlarmingFacts, OfferFacts, Reach } from './offer-load.ts';
import { alarmingKey, keepOffers, type Offer, offerKey } from './offer-record.ts';

type Facts<Kind extends OfferFacts['kind']> = Extract<OfferFacts, { kind: Kind }>;

/** Why nobody is asked about it; null where somebody is. */
export function whyNotAsked({ isRunning, offers, conversation, message }: AlarmingFacts): string | null {
  if (isRunning) return 'runs-already';
  // Of one conversation once, whichever of its messages it was.
  const isKnown = offers.some(
    (one) =>
      one.conversation === conversation.id ||
      (one.channelId === message.channelId && conversation.messages.includes(one.ts)),
  );
  return isKnown ? 'asked-already' : null;
}

/** Asks the client where the agreement permits it, and tells whoever answers them now. */
export function alarming(event: Event, facts: AlarmingFacts, now: number): Ruling[] {
  const not = whyNotAsked(facts);
  if (not !== null) return [aboutIt(not, facts, [])];
  const { message, offers, reach } = facts;
  const { agreement } = reach;
  const isOffered = mayOffer(event, reach);
  const notice = noticeOf(message, facts, reach);
  const offer = newOffer(facts, now, { isOffered, keys: [notice.key] });
  const effects = [keepOffers(agreement.id, offers, [offer], now), ...(isOffered ? [offerTo(facts)] : []), notice];
  return [aboutIt(isOffered ? 'offered' : 'told', facts, effects)];
}

/** As kept where it raised one by itself. */
export function raisedByReading(facts: AlarmingFacts, now: number): Effect {
  const offer = newOffer(facts, now, { isOffered: false, keys: [], state: 'raised' });
  return keepOffers(facts.reach.agreement.id, facts.offers, [offer], now);
}

function newOffer({ message, conversation }: AlarmingFacts, at: number, more: Partial<Offer>): Offer {
  const { channelId, ts } = message;
  return {
    channelId,
    ts,
    conversation: conversation.id,
    at,
    isOffered: false,
    state: 'open',
    by: null,
    keys: [],
    ...more,
  };
}

/** Whoever could not be looked up may be of the staff: what clients read is not left to a guess. */
function mayOffer({ side }: Event, { agreement }: Reach): boolean {
  const isAgreed = sectionOf(agreement, emergencySection) !== undefined;
  return side === 'client' && isAgreed && agreement.mayPost.includes(offerPermission);
}

function offerTo({ message, conversation }: AlarmingFacts): Say {
  const { channelId, ts, threadTs } = message;
  return plainSay({
    key: offerKey(message),
    to: { kind: 'channel', channelId, threadTs: threadTs ?? ts },
    audience: 'client',
    permission: offerPermission,
    priority: 'high',
    view: 'emergency-offer',
    data: { subject: messageSubject(message) },
    wantedWhile: conversation.id,
    hearFirst: { channelId, lane: conversation.lane },
  });
}

function noticeOf(place: { channelId: string; ts: string }, { conversation }: AlarmingFacts, reach: Reach): Say {
  const answers = conversation.takenBy ?? ownerOf(conversation, reach.agreement);
  return noticeTo(place, alarmingKey(place), toldFor(answers, reach), conversation.id);
}

type Told = Pick<Say, 'to' | 'audience'> & { data: ViewData };

function toldFor(userId: string, reach: Reach): Told {
  const found = thereOrInstead(userId, reach);
  if (found === null) return { to: { kind: 'operator' }, audience: 'operator', data: { isBare: true } };
  const data: ViewData = found.userId === userId || reach.missing.gone.includes(userId) ? {} : { standsInFor: userId };
  return { to: { kind: 'person', userId: found.userId }, audience: found.audience, data };
}

function noticeTo(
  place: { channelId: string; ts: string },
  key: string,
  { to, audience, data }: Told,
  wantedWhile: string,
): Say {
  const subject = messageSubject(place);
  return plainSay({
    key,
    to,
    audience,
    priority: 'high',
    view: 'emergency-alarming',
    data: { subject, ...data },
    wantedWhile,
    quotes: subject,
  });
}

/** Somebody raised one, answered, or took the message back: the offer goes, and whoever was told reads why. */
export function offersOver({ clientId, offers, over }: Facts<'offers-over'>, now: number): Ruling[] {
  const effects = [keepOffers(clientId, offers, over, now), ...over.flatMap(endOf)];
  return [{ reason: { name: 'offer-over', data: { state: over[0]?.state ?? '' } }, subject: null, effects }];
}

function endOf(offer: Offer): Effect[] {
  const { isOffered, keys } = offer;
  return [
    ...(isOffered ? [{ kind: 'withdraw' as const, key: offerKey(offer) }] : []),
    ...keys.map((key) => ({ kind: 'refresh' as const, key })),
  ];
}

/** *Not an emergency*. */
export function saidToBeNone(event: Event, { clientId, offers, offer }: Facts<'offer-pressed'>, now: number): Ruling {
  if (offer === null) return answered('gone', { what: 'gone' });
  if (offer.state !== 'open') return answered('offer-over', { what: 'offer-over' });
  const none: Offer = { ...offer, state: 'none', by: event.actor };
  const { reason, effects } = answered('offer-none', { what: 'offer-none' });
  return {
    reason,
    subject: offer.conversation,
    effects: [keepOffers(clientId, offers, [none], now), ...endOf(none), ...effects],
  };
}

/** What did not arrive: the client has no button then, and of the staff the next one is told. */
export function offerUndelivered(
  event: Extract<Event, { kind: 'DeliveryFailed' }>,
  { offers, offer, reach }: Facts<'offer-undelivered'>,
  now: number,
): Ruling[] {
  const { view, because, to, data } = event;
  const kept = (changed: Offer) => keepOffers(reach.agreement.id, offers, [changed], now);
  if (offer.state !== 'open') return [];
  if (view === 'emergency-offer') {
    // Their reply outside the hours has the button already.
    if (because === 'button-stands') return [];
    const effects = [
      kept({ ...offer, isOffered: false }),
      ...offer.keys.map((key) => ({ kind: 'refresh' as const, key })),
    ];
    return [{ reason: { name: 'not-offered', data: { because } }, subject: offer.conversation, effects }];
  }
  if (to.kind !== 'person') return [];
  const unreached = [...(Array.isArray(data.unreached) ? data.unreached : []), to.userId];
  const missing = { ...reach.missing, gone: [...reach.missing.gone, ...unreached] };
  const told = toldFor(reach.agreement.people.owner.id, { ...reach, missing });
  const key = `${alarmingKey(offer)}:instead:${unreached.length}`;
  const say = noticeTo(offer, key, { ...told, data: { ...told.data, unreached } }, offer.conversation);
  const effects = [kept({ ...offer, keys: [...offer.keys, key] }), say];
  return [{ reason: { name: 'told', data: { because } }, subject: offer.conversation, effects }];
}

function aboutIt(name: string, { conversation }: AlarmingFacts, effects: Effect[]): Ruling {
  return { reason: { name, data: {} }, subject: conversation.id, effects };
}
