/**
 * Somebody's own text, as long as it may be, in lines that blocks of Slack can hold. Nothing is left out and nothing in it is
 * markup; it deliberately does not decide where one block ends.
 */
import { escapeMrkdwn } from './mrkdwn.ts';

/** Slack takes 3,000 characters in a block; each letter may need five where it is markup. */
const [LONGEST_LINE, LETTERS] = [2800, 560];

/** Takes plain text and gives its lines escaped, each at most 2,800 characters; a longer one is cut in several. */
export function escapedLines(text: string): string[] {
  const clean = text.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '\uFFFD');
  return clean.split(/\r\n?|\n/).flatMap(linesOf);
}

function linesOf(line: string): string[] {
  const whole = escapeMrkdwn(line);
  if (whole.length <= LONGEST_LINE) return [whole];
  const letters = [...line];
  const count = Math.ceil(letters.length / LETTERS);
  return Array.from({ length: count }, (_, index) =>
    escapeMrkdwn(letters.slice(index * LETTERS, (index + 1) * LETTERS).join('')),
  );
}
