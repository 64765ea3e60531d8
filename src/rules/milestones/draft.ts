/** What somebody wrote for the client and has not put there yet; its words are kept for a day. */
import { z } from 'zod';

/** For so long, in milliseconds, what was written can still be put there. */
export const DRAFT_KEPT = 86_400_000;
/** In letters of what the client reads. */
export const LONGEST_WORDS = 1500;

const draftSchema = z.object({
  schema: z.literal(1),
  /** The milestone's id, and how it stood. */
  milestone: z.string(),
  revision: z.number(),
  what: z.enum(['reached', 'slip']),
  /** The new day, where it slips. */
  date: z.string().nullable(),
  channelId: z.string(),
  place: z.string(),
});
export type Draft = z.output<typeof draftSchema>;

/** Null for what is none. */
export function readDraft(slot: unknown): Draft | null {
  const read = draftSchema.safeParse(slot);
  return read.success ? read.data : null;
}
