/** What happens to an open offer by itself: one reminder, the end of its time, and what Slack would not deliver. */
import type { Effect, Say } from '../../engine/effect.ts';
import type { DeliveryFailed } from '../../engine/event.ts';
import { passedOn } from '../../engine/passed-on.ts';
import type { Ruling } from '../../engine/rule.ts';
import { plainSay } from '../../engine/say.ts';
import { answered, because } from './answers.ts';
import { permission } from './config.ts';
import { putOff, settled, waiting, wasReminded } from './expiry.ts';
import type { OrderFacts } from './load.ts';
import { drawnAgain, inWordsKey, reminderKey, tell } from './notices.ts';
import { voided } from './offering.ts';

/** Its time for a reminder has come, or its end. */
export function due(facts: OrderFacts, now: number): Ruling[] {
  const { order, deadline, agreement } = facts;
  if (deadline === null || deadline.state !== 'pending') return [];
  if (order.state !== 'sent') return [because('over', order, settled(order, deadline, 'cancelled', now))];
  if (now >= (order.expiresAt ?? 0)) return [expired(facts, now)];
  if (facts.hasEmergency && !wasReminded(deadline)) return [because('put-off', order, [putOff(order, deadline, now)])];
  const next = waiting(order, agreement, deadline, true);
  if (wasReminded(deadline)) return [because('waits', order, [next])];
  const isPermitted = agreement.mayPost.includes(permission);
  const said = isPermitted ? [reminder(facts, null, reminderKey(order))] : tell(facts, order, 'undecided', now);
  return [because(isPermitted ? 'reminded' : 'undecided', order, [next, ...said])];
}

function expired(facts: OrderFacts, now: number): Ruling {
  const { order, deadline } = facts;
  return because('expired', order, [
    { kind: 'save-change-order', order: { ...order, state: 'expired', revision: order.revision + 1 }, words: null },
    ...settled(order, deadline, 'cancelled', now),
    ...drawnAgain(order),
    ...tell(facts, order, 'expired', now),
  ]);
}

/** In the thread of the offer, by the agreement's standing permission or because somebody of the staff said so. */
function reminder({ order, stands }: OrderFacts, by: string | null, key: string, isInWords = false): Say {
  return plainSay({
    key,
    to: { kind: 'channel', channelId: order.channelId, threadTs: order.threadTs ?? stands?.ts ?? null },
    audience: 'client',
    permission,
    approvedBy: by,
    view: 'order-reminder',
    data: { order: order.id, by, isInWords },
  });
}

/** Somebody of the staff reminds the client themselves. */
export function reminded(actor: string, facts: OrderFacts, now: number): Ruling {
  const { order, deadline, agreement } = facts;
  if (order.state !== 'sent' || now >= (order.expiresAt ?? 0))
    return answered('asked', { what: 'not-open', order: order.id });
  const next: Effect[] = deadline === null ? [] : [waiting(order, agreement, deadline, true)];
  const told: Effect = {
    kind: 'answer',
    how: 'privately',
    view: 'order-said',
    data: { what: 'reminding', order: order.id },
  };
  return because('reminded', order, [...next, reminder(facts, actor, reminderKey(order)), told]);
}

/** The offer itself is a draft again; whoever made it hears why. What the staff should have heard, the next one does. */
export function undelivered(event: DeliveryFailed, facts: OrderFacts, now: number): Ruling[] {
  const { order, deadline, offered } = facts;
  if (event.because.startsWith('lacks ')) return [];
  switch (event.view) {
    case 'order-offer': {
      if (order.state !== 'sent' || (offered?.sentAt ?? null) !== null) return [];
      const again = { ...order, state: 'draft' as const, sentAt: null, revision: order.revision + 1 };
      return [
        because('undelivered', order, [
          { kind: 'save-change-order', order: again, words: null },
          ...settled(order, deadline, 'cancelled', now),
          ...tell(facts, order, 'undelivered', now, { because: event.because }),
        ]),
      ];
    }
    case 'order-reminder':
      return order.state === 'sent' ? [because('undecided', order, tell(facts, order, 'undecided', now))] : [];
    default: {
      const next = passedOn(event, facts);
      return next === null ? [] : [because('passed-on', order, [next])];
    }
  }
}

/** Words decide nothing: whoever may decide is shown the two buttons, once, where that is permitted; else staff are told. */
export function inWords(actor: string, facts: OrderFacts, now: number): Ruling[] {
  const { order, agreement, mayDecide } = facts;
  if (!mayDecide || now >= (order.expiresAt ?? 0)) return [];
  const isPermitted = agreement.mayPost.includes(permission);
  const says = isPermitted
    ? [reminder(facts, null, inWordsKey(order), true)]
    : tell(facts, order, 'in-words', now, { by: actor });
  return [because('in-words', order, says)];
}

/** Somebody deleted it in the channel: nobody can decide about what does not stand there. */
export function deleted(facts: OrderFacts, now: number): Ruling[] {
  const { order, deadline } = facts;
  return [because('withdrawn', order, [...voided(order, deadline, now), ...tell(facts, order, 'deleted', now)])];
}
