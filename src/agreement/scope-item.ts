import { z } from 'zod';

/** As much text as a message of the client's may be. */
const LONGEST = 3000;
const MOST = 200;

const line = (hint: string) => z.string().trim().min(1, hint).max(LONGEST);

/**
 * One line of what was agreed, as far as messages are compared with it: the least that a scope list says of an item. An
 * agreement's own list says more.
 */
export const scopeItemShape = {
  id: line('write a short name, such as blog-articles'),
  kind: z.enum(['in', 'out']).meta({ description: 'Whether it is part of what was agreed, or not.' }),
  title: line('write what it is called'),
  description: z
    .string()
    .max(LONGEST)
    .optional()
    .meta({ description: 'What is meant, in a sentence or two.', examples: ['Written and illustrated by us'] }),
  examples: z
    .array(line('write an example, or take the line out'))
    .max(MOST)
    .optional()
    .meta({
      description: 'How a client would ask for it.',
      examples: [['Could you write something about our bells?']],
    }),
  keywords: z
    .array(line('write a word, or take the line out'))
    .max(MOST)
    .optional()
    .meta({ description: 'Words by which it is known between the two sides.', examples: [['blog', 'article']] }),
} as const;
