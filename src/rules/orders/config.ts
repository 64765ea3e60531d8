import { z } from 'zod';
import type { Agreement } from '../../agreement/agreement.ts';
import { daysSchema } from '../../agreement/duration.ts';
import { defineSection, sectionOf } from '../../agreement/section.ts';
import { personSchema } from '../../agreement/slack-id.ts';

/** Under which name an agreement's `mayPost` permits one reminder of an offer, and its buttons where somebody answers in words. */
export const permission = 'changeOrders';

/** In days. */
export const LONGEST_OPEN = 90;

const ordersSchema = z
  .strictObject({
    expireAfter: daysSchema(
      'How long an offered change is open, unless whoever offers it says otherwise.',
      ['14 days'],
      LONGEST_OPEN,
    ).prefault('14 days'),
    remindAfter: daysSchema(
      'When an open offer is reminded of, once: the client where mayPost permits it, else whoever offered it.',
      ['10 days'],
      LONGEST_OPEN,
    ).prefault('10 days'),
    mayDecide: z
      .array(personSchema())
      .min(1, 'name somebody, or take the line out')
      .optional()
      .meta({ description: 'Who of the client’s people may decide about a change; all of them where it is left out.' }),
  })
  .meta({ description: 'Changes of the scope list as they are offered to the client.' });

/** The rule's section of the agreement. */
export const ordersSection = defineSection({ name: 'orders', schema: ordersSchema, mayPost: [permission] });
export type Orders = z.output<typeof ordersSchema>;

const usual: Orders = { expireAfter: { days: 14 }, remindAfter: { days: 10 } };

/** What an agreement says of offered changes. */
export function ordersOf(agreement: Agreement): Orders {
  return sectionOf(agreement, ordersSection) ?? usual;
}

/** Who may decide: of the client's people those who are named for it; all of them where none of these is. */
export function decidersOf(agreement: Agreement): string[] {
  const people = agreement.people.client.map(({ id }) => id);
  const named = (ordersOf(agreement).mayDecide ?? []).map(({ id }) => id).filter((id) => people.includes(id));
  return named.length > 0 ? named : people;
}
