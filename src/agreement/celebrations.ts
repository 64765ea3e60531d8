/** The part of an agreement that says what is celebrated with a client: its dates, its round numbers, and with which emoji. */

import { z } from 'zod';
import { localDate } from '../time/local-date.ts';
import { nextOccurrence, type Recurrence } from '../time/recurrence.ts';
import type { Agreement } from './agreement.ts';
import { calendarOf } from './calendar-of.ts';
import { zoneOfClient } from './client-zone.ts';
import { emergencySection } from './emergency.ts';
import { SHORT_NAME } from './escalation.ts';
import { dateSchema } from './office-hours.ts';
import { countedOf, scopeSection } from './scope-list.ts';
import { defineSection, type SectionContext, type SectionProblem, sectionOf } from './section.ts';

/** Under which name an agreement's `mayPost` permits it; where it does not, somebody of the agency posts it. */
export const celebrationsPermission = 'celebrations';

const MOST_EMOJI = 5;
const MOST_COUNTS = 20;
/** What staff say with these is of a conversation. */
const TAKEN = ['eyes', 'white_check_mark'];
const EARLIEST = '1900-01-01';
/** A date that is still ahead of us is reached within so many years. */
const MOST_TURNS = 200;

const emojiSchema = z
  .string()
  .trim()
  .regex(/^:?[a-z0-9_+'-]+:?$/, 'write the name of an emoji, such as tada')
  .transform((name) => name.replaceAll(':', ''));

const past = (description: string, example: string) =>
  dateSchema
    .refine((date) => date >= EARLIEST, `write a date from ${EARLIEST} on`)
    .optional()
    .meta({ description, examples: [example] });

const countSchema = z
  .strictObject({
    id: z
      .string()
      .trim()
      .regex(SHORT_NAME, 'write a short name such as articles')
      .meta({ description: 'By which it is known for good; what people read is its title.', examples: ['articles'] }),
    title: z
      .string()
      .trim()
      .min(1, 'write what is counted')
      .max(60)
      .meta({ description: 'What is counted, in the language of the client.', examples: ['Blog articles'] }),
    item: z
      .string()
      .trim()
      .optional()
      .meta({
        description: 'The id of the scope item whose uses are counted, where it is not the same as this one.',
        examples: ['blog'],
      }),
    every: z
      .int('write a whole number, such as 100')
      .min(2, 'write 2 or more')
      .max(1_000_000)
      .default(100)
      .meta({ description: 'Each so many is celebrated.' }),
    start: z
      .int('write a whole number, such as 37')
      .min(0)
      .max(1_000_000_000)
      .default(0)
      .meta({ description: 'How many there were before they were noted down here.', examples: [37] }),
  })
  .meta({ description: 'Something delivered again and again, of which a round number is celebrated.' });
export type Count = z.output<typeof countSchema>;

const celebrationsSchema = z
  .strictObject({
    emoji: z
      .array(emojiSchema)
      .max(MOST_EMOJI)
      .default(['tada'])
      .meta({ description: 'Put on a message by either side it celebrates what that says.', examples: [['tada']] }),
    at: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'write a time from 00:00 to 23:59')
      .default('10:00')
      .meta({ description: 'When something is celebrated, on the clocks of the client.' }),
    onClosedDays: z.enum(['before', 'after', 'skip']).default('after').meta({
      description:
        'What falls on a day on which the office is closed is celebrated on the business day before or after it, with other words, or not at all.',
    }),
    anniversaries: z
      .strictObject({
        contract: past('Since when both sides work together.', '2024-03-01'),
        goLive: past('When what was made together went live.', '2025-05-06'),
      })
      .default({})
      .meta({ description: 'Dates that are celebrated every year.' }),
    counts: z.array(countSchema).max(MOST_COUNTS).default([]).meta({ description: 'Round numbers.' }),
  })
  .meta({ description: 'What is celebrated with this client.' });
export type Celebrations = z.output<typeof celebrationsSchema>;

export const celebrationsSection = defineSection({
  name: 'celebrations',
  schema: celebrationsSchema,
  mayPost: [celebrationsPermission],
  check: ({ emoji, counts }, { sections = {} }) => [...emojiProblems(emoji, sections), ...twice(counts)],
  // Not wrong: the item may come and go, by hand or by an import.
  advise: ({ counts }, { sections = {} }) => uncounted(counts, sections),
});

type Others = NonNullable<SectionContext['sections']>;

function emojiProblems(emoji: readonly string[], sections: Others): SectionProblem[] {
  const alarm = sectionOf({ sections }, emergencySection)?.emoji;
  return emoji.flatMap((name, index) => {
    const path = ['emoji', index];
    if (emoji.indexOf(name) < index) return [{ path, message: `${name} stands above already` }];
    if (TAKEN.includes(name))
      return [{ path, message: `${name} says how a question stands; choose another emoji, such as tada` }];
    return name === alarm ? [{ path, message: `${name} raises an emergency; choose another emoji, such as tada` }] : [];
  });
}

function twice(counts: readonly Count[]): SectionProblem[] {
  return counts.flatMap(({ id }, index) =>
    counts.findIndex((one) => one.id === id) < index
      ? [{ path: ['counts', index, 'id'], message: `${id} is a count above already; give this one another id` }]
      : [],
  );
}

function uncounted(counts: readonly Count[], sections: Others): SectionProblem[] {
  const items = countedOf(sectionOf({ sections }, scopeSection)?.items ?? []).map(({ id }) => id);
  return counts.flatMap((count, index) =>
    items.includes(itemOf(count))
      ? []
      : [{ path: ['counts', index, count.item === undefined ? 'id' : 'item'], message: noItem(itemOf(count), items) }],
  );
}

function noItem(id: string, items: readonly string[]): string {
  return items.length === 0
    ? `no scope item with an allowance is called ${id}, so nothing is counted; add one under scope: items:`
    : `no scope item with an allowance is called ${id}, so nothing is counted; write one of these as its item: ${items.join(', ')}`;
}

/** The scope item whose uses a count counts. */
export function itemOf({ id, item }: Pick<Count, 'id' | 'item'>): string {
  return item ?? id;
}

/** What an agreement says of celebrations; null where it says nothing, and nothing is celebrated by itself. */
export function celebrationsOf(agreement: Pick<Agreement, 'sections'>): Celebrations | null {
  return sectionOf(agreement, celebrationsSection) ?? null;
}

/** The dates of an agreement that come every year, by what they are of. */
export type Anniversary = 'contract' | 'go-live';

/** One of them as it comes. `plannedFor`: its date if none were closed; `years` since it began; `at` in epoch milliseconds. */
export type ComingDay = { date: string; plannedFor: string; at: number; years: number };

/** The dates that an agreement celebrates every year. */
export function anniversariesOf(agreement: Pick<Agreement, 'sections'>): { of: Anniversary; began: string }[] {
  const { contract, goLive } = celebrationsOf(agreement)?.anniversaries ?? {};
  return [
    ...(contract === undefined ? [] : [{ of: 'contract' as const, began: contract }]),
    ...(goLive === undefined ? [] : [{ of: 'go-live' as const, began: goLive }]),
  ];
}

/**
 * When the day of a date (`2024-02-29`) comes next after an instant (epoch milliseconds), a year after it or later; null: it
 * meets no open day. `move` beats what the agreement says of closed days.
 */
export function nextYearly(
  agreement: Agreement,
  began: string,
  after: number,
  move: Recurrence['move'] = (celebrationsOf(agreement) ?? usual).onClosedDays,
): ComingDay | null {
  const [year = 0, month = 1, day = 1] = began.split('-').map(Number);
  const pattern = { kind: 'yearly', month, day } as const;
  const { at: time } = celebrationsOf(agreement) ?? usual;
  const recurrence: Recurrence = { pattern, time, timeZone: zoneOfClient(agreement), move };
  for (let from = after, turn = 0; turn < MOST_TURNS; turn += 1) {
    const next = nextOccurrence(recurrence, calendarOf(agreement, from), from);
    if (next === null) return null;
    const years = Number(next.plannedFor.slice(0, 4)) - year;
    if (years >= 1) return { ...next, years };
    from = next.at;
  }
  return null;
}

/** Where an agreement says nothing, for what people ask for themselves. */
const usual: Pick<Celebrations, 'at' | 'onClosedDays'> = { at: '10:00', onClosedDays: 'after' };

/** The anniversaries of an agreement in [from, until), both epoch milliseconds, in order. */
export function anniversariesBetween(
  agreement: Agreement,
  from: number,
  until: number,
): (ComingDay & { of: Anniversary })[] {
  const found = anniversariesOf(agreement).flatMap(({ of, began }) => {
    const days: (ComingDay & { of: Anniversary })[] = [];
    let next = nextYearly(agreement, began, from - 1);
    for (; next !== null && next.at < until; next = nextYearly(agreement, began, next.at)) days.push({ of, ...next });
    return days;
  });
  return found.toSorted((one, other) => one.at - other.at);
}

/** The local date of an instant (epoch milliseconds) where the client is. */
export function dateWithClient(agreement: Agreement, at: number): string {
  return localDate(zoneOfClient(agreement), at);
}
