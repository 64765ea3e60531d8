/**
 * What is kept of a client's messages that read like an emergency: which they are, what became of the offer to raise one, and
 * under which keys staff were told. Ids, instants and names of states only.
 */
import { z } from 'zod';
import type { Effect } from '../../engine/effect.ts';
import { messageSubject } from '../../engine/message-subject.ts';

const DAY = 86_400_000;
/** What is older is not looked through any more. */
const KEPT_FOR = 60 * DAY;
const MOST_KEPT = 40;

const offerSchema = z.object({
  channelId: z.string(),
  ts: z.string(),
  conversation: z.string(),
  /** Epoch milliseconds. */
  at: z.number(),
  /** Whether the client has a button for it, in an offer or in what was said to them outside the hours. */
  isOffered: z.boolean(),
  /** *none*: staff said so; *settled*: it was answered; *gone*: the client took it back or wrote it anew. */
  state: z.enum(['open', 'none', 'raised', 'settled', 'gone']),
  /** Who of the staff said that it is none. */
  by: z.string().nullable(),
  /** Under which keys staff were told. */
  keys: z.array(z.string()),
});
export type Offer = z.output<typeof offerSchema>;

const recordSchema = z.object({ schema: z.literal(1), offers: z.array(offerSchema) });

/** Reads a client's slot, the oldest first. Throws ZodError. */
export function readOffers(slot: unknown): Offer[] {
  return slot === null || slot === undefined ? [] : recordSchema.parse(slot).offers;
}

/** The slot of a client with these in it: what is new, or stands there already in another state. */
export function keepOffers(clientId: string, all: readonly Offer[], changed: readonly Offer[], now: number): Effect {
  const others = all.filter((one) => !changed.some((other) => isSame(one, other)));
  const offers = [...others, ...changed]
    .filter(({ at }) => at > now - KEPT_FOR)
    .sort((a, b) => a.at - b.at)
    .slice(-MOST_KEPT);
  return { kind: 'set-slot', subject: clientId, data: { schema: 1, offers } };
}

/** Whether both are of the same message. */
export function isSame(one: Pick<Offer, 'channelId' | 'ts'>, other: Pick<Offer, 'channelId' | 'ts'>): boolean {
  return messageSubject(one) === messageSubject(other);
}

/** The key under which the client is offered to raise one. */
export function offerKey(place: { channelId: string; ts: string }): string {
  return `emergencies:offer:${messageSubject(place)}`;
}

/** The key under which staff are told of such a message. */
export function alarmingKey(place: { channelId: string; ts: string }): string {
  return `emergencies:alarming:${messageSubject(place)}`;
}
