/** The part of an agreement that says what was to be reached when: the reference points that both sides set at the start. */

import { z } from 'zod';
import { SHORT_NAME } from './escalation.ts';
import { dateSchema } from './office-hours.ts';
import { personSchema } from './slack-id.ts';
import { written } from './written.ts';

/** A list of them stands in one message, with what one can do about each. */
export const MOST_MILESTONES = 20;
/** In letters of what the client is to look at. */
export const LONGEST_LOOK = 500;
const MOST_DAYS_BEFORE = 30;

const remindSchema = written<number>(
  {
    what: 'a number of business days',
    description: 'How long before its date the owner is asked how it stands.',
    examples: ['5 business days', '1 business day'],
    pattern: '^\\d{1,2} business days?$',
  },
  (text) => {
    const days = Number(/^(\d{1,2}) business days?$/.exec(text)?.[1] ?? Number.NaN);
    if (Number.isNaN(days)) return undefined;
    return days >= 1 && days <= MOST_DAYS_BEFORE
      ? { value: days }
      : { problem: `"${text}" is out of range; write between 1 and ${MOST_DAYS_BEFORE} business days` };
  },
);

export const milestoneSchema = z
  .strictObject({
    id: z
      .string()
      .trim()
      .regex(SHORT_NAME, 'write a short name such as launch')
      .meta({ description: 'By which it is known for good; what people read is its title.', examples: ['launch'] }),
    title: z
      .string()
      .trim()
      .min(1, 'write what it is called')
      .max(80)
      .meta({ description: 'What people read, in the language of the client.', examples: ['New shop goes live'] }),
    date: dateSchema.meta({ description: 'The day that was agreed, where the client is.' }),
    owner: personSchema('Who is asked how it stands, where that is not the owner.').optional(),
    look: z
      .string()
      .trim()
      .min(1)
      .max(LONGEST_LOOK)
      .optional()
      .meta({
        description: 'What the client is to look at once it is reached: a link and a few words.',
        examples: ['https://shop.example.com, the checkout'],
      }),
    remindBefore: remindSchema.prefault('5 business days'),
  })
  .meta({ description: 'Something that is to be reached by a day.' });
export type AgreedMilestone = z.output<typeof milestoneSchema>;

/** What is wrong with them together: two of one id. Paths are inside the list. */
export function milestoneProblems(milestones: readonly AgreedMilestone[]) {
  return milestones.flatMap(({ id }, index) =>
    milestones.findIndex((one) => one.id === id) < index
      ? [{ path: [index, 'id'], message: `${id} is a milestone above already; give this one another id` }]
      : [],
  );
}
