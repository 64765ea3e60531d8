/**
 * What buttons and forms of an offer carry: an order's id with its revision, or the message that it is to answer and perhaps
 * the line of the list. An order that takes another's place has that one's id with a number behind it. Ids only.
 */
import { readFormSubject, standing } from '../../engine/form-subject.ts';

/** Where an offer is to be made: our channel id, and Slack's ts of the message that it answers (null: none). */
export type OfferPlace = { channelId: string; messageTs: string | null; itemId: string | null };

export type OrderSubject = { orderId: string; revision: number | null } | { place: OfferPlace } | null;

const BEGINNING = 'order:';

/** A new order's id; the same happening always gives the same. */
export function newOrderId(eventId: string): string {
  return BEGINNING + eventId.replaceAll(/[^A-Za-z0-9.-]/g, '.');
}

/** The id of the order that takes this one's place. */
export function nextOrderId(id: string): string {
  const [, first = id, number = '1'] = /^(.*)~(\d+)$/.exec(id) ?? [];
  return `${first}~${Number(number) + 1}`;
}

/** The order whose place this one takes; null where it is a first one. */
export function orderBefore(id: string): string | null {
  const [, first = '', number = ''] = /^(.*)~(\d+)$/.exec(id) ?? [];
  if (first === '') return null;
  return Number(number) > 2 ? `${first}~${Number(number) - 1}` : first;
}

/** An order as it stands. */
export function orderSubject({ id, revision }: { id: string; revision: number }): string {
  return standing(id, revision);
}

/** A message that an offer is to answer, or a channel, with the line of the list that it is about. */
export function placeSubject({ channelId, messageTs, itemId }: OfferPlace): string {
  return `${channelId}:${messageTs ?? 'top'}${itemId === null ? '' : `@${itemId}`}`;
}

/** Takes it apart again; null for what nobody made. */
export function readSubject(subject: string): OrderSubject {
  const { about, stood } = readFormSubject(subject);
  if (about.startsWith(BEGINNING)) return { orderId: about, revision: stood };
  const [, channelId = '', ts = '', itemId = null] =
    /^([^:@]+):(\d+\.\d+|top)(?:@([a-z0-9-]{1,40}))?$/.exec(about) ?? [];
  return channelId === '' ? null : { place: { channelId, messageTs: ts === 'top' ? null : ts, itemId } };
}
