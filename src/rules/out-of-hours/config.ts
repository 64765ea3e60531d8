import { z } from 'zod';
import { defineSection } from '../../agreement/section.ts';

/** Under which name an agreement's `mayPost` permits the reply. */
export const permission = 'outOfHoursReply';

/** As long as a number with a sentence beside it. */
const LONGEST_EMERGENCY_WORDS = 300;

const outOfHoursSchema = z
  .strictObject({
    emergency: z
      .string()
      .trim()
      .min(1, 'write what the client should do when it cannot wait, or take the line out')
      .max(LONGEST_EMERGENCY_WORDS)
      .optional()
      .meta({
        description: 'What the client should do when it cannot wait, in your own words and in their language.',
        examples: ['+49 30 5550100, day and night'],
      }),
  })
  .meta({ description: 'The reply to what a client writes outside the agreed hours; `mayPost` permits it.' });

/** The rule's section of the agreement. */
export const outOfHoursSection = defineSection({
  name: 'outOfHours',
  schema: outOfHoursSchema,
  mayPost: [permission],
});
