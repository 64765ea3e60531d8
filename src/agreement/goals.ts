/** The part of an agreement that says what success is: figures with a target, by which both sides know that it worked. */

import { z } from 'zod';
import type { Agreement } from './agreement.ts';
import { SHORT_NAME } from './escalation.ts';
import { dateSchema } from './office-hours.ts';
import { defineSection, sectionOf } from './section.ts';

/** A month's form has a field and a sentence for each of them, and a form has room for so many. */
const MOST_GOALS = 12;
const LARGEST = 1_000_000_000_000;

const figure = (description: string, examples: number[]) =>
  z
    .number()
    .min(-LARGEST)
    .max(LARGEST)
    .multipleOf(0.01, 'write a number with two digits behind the point at most, such as 3.25')
    .meta({ description, examples });

const goalSchema = z
  .strictObject({
    id: z
      .string()
      .trim()
      .regex(SHORT_NAME, 'write a short name such as visits')
      .meta({ description: 'By which it is known for good; what people read is its title.', examples: ['visits'] }),
    title: z
      .string()
      .trim()
      .min(1, 'write what it is called')
      .max(60)
      .meta({ description: 'What is counted, in the language of the client.', examples: ['Organic visits'] }),
    unit: z
      .string()
      .trim()
      .min(1)
      .max(20)
      .optional()
      .meta({
        description: 'In what it is counted; left out where the title says it.',
        examples: ['visits', '%', 'EUR'],
      }),
    target: figure('What it is to come to in a month.', [12_000, 3.5]),
    start: figure('What it was when this was agreed, where progress is counted from there.', [8_000]).optional(),
    by: dateSchema.optional().meta({ description: 'Until when.', examples: ['2026-12-31'] }),
    direction: z
      .enum(['up', 'down'])
      .default('up')
      .meta({ description: 'Whether more is better, or less, as of costs or of complaints.' }),
    why: z
      .string()
      .trim()
      .min(1)
      .max(200)
      .optional()
      .meta({ description: 'What it brings the client.', examples: ['more test rides booked'] }),
  })
  .meta({ description: 'A figure that both sides want to reach.' });
export type Goal = z.output<typeof goalSchema>;

export const goalsSection = defineSection({
  name: 'goals',
  schema: z.array(goalSchema).max(MOST_GOALS).meta({ description: 'What success is, in figures.' }),
  check: (goals) =>
    goals.flatMap((goal, index) => [
      ...(goals.findIndex(({ id }) => id === goal.id) < index
        ? [{ path: [index, 'id'], message: `${goal.id} is a goal above already; give this one another id` }]
        : []),
      ...(isBehind(goal) ? [{ path: [index, 'start'], message: wrongWay(goal) }] : []),
    ]),
});

/** What an agreement wants to reach; nothing where it says nothing. */
export function goalsOf(agreement: Pick<Agreement, 'sections'>): Goal[] {
  return sectionOf(agreement, goalsSection) ?? [];
}

/** Whether it starts where it should end, or beyond. */
function isBehind({ start, target, direction }: Goal): boolean {
  if (start === undefined) return false;
  return direction === 'up' ? start >= target : start <= target;
}

function wrongWay({ start, target, direction }: Goal): string {
  const wanted = direction === 'up' ? 'below' : 'above';
  return `${start} is not ${wanted} the target ${target}; write one ${wanted} it, or direction: ${direction === 'up' ? 'down' : 'up'}`;
}
