/**
 * The list of what is part of an agreement and what is not, item by item, as its file says it. Several rules go by it. It
 * counts nothing and compares no message.
 */
import { z } from 'zod';
import { readAmount } from './amount.ts';
import { scopeItemShape } from './scope-item.ts';
import { defineSection, sectionOf } from './section.ts';
import { personSchema } from './slack-id.ts';
import { written } from './written.ts';

/** In letters, and in items of a list: an item is one line of a card, and a list is read by people. */
export const LONGEST = { id: 40, title: 80, description: 600, unit: 30, line: 200 } as const;
export const MOST_ITEMS = 100;
const MOST_LINES = 50;

const CURRENCIES = new Set(Intl.supportedValuesOf('currency'));
const LARGEST_PRICE = 1_000_000_000;

/** So much of a unit in one calendar month; `amount` in hundredths. */
export type Allowance = { amount: number; unit: string };

const PER_MONTH = /\s+(?:an?|per|each|every)\s+month$/i;
const A_MONTH = /^(?:ayda|aylık)\s+/i;

/** Reads `4 articles a month`, `10 hours`, `1.5 days`; undefined where it is none. */
export function readAllowance(text: string): Allowance | undefined {
  const [, number = '', unit = ''] = /^(\S+)\s+(\D.*)$/.exec(text.replace(A_MONTH, '').replace(PER_MONTH, '')) ?? [];
  const amount = readAmount(number);
  if (amount === null || unit.length > LONGEST.unit) return undefined;
  return { amount, unit: unit.replace(/\s+/g, ' ') };
}

const priceShape = {
  amount: z
    .number()
    .positive('write a price above 0')
    .max(LARGEST_PRICE)
    .multipleOf(0.01, 'write a price with two digits behind the point at most, such as 180.50')
    .meta({ description: 'How much.', examples: [450, 89.5] }),
  currency: z
    .string()
    .refine((code) => CURRENCIES.has(code), 'write the three letters of a currency, such as EUR, TRY or USD')
    .meta({ description: 'ISO 4217 code of the currency.', examples: ['EUR', 'TRY'] }),
};

export const itemSchema = z.strictObject({
  ...scopeItemShape,
  id: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'an id is lower-case letters, digits and hyphens, such as blog-articles')
    .meta({ description: 'The short name of the item, which stays when its title changes.', examples: ['blog'] }),
  title: z
    .string()
    .trim()
    .min(1, 'write what it is called')
    .max(LONGEST.title)
    .meta({ description: 'What it is called, in the language of the client.', examples: ['Blog articles'] }),
  description: z
    .string()
    .trim()
    .max(LONGEST.description)
    .optional()
    .meta({ description: 'What is meant, in a sentence or two.', examples: ['Written and illustrated by us'] }),
  examples: z
    .array(z.string().trim().min(1).max(LONGEST.line))
    .max(MOST_LINES)
    .optional()
    .meta({
      description: 'How a client would ask for it.',
      examples: [['Could you write something about our bells?']],
    }),
  keywords: z
    .array(z.string().trim().min(1).max(LONGEST.line))
    .max(MOST_LINES)
    .optional()
    .meta({
      description: 'Words by which it is known between the two sides.',
      examples: [['blog', 'article']],
    }),
  allowance: written<Allowance>(
    {
      what: 'an amount with its unit',
      description: 'How much of it is agreed for a calendar month.',
      examples: ['4 articles a month', '10 hours', '2 revision rounds'],
      pattern: '^.*\\d.* .+$',
    },
    (text) => {
      const value = readAllowance(text);
      return value && { value };
    },
  ).optional(),
  carryOver: z.boolean().optional().meta({
    description: 'Whether what one month leaves is added to the next one, and to that only.',
  }),
  owner: personSchema('Who hears of this item instead of the owner.').optional(),
  price: z
    .strictObject({
      ...priceShape,
      per: z
        .string()
        .trim()
        .min(1)
        .max(LONGEST.unit)
        .optional()
        .meta({
          description: 'For what; for the whole where it is left out.',
          examples: ['article', 'hour'],
        }),
    })
    .optional()
    .meta({ description: 'What more of it costs, as a hint for staff; the card does not show it.' }),
});
export type ScopeItem = z.output<typeof itemSchema>;

