/** Who of the agency hears what became of an offer: whoever made it, and the client's owner where that matters to them. */
import { calendarOf } from '../../agreement/calendar-of.ts';
import { isThere, standInFor } from '../../engine/absence.ts';
import type { ChangeOrder } from '../../engine/change-order.ts';
import type { Effect, Say } from '../../engine/effect.ts';
import type { ViewData } from '../../engine/event.ts';
import { plainSay } from '../../engine/say.ts';
import { isOpen, nextOpening } from '../../time/business-time.ts';
import { type Around, offerKey } from './load.ts';

/** What somebody is told. */
export const notices = [
  'accepted',
  'accepted-differs',
  'declined',
  'expired',
  'undecided',
  'in-words',
  'again',
  'not-as-sent',
  'undelivered',
  'deleted',
] as const;
export type Notice = (typeof notices)[number];

type Reach = Pick<Around, 'agreement' | 'agency' | 'missing'>;

/** Under which key a reminder stands where the client reads. */
export function reminderKey({ id }: Pick<ChangeOrder, 'id'>): string {
  return `orders:reminder:${id}`;
}

/** The same for the buttons that are shown to whoever answers in words. */
export function inWordsKey({ id }: Pick<ChangeOrder, 'id'>): string {
  return `orders:reminder:${id}:in-words`;
}

/** What stands where the client reads is drawn again. */
export function drawnAgain(order: ChangeOrder): Effect[] {
  const keys = [offerKey(order.id), reminderKey(order), inWordsKey(order)];
  return keys.map((key): Effect => ({ kind: 'refresh', key }));
}

/**
 * Tells whoever made the offer, and (of what is to be begun) the client's owner, or whoever stands in. Nobody is woken: out
 * of the agreed hours it waits for the opening.
 */
export function tell(reach: Reach, order: ChangeOrder, what: Notice, now: number, more: ViewData = {}): Say[] {
  const isForBoth = what === 'accepted' || what === 'accepted-differs';
  const people = isForBoth ? [order.author, reach.agreement.people.owner.id] : [order.author];
  const told = [...new Set(people.map((userId) => thereFor(userId, reach)))].filter((one) => one !== null);
  const calendar = calendarOf(reach.agreement, now);
  const notBefore = isOpen(calendar, now) ? null : nextOpening(calendar, now);
  return told.map((userId) =>
    plainSay({
      key: `orders:${what}:${order.id}:${order.revision}:${userId}`,
      to: { kind: 'person', userId },
      audience: 'staff',
      view: 'order-notice',
      data: { ...more, order: order.id, what, for: order.author },
      notBefore,
    }),
  );
}

function thereFor(userId: string, reach: Reach): string | null {
  return isThere(userId, reach.missing) ? userId : (standInFor(userId, reach)?.userId ?? null);
}
