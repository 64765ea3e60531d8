import { z } from 'zod';

const told = z.object({
  version: z.literal(1),
  name: z.string(),
  slackChannelId: z.string(),
  isShared: z.boolean(),
  /** The notice that nothing is heard, by its key, while that is so. */
  deaf: z.object({ key: z.string(), because: z.string() }).nullable(),
});

/** How a channel stood when its owner was last told of it; the rule's private slot. */
export type Told = z.infer<typeof told>;

/** Reads the slot; null where nothing was ever told or noted. Throws ZodError. */
export function readTold(slot: unknown): Told | null {
  return slot === null ? null : told.parse(slot);
}

/** The slot's subject. */
export const subjectOf = (channelId: string) => `channel:${channelId}`;
