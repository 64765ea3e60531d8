import { z } from 'zod';
import type { FormValues } from '../../engine/event.ts';
import { element, valueFrom } from './element-value.ts';

/** What stands in the fields of a form, by block and action id. */
export const formState = z.looseObject({
  values: z.record(z.string(), z.record(z.string(), element)).optional(),
});

/** The fields by action id. */
export function entriesOf({ values = {} }: z.infer<typeof formState>): FormValues {
  const fields = Object.values(values).flatMap((block) => Object.entries(block));
  return Object.fromEntries(fields.map(([name, field]) => [name, valueFrom(field)]));
}
