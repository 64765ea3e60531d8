/** What is kept of the flags about one message, and of what was flagged in one lane: ids, numbers and instants only. */
import { z } from 'zod';
import type { AskedThing } from '../../engine/event.ts';

export const ruleName = 'flags';

const thingSchema = z.object({
  verdict: z.enum(['flag', 'ask', 'none']),
  scope: z.enum(['in', 'out', 'unlisted']),
  itemId: z.string().nullable(),
  score: z.number(),
  closest: z.array(z.object({ itemId: z.string(), likeness: z.number(), services: z.array(z.string()) })),
  isCorrected: z.boolean(),
});

const flagSchema = z.object({
  /** Counts those about this message: an edit may take one back and make another. */
  number: z.number(),
  /** *in*: part of the agreement; *none*: no work is asked for. */
  state: z.enum(['open', 'in', 'none', 'withdrawn']),
  things: z.array(thingSchema),
  /** The version of the agreement it was made from. */
  version: z.number(),
  /** Epoch milliseconds. */
  raisedAt: z.number(),
  /** Who of the staff raised it by hand. */
  raisedBy: z.string().nullable(),
  /** When the client rewrote it after it was settled. */
  editedAt: z.number().nullable(),
  settledBy: z.string().nullable(),
  settledAt: z.number().nullable(),
  /** The item that it belongs to, as staff said. */
  settledAs: z.string().nullable(),
  /** The latest message that asked for the same again, and how many did. */
  again: z.object({ ts: z.string(), at: z.number(), count: z.number() }).nullable(),
  /** Under which keys it was told. */
  keys: z.array(z.string()),
});
export type Flag = z.output<typeof flagSchema>;

const recordSchema = z.object({
  schema: z.literal(1),
  author: z.string(),
  /** The latest last. */
  flags: z.array(flagSchema),
  /** What *Check scope* found, for whoever then raises a flag. */
  checked: z.object({ version: z.number(), things: z.array(thingSchema) }).nullable(),
  /** What another reader is asked about; absent: nothing. */
  doubt: z.object({ version: z.number(), things: z.array(thingSchema) }).optional(),
});
export type FlagRecord = z.output<typeof recordSchema>;

/** Reads the slot of a message; null where there is none. Throws ZodError. */
export function readRecord(slot: unknown): FlagRecord | null {
  return slot === null || slot === undefined ? null : recordSchema.parse(slot);
}

/** The flag about a message as it stands; undefined where there never was one. */
export function currentOf(record: FlagRecord | null): Flag | undefined {
  return record?.flags.at(-1);
}

/** The record with its current flag changed. */
export function changed(record: FlagRecord, change: Partial<Flag>): FlagRecord {
  return {
    ...record,
    flags: record.flags.map((one, at) => (at < record.flags.length - 1 ? one : { ...one, ...change })),
  };
}

const laneSchema = z.object({
  schema: z.literal(1),
  flagged: z.array(z.object({ ts: z.string(), at: z.number(), wants: z.array(z.string()) })),
});
export type Lane = z.output<typeof laneSchema>;

/** More of them are not looked through for one that asked the same. */
const MOST_OF_A_LANE = 40;

/** Reads the slot of a lane. Throws ZodError. */
export function readLane(slot: unknown): Lane {
  return slot === null || slot === undefined ? { schema: 1, flagged: [] } : laneSchema.parse(slot);
}

/** The lane with one more flagged message, or the same one anew. */
export function withFlagged(lane: Lane, one: Lane['flagged'][number]): Lane {
  return { schema: 1, flagged: [...lane.flagged.filter(({ ts }) => ts !== one.ts), one].slice(-MOST_OF_A_LANE) };
}

/** The slot of a lane: the channel's top level, or one thread. */
export const laneSubject = (channelId: string, lane: string) => `${channelId}:lane:${lane}`;

/** What a thing is compared by with what was asked for before: its item, or the services it is about. */
export function wantOf({ itemId, scope, closest }: AskedThing): string {
  if (scope !== 'unlisted' && itemId !== null) return itemId;
  const services = [...new Set(closest.flatMap((one) => one.services))].sort();
  return `nothing:${services.join('+')}`;
}

/** Whether both say the same about the same things. */
export function sameThings(one: readonly AskedThing[], other: readonly AskedThing[]): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
