import { z } from 'zod';
import { defineSection } from '../../agreement/section.ts';
import { written } from '../../agreement/written.ts';

/** Under which name an agreement's `mayPost` permits the card, and the line that tells of a change. */
export const permission = 'card';

/** In letters, as written; a line of the card bears them even where each is escaped. */
const LONGEST = { words: 300, role: 60, title: 60, url: 500 } as const;
const MOST = { rhythm: 10, links: 10, roles: 40 } as const;

export const WAYS = ['chat', 'email', 'phone', 'documents', 'feedback'] as const;
export type Way = (typeof WAYS)[number];

const words = (longest: number) =>
  z.string().trim().min(1, 'write what both sides agreed, or take the line out').max(longest);
const way = (description: string, example: string) =>
  words(LONGEST.words)
    .optional()
    .meta({ description, examples: [example] });

/** Somebody's id and what they are to the other side, as `U0123ABCD Account manager`. */
const roleSchema = written<{ id: string; role: string }>(
  {
    what: 'a role',
    description: 'A Slack member id, and what this person is to the other side.',
    examples: ['U0123ABCD Account manager'],
    pattern: '^[UW][A-Z0-9]{2,} .+$',
  },
  (text) => {
    const [, id, role] = /^([UW][A-Z0-9]{2,})\s+(.+)$/.exec(text) ?? [];
    if (id === undefined || role === undefined) return undefined;
    return role.length <= LONGEST.role
      ? { value: { id, role } }
      : { problem: `the role is longer than ${LONGEST.role} letters; write it shorter` };
  },
);

const urlSchema = written<string>(
  {
    what: 'a link',
    description: 'An address that begins with https:// or mailto:',
    examples: ['https://example.com/plan', 'mailto:accounts@example.com'],
    pattern: '^(https://|mailto:).+$',
  },
  (text) => {
    if (text.length > LONGEST.url) return { problem: `longer than ${LONGEST.url} letters; write a shorter link` };
    const isMail = /^mailto:[^\s@<>|]+@[^\s@<>|]+$/.test(text);
    const isPage = /^https:\/\/[^\s<>|]+$/.test(text) && URL.canParse(text);
    return isMail || isPage ? { value: text } : undefined;
  },
);

const cardSchema = z
  .strictObject({
    channelsFor: z
      .strictObject({
        chat: way('What is best written in the channel.', 'Questions and small changes, here in the channel'),
        email: way('What goes by e-mail.', 'Contracts and invoices, to accounts@example.com'),
        phone: way('What is a call.', 'Anything that needs more than three messages'),
        documents: way('Where documents lie.', 'The shared folder, never as attachments'),
        feedback: way('How feedback on work is given.', 'As comments in the design file'),
      })
      .optional()
      .meta({ description: 'Which channel is for what.' }),
    rhythm: z
      .array(words(200))
      .max(MOST.rhythm)
      .default([])
      .meta({ description: 'What comes again and again, a line each.', examples: [['Mondays 10:00, weekly call']] }),
    links: z
      .array(
        z.strictObject({
          title: words(LONGEST.title).meta({ description: 'What the link is called.', examples: ['Project plan'] }),
          url: urlSchema,
        }),
      )
      .max(MOST.links)
      .default([])
      .meta({ description: 'Plan, documents, reports; those with https:// are kept above the channel too.' }),
    roles: z
      .array(roleSchema)
      .max(MOST.roles)
      .default([])
      .meta({ description: 'What the people on both sides are; shown beside the names that stand under people.' }),
  })
  .meta({ description: 'What the card of the agreement shows beside hours, reply times and people.' });

/** The rule's section of the agreement. */
export const cardSection = defineSection({
  name: 'card',
  schema: cardSchema,
  mayPost: [permission],
  check: ({ links, roles }) => [
    ...twice(links.map(({ url }) => url)).map((index) => ({
      path: ['links', index, 'url'],
      message: 'this link stands above already; keep one of the two',
    })),
    ...twice(roles.map(({ id }) => id)).map((index) => ({
      path: ['roles', index],
      message: 'this person has a role above already; keep one of the two',
    })),
  ],
});

function twice(values: readonly string[]): number[] {
  return values.flatMap((value, index) => (values.indexOf(value) < index ? [index] : []));
}
