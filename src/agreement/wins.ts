/** The part of an agreement that says when a month's wins are told, and what of wins may be posted by itself. */

import { z } from 'zod';
import { occurrencesBetween } from '../time/recurrence.ts';
import type { Agreement } from './agreement.ts';
import { calendarOf } from './calendar-of.ts';
import { zoneOfClient } from './client-zone.ts';
import { type Recurring, recurringSchema } from './recurrence.ts';
import { defineSection, sectionOf } from './section.ts';

const DAY = 86_400_000;
/** What comes every month or week comes within so long. */
const AHEAD = 62 * DAY;
const usual: Recurring = { pattern: { kind: 'business-day-of-month', which: 1 }, time: '10:00' };

/** Under which name an agreement's `mayPost` permits a win that the client themselves raised. */
export const winsPermission = 'wins';
/** Under which it permits the card of a month's wins. */
export const winsRecapPermission = 'winsRecap';

const winsSchema = z
  .strictObject({
    recap: recurringSchema(
      'When the wins of the month before come as one card, on the clocks of the client: to the owner to post, or by itself where mayPost permits it.',
      ['first business day 10:00', 'first Monday 11:00'],
    ).prefault('first business day 10:00'),
  })
  .meta({ description: 'What went well, of both sides.' });

export const winsSection = defineSection({
  name: 'wins',
  schema: winsSchema,
  mayPost: [winsPermission, winsRecapPermission],
  check: ({ recap }) =>
    recap.pattern.kind === 'yearly'
      ? [
          {
            path: ['recap'],
            message: 'a month is told every month; write a day of the month, such as first business day 10:00',
          },
        ]
      : [],
});

/** When the card of a month's wins comes: the first of its dates at or after an instant, both in epoch milliseconds. */
export function winsRecapAfter(agreement: Agreement, from: number): number {
  const { pattern, time } = sectionOf(agreement, winsSection)?.recap ?? usual;
  const recurrence = { pattern, time, timeZone: zoneOfClient(agreement), move: 'after' as const };
  const [first] = occurrencesBetween(recurrence, calendarOf(agreement, from), from, from + AHEAD);
  return first?.at ?? from + AHEAD;
}
