/** A report as it went to the client: its words and figures as they were then, whatever is answered or entered later. Pure. */
import { z } from 'zod';

const questionSchema = z.object({
  id: z.string(),
  kind: z.enum(['text', 'kpis']),
  text: z.record(z.string(), z.string()).nullable(),
});

const figureSchema = z.object({
  title: z.string(),
  unit: z.string().nullable(),
  target: z.number(),
  by: z.string().nullable(),
  direction: z.enum(['up', 'down']),
  last: z.number().nullable(),
  now: z.number().nullable(),
  share: z.number().nullable(),
  isReached: z.boolean(),
  /** What it means for the client's business, in somebody's words; null: nobody said. */
  meaning: z.string().nullable(),
});
export type Figure = z.output<typeof figureSchema>;

const postedSchema = z.object({
  schema: z.literal(1),
  sections: z.array(z.object({ question: questionSchema, text: z.string() })),
  figures: z.array(figureSchema),
});

/** What a client reads of it, without headings: these are said in whatever language it is read. */
export type PostedReport = Omit<z.output<typeof postedSchema>, 'schema'>;

/** As one text, to be kept among the words. */
export function keptPosted({ sections, figures }: PostedReport): string {
  return JSON.stringify({ schema: 1, sections, figures });
}

/** Takes it apart again; null for what is gone or nobody wrote so. */
export function readPosted(kept: string | null): PostedReport | null {
  if (kept === null) return null;
  try {
    return postedSchema.safeParse(JSON.parse(kept)).data ?? null;
  } catch {
    return null;
  }
}

/** Whether there is nothing in it that anybody could read. */
export function isBlank({ sections, figures }: PostedReport): boolean {
  return sections.every(({ text }) => text === '') && figures.every(({ now }) => now === null);
}
