/** What somebody has filled in so far, kept in the rule's slot until it is in force or thrown away. */
import { z } from 'zod';
import type { FormValues } from '../../engine/event.ts';
import { DRAFTS_KEPT } from '../../engine/form-subject.ts';
import { type FieldName, fieldNames, fieldOf, fieldsOf, type Place, type Step, steps, type Values } from './fields.ts';

const draftSchema = z.object({
  schema: z.literal(1),
  /** Counts what was kept; for a change of an agreement in force, the version that it was begun from. */
  stands: z.number(),
  /** Who kept something in it last, and when (epoch milliseconds). */
  by: z.string(),
  at: z.number(),
  place: z.enum([...steps, 'summary']),
  /** Everything was asked once: after a step comes the summary. */
  isWhole: z.boolean(),
  template: z.string(),
  values: z.partialRecord(z.enum(fieldNames as [FieldName, ...FieldName[]]), z.string()),
});
export type Draft = Omit<z.output<typeof draftSchema>, 'values'> & { values: Values };

/** Reads a slot; null where there is no draft, or one from another time. */
export function readDraft(slot: unknown, now: number): Draft | null {
  const read = draftSchema.safeParse(slot);
  return read.success && now - read.data.at < DRAFTS_KEPT ? { ...read.data, values: read.data.values } : null;
}

/** What was entered in one step, as text on one line, or several where the field has them; longer than may be: null. */
export function enteredIn(step: Step, values: FormValues): Values {
  return Object.fromEntries(
    fieldsOf(step, true)
      .filter((name) => name in values)
      .map((name) => [name, plain(String(values[name] ?? ''), fieldOf(name).kind === 'long')]),
  );
}

/** The same with each text as a form would give it back. */
export function tidied(values: Values): Values {
  return Object.assign({}, ...steps.map((step) => enteredIn(step, values)));
}

/** Without what is too long to be kept. */
export function fitting(values: Values): Values {
  return Object.fromEntries(
    fieldNames.flatMap((name) => {
      const value = values[name];
      return value === undefined || value.length > fieldOf(name).longest ? [] : [[name, value]];
    }),
  );
}

/** The draft after somebody has gone on. */
export function kept(
  draft: Draft,
  { values, place, by, at }: { values: Values; place: Place; by: string; at: number },
): Draft {
  return {
    ...draft,
    by,
    at,
    place,
    isWhole: draft.isWhole || place === 'summary',
    values: { ...draft.values, ...fitting(values) },
  };
}

function plain(text: string, hasLines: boolean): string {
  const lines = text.split(/\r\n?|\n/).map((line) =>
    line
      .replace(/\p{Cc}|\p{Surrogate}/gu, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  );
  return lines.join(hasLines ? '\n' : ' ').trim();
}
