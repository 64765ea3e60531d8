/** What the rule keeps of its own: where a card stands, who has read a version, how many newcomers were shown it. */
import { z } from 'zod';
import { clientSubject } from '../../engine/client-subject.ts';
import type { Ask, Channel, SaidMessage } from '../../engine/facts.ts';

export const ruleName = 'card';

/** Of one channel: the card said last. `key` null: somebody took it away. `n` counts them, so that each has a key of its own. */
const placeSchema = z.object({
  schema: z.literal(1),
  n: z.int(),
  key: z.string().nullable(),
  /** Who put it there; null: the agreement permits it. */
  by: z.string().nullable(),
});
export type PlaceSlot = z.output<typeof placeSchema>;

const readersSchema = z.object({
  schema: z.literal(1),
  readers: z.array(z.object({ userId: z.string(), at: z.number() })),
});
export type Read = z.output<typeof readersSchema>['readers'][number];

const newcomersSchema = z.object({ schema: z.literal(1), since: z.number(), count: z.int() });
export type Newcomers = z.output<typeof newcomersSchema>;

export const placeSubject = (channelId: string) => `${channelId}:card`;
export const readersSubject = (clientId: string, version: number) => `${clientSubject(clientId)}:read:${version}`;
export const newcomersSubject = (channelId: string) => `${channelId}:newcomers`;

/** A channel of the client, and the card in it. */
export type Place = {
  channel: Channel;
  slot: PlaceSlot | null;
  /** What became of the card said last; null where none was, or it was taken away. */
  state: SaidMessage['state'] | null;
};

/** Whether a card stands there, or is about to. */
export function isThere({ state }: Place): boolean {
  return state === 'sent' || state === 'waiting';
}

/** Every channel of the client in which they read. */
export async function loadPlaces(ask: Ask, clientId: string): Promise<Place[]> {
  const channels = await ask('channelsOf', { clientId });
  const shared = channels.filter(({ role }) => role === 'shared');
  return Promise.all(shared.map((channel) => loadPlace(ask, channel)));
}

/** One channel and the card in it. */
export async function loadPlace(ask: Ask, channel: Channel): Promise<Place> {
  const kept = await ask('slot', { rule: ruleName, subject: placeSubject(channel.id) });
  const slot = placeSchema.nullable().parse(kept);
  const said = slot?.key == null ? null : await ask('saidUnder', { key: slot.key });
  return { channel, slot, state: said?.state ?? null };
}

/** Who has read a version, the first first. */
export async function loadReaders(ask: Ask, clientId: string, version: number): Promise<Read[]> {
  const kept = await ask('slot', { rule: ruleName, subject: readersSubject(clientId, version) });
  return readersSchema.nullable().parse(kept)?.readers ?? [];
}

/** How many newcomers of a channel were shown the card of late. */
export async function loadNewcomers(ask: Ask, channelId: string): Promise<Newcomers | null> {
  return newcomersSchema.nullable().parse(await ask('slot', { rule: ruleName, subject: newcomersSubject(channelId) }));
}
