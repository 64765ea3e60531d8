/** What is kept of a person: how they want their page drawn, and when they were last seen there. */
import { z } from 'zod';

const keptSchema = z.object({
  schema: z.literal(1),
  /** As the select carries it; null until something was chosen. */
  filter: z.string().nullable(),
  /** From 0. */
  page: z.number().int().min(0),
  /** Epoch milliseconds. */
  seenAt: z.number(),
});
export type Kept = z.output<typeof keptSchema>;

/** Reads the slot; as for somebody new where there is none, or another version of the program wrote it. */
export function readKept(slot: unknown): Kept {
  return keptSchema.safeParse(slot).data ?? { schema: 1, filter: null, page: 0, seenAt: 0 };
}
