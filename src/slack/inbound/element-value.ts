import { z } from 'zod';

const option = z.looseObject({ value: z.string().optional() });

/** What an interactive element may carry, in a press as in a form's state. */
export const element = z.looseObject({
  type: z.string().optional(),
  value: z.string().nullish(),
  selected_option: option.nullish(),
  selected_options: z.array(option).nullish(),
  selected_user: z.string().nullish(),
  selected_users: z.array(z.string()).nullish(),
  selected_channel: z.string().nullish(),
  selected_conversation: z.string().nullish(),
  selected_date: z.string().nullish(),
  selected_time: z.string().nullish(),
  selected_date_time: z.number().nullish(),
});

/** What was entered or chosen: text, an id, several joined by commas, epoch milliseconds for a date with time; null for nothing. */
export function valueFrom(given: z.infer<typeof element>): string | number | null {
  if (typeof given.selected_date_time === 'number') return given.selected_date_time * 1000;
  const several = given.selected_users ?? given.selected_options?.map(({ value }) => value ?? '');
  if (several) return several.length > 0 ? several.join(',') : null;
  return (
    given.value ??
    given.selected_option?.value ??
    given.selected_user ??
    given.selected_conversation ??
    given.selected_channel ??
    given.selected_date ??
    given.selected_time ??
    null
  );
}
