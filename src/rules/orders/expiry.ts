/** Until when an offer is open, and the deadline that reminds of it once and then closes it. */

import type { Agreement } from '../../agreement/agreement.ts';
import { zoneOfClient } from '../../agreement/client-zone.ts';
import type { ChangeOrder } from '../../engine/change-order.ts';
import type { SetDeadline } from '../../engine/effect.ts';
import { PUT_OFF } from '../../engine/emergency-talk.ts';
import type { Deadline } from '../../engine/facts.ts';
import { localDate, plusDays, startOfDate } from '../../time/local-date.ts';
import { ordersOf } from './config.ts';

const DAY = 86_400_000;
/** Named so that a passed one makes nobody wait for anything. */
const name = 'reminder:order';

/** The end of the client's day so many days after an instant. Epoch milliseconds. */
export function expiryOf(agreement: Agreement, days: number, at: number): number {
  const zone = zoneOfClient(agreement);
  return startOfDate(zone, plusDays(localDate(zone, at), days + 1));
}

/** The last day on which it is open, on the client's calendar. */
export function lastDay(agreement: Agreement, { expiresAt }: Pick<ChangeOrder, 'expiresAt'>): string {
  return localDate(zoneOfClient(agreement), (expiresAt ?? 0) - 1);
}

/** For how many days a draft is to be open. */
export function daysOf({ createdAt, expiresAt }: Pick<ChangeOrder, 'createdAt' | 'expiresAt'>): number {
  return Math.max(1, Math.floor(((expiresAt ?? createdAt) - createdAt) / DAY + 0.05));
}

type Open = Pick<ChangeOrder, 'id' | 'channelId' | 'sentAt' | 'expiresAt'>;

/** Wakes for the reminder, and after that (`reminded`) for the end. */
export function waiting(order: Open, agreement: Agreement, deadline: Deadline | null, reminded: boolean): SetDeadline {
  const dueAt = order.expiresAt ?? 0;
  const remindAt = (order.sentAt ?? 0) + ordersOf(agreement).remindAfter.days * DAY;
  return {
    ...{ kind: 'set-deadline', id: deadline?.id ?? null, subject: order.id, name, channelId: order.channelId, dueAt },
    ringAt: reminded || remindAt >= dueAt - DAY ? dueAt : remindAt,
    ...{ state: 'pending', settledAt: null, late: { policy: 'fire' }, data: { schema: 1, reminded } },
  };
}

/** The reminder waits while an emergency of the client runs; the offer stays open no longer for it. */
export function putOff({ id, channelId }: Open, deadline: Deadline, now: number): SetDeadline {
  const { dueAt, data } = deadline;
  return {
    ...{ kind: 'set-deadline', id: deadline.id, subject: id, name, channelId, dueAt },
    ringAt: Math.min(now + PUT_OFF, dueAt),
    ...{ state: 'pending', settledAt: null, late: { policy: 'fire' }, data },
  };
}

/** Nothing is waited for any more. */
export function settled(
  { id, channelId }: Open,
  deadline: Deadline | null,
  state: 'met' | 'cancelled',
  now: number,
): SetDeadline[] {
  if (deadline === null || deadline.state !== 'pending') return [];
  const { dueAt, data } = deadline;
  const over = { ringAt: null, state, settledAt: now, late: { policy: 'fire' as const }, data };
  return [{ kind: 'set-deadline', id: deadline.id, subject: id, name, channelId, dueAt, ...over }];
}

/** Whether it was reminded of already. */
export function wasReminded({ data }: Deadline): boolean {
  return (data as { reminded?: unknown }).reminded === true;
}