const shareSchema = written<number>(
  {
    what: 'a share',
    description: 'At which share of an allowance its owner hears of it, beside when all of it is used.',
    examples: ['80%'],
    pattern: '^\\d{1,2} ?%$',
  },
  (text) => {
    const percent = Number(/^(\d{1,2}) ?%$/.exec(text)?.[1] ?? Number.NaN);
    return percent >= 1 ? { value: percent } : undefined;
  },
);

const LONGEST_EXAMPLES = 3650;

const keepExamplesSchema = written<number>(
  {
    what: 'a number of days',
    description:
      'How long the words of a message are kept by which somebody corrected how it was read, so that the next one like it is read better; 0 days: never.',
    examples: ['365 days', '0 days'],
    pattern: '^\\d{1,4} days?$',
  },
  (text) => {
    const days = Number(/^(\d{1,4}) days?$/.exec(text)?.[1] ?? Number.NaN);
    if (Number.isNaN(days)) return undefined;
    if (days <= LONGEST_EXAMPLES) return { value: days };
    return { problem: `"${text}" cannot be kept; write no more than ${LONGEST_EXAMPLES} days` };
  },
);

const scopeSchema = z
  .strictObject({
    items: z.array(itemSchema).max(MOST_ITEMS).default([]).meta({ description: 'The list, a line for each item.' }),
    favours: z
      .strictObject({
        perMonth: z.int().min(0).max(1000).default(2).meta({
          description: 'So many favours a calendar month are as agreed among the staff; the next one tells a manager.',
        }),
        budget: z.strictObject(priceShape).optional().meta({
          description: 'What favours of a calendar month may be worth; needs hourly, by which hours are counted.',
        }),
        hourly: z.strictObject(priceShape).optional().meta({
          description: 'What an hour given as a favour is worth.',
        }),
      })
      .prefault({})
      .meta({ description: 'What is given without being asked for in the agreement.' }),
    allowanceWarnAt: shareSchema.prefault('80%'),
    keepExamples: keepExamplesSchema.prefault('365 days'),
    adjudicate: z.boolean().default(false).meta({
      description:
        'Whether the words of a message that the bot is not sure about may leave for the reader that whoever runs it has set up (ADJUDICATOR_URL), before staff are asked.',
    }),
  })
  .meta({ description: 'What is part of the agreement and what is not, item by item.' });

/** The section of the agreement, owned by the rule *scope*. */
export const scopeSection = defineSection({
  name: 'scope',
  schema: scopeSchema,
  check: ({ items, favours }) => [
    ...items.flatMap((_, index) => itemProblems(items, index)),
    ...favourProblems(favours),
  ],
});
export type Scope = z.output<typeof scopeSchema>;

const none: Scope = { items: [], favours: { perMonth: 2 }, allowanceWarnAt: 80, keepExamples: 365, adjudicate: false };

/** The agreement's list; an empty one where nothing was agreed. */
export function scopeOf(agreement: { sections: Readonly<Record<string, unknown>> }): Scope {
  // A version that was applied before something could be said there says the usual.
  return { ...none, ...sectionOf(agreement, scopeSection) };
}

/** An item of which so much a month is agreed. */
export type Counted = ScopeItem & { allowance: Allowance };

/** Those of which so much a month is agreed. */
export function countedOf(items: readonly ScopeItem[]): Counted[] {
  return items.flatMap((item) => (item.kind === 'in' && item.allowance !== undefined ? [item as Counted] : []));
}

function itemProblems(items: readonly ScopeItem[], index: number) {
  const item = items[index];
  if (item === undefined) return [];
  const found: [string, string][] = [];
  if (items.findIndex(({ id }) => id === item.id) < index)
    found.push(['id', 'another item has this id already; every item has its own']);
  if (item.kind === 'out' && item.allowance !== undefined)
    found.push(['allowance', 'what is out has no allowance; write kind: in, or take the line out']);
  if (item.carryOver === true && item.allowance === undefined)
    found.push(['carryOver', 'there is no allowance to carry over; write one, such as allowance: 10 hours']);
  return found.map(([key, message]) => ({ path: ['items', index, key], message }));
}

function favourProblems({ budget, hourly }: Scope['favours']) {
  const problem = (path: string[], message: string) => [{ path: ['favours', ...path], message }];
  if (budget === undefined) return [];
  if (hourly === undefined)
    return problem(['budget'], 'hours cannot be held against a budget without hourly; write what an hour is worth');
  if (hourly.currency === budget.currency) return [];
  return problem(['hourly', 'currency'], `budget is in ${budget.currency}; write the same currency here`);
}
