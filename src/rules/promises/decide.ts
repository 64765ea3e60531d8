import type { Effect } from '../../engine/effect.ts';
import type { Event } from '../../engine/event.ts';
import type { Decision, Ruling } from '../../engine/rule.ts';
import { rung } from './due.ts';
import type { Facts, StatedFacts } from './load.ts';
import { instead, offerKey, offerOf } from './notices.ts';
import { because } from './reasons.ts';
import { type Offer, offerSubject } from './record.ts';
import { decideRequest } from './requests.ts';
import { settle } from './settle.ts';

/** Offers, reminds, and notes whether a promise was kept; the client never sees anything of it. */
export function decide({ event, facts, agreement, agency, now }: Decision<Facts>): Ruling[] {
  if (facts.kind === 'nothing') return [];
  if (facts.kind === 'request') return [decideRequest({ event, facts, agreement, now })];
  if (facts.kind === 'list') {
    const answer: Effect = { kind: 'answer', how: 'privately', view: 'promises', data: {} };
    return [{ reason: because(facts.serves ? 'asked' : 'not-yours'), subject: null, effects: [answer] }];
  }
  if (agreement === null) return [];
  switch (facts.kind) {
    case 'stated':
      return offered(event, facts, now);
    case 'running':
      return [
        ...facts.running.flatMap((one) => settle(event, one, { agreement, now })),
        ...withdrawn(event, facts.offer),
      ];
    case 'due':
      return rung(facts, agreement, agency, now);
    case 'undelivered': {
      const say = event.kind === 'DeliveryFailed' ? instead(event, agreement, agency) : null;
      if (say === null) return [];
      return [
        {
          reason: because('passed-on', { to: say.to.kind === 'person' ? say.to.userId : null }),
          subject: null,
          effects: [say],
        },
      ];
    }
  }
}

/** One offer for a reply and a stated time; an edit that states another takes the first offer back. */
function offered(event: Event, { message, conversation, at, offer }: StatedFacts, now: number): Ruling[] {
  const key = offerKey(message, at);
  if (event.actor === null || at <= now || offer?.key === key) return [];
  const { actor: by, occurredAt } = event;
  const lane = message.threadTs ?? 'top';
  // An edit promises anew, but what was written after the reply came after the promise.
  const promisedAt = offer?.promisedAt ?? (event.kind === 'MessageEdited' ? Number(message.ts) * 1000 : occurredAt);
  const fresh: Offer = { schema: 1, key, about: conversation.id, by, at, lane, promisedAt };
  const effects: Effect[] = [
    ...(offer === null ? [] : [{ kind: 'withdraw' as const, key: offer.key }]),
    { kind: 'set-slot', subject: offerSubject(message), data: fresh },
    offerOf(fresh, message),
  ];
  return [{ reason: because('offered', { by, dueAt: at }), subject: conversation.id, effects }];
}

/** Whoever takes the reply back promised nothing. */
function withdrawn(event: Event, offer: Offer | null): Ruling[] {
  if (event.kind !== 'MessageDeleted' || offer === null) return [];
  const effects: Effect[] = [
    { kind: 'withdraw', key: offer.key },
    { kind: 'set-slot', subject: offerSubject(event.message), data: null },
  ];
  return [{ reason: because('cancelled', { by: offer.by, dueAt: offer.at }), subject: offer.about, effects }];
}
