import { z } from 'zod';
import { defineSection, sectionOf } from '../../agreement/section.ts';

const flagsSchema = z
  .strictObject({
    to: z.enum(['owner', 'internal', 'nobody']).default('owner').meta({
      description:
        "Who hears of a request that is not part of the agreement: the item's owner or else the client's, in a direct message; the internal channel; nobody.",
    }),
    outOfHours: z.enum(['wait', 'tell']).default('wait').meta({
      description: "Whether it waits for the opening where it comes in the reader's evening, or is told at once.",
    }),
  })
  .meta({ description: 'What becomes of a request that is read as not part of the agreement, or may not be.' });

/** The rule's section of the agreement. */
export const flagsSection = defineSection({ name: 'flags', schema: flagsSchema });
export type FlagsConfig = z.output<typeof flagsSchema>;

const usual: FlagsConfig = { to: 'owner', outOfHours: 'wait' };

/** What was agreed among the staff, or what is usual where nothing was. */
export function flagsOf(agreement: { sections: Readonly<Record<string, unknown>> }): FlagsConfig {
  return sectionOf(agreement, flagsSection) ?? usual;
}
