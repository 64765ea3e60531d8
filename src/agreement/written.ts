import { z } from 'zod';

/** What a reader of hand-written text gives back: the value, or a sentence saying what is wrong with the text. */
export type Reading<T> = { value: T } | { problem: string };

/** How a hand-written value is named, described and exemplified, for error messages and for editors. */
export interface Wording {
  /** With its article: "a length of time". */
  what: string;
  description: string;
  examples: readonly string[];
  /** A regular expression (JSON Schema dialect) that editors check while one types. */
  pattern?: string;
}

/**
 * A schema for a value that people write as one piece of text, such as `4h` or `U0MIRA Mira Aksoy`. Gives what `read`
 * makes of it; anything else is an issue which quotes the text and says what to write instead.
 */
export function written<T>(wording: Wording, read: (text: string) => Reading<T> | undefined) {
  const examples = alternatives(wording.examples.map((text) => (text.includes(',') ? `"${text}"` : text)));
  const refusal = (input: unknown) => `${quoted(input)} is not ${wording.what}; write ${examples}`;
  const { description, pattern } = wording;
  return z
    .string({ error: (issue) => (issue.input === undefined ? undefined : refusal(issue.input)) })
    .meta({ description, examples: [...wording.examples], ...(pattern === undefined ? {} : { pattern }) })
    .transform((text, context) => {
      const reading = read(text.trim());
      if (reading && 'value' in reading) return reading.value;
      context.addIssue({ code: 'custom', message: reading?.problem ?? refusal(text), input: text });
      return z.NEVER;
    });
}

/** A value as an error message shows it: short, in quotation marks when it is text. */
export function quoted(input: unknown): string {
  if (input === null) return 'nothing';
  if (Array.isArray(input)) return 'a list';
  if (typeof input === 'object') return 'a group of lines';
  const text = String(input);
  return typeof input === 'string' ? `"${text.length > 60 ? `${text.slice(0, 57)}…` : text}"` : text;
}

/** "a", "a or b", "a, b or c". */
export function alternatives(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} or ${last}`;
}
