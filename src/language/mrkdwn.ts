/**
 * Makes other people's words safe inside Slack's markup: nothing in them pings, links to a person, or breaks out of the
 * block it is shown in. Does not decide what may be shown to whom.
 */

const ENTITIES = /&(amp|lt|gt);/g;
const ENTITY_CHARACTERS: Record<string, string> = { amp: '&', lt: '<', gt: '>' };
const ANGLE = /<([^<>\n]*)>/g;
const LONE_SURROGATES = /\p{Surrogate}/gu;
const LINE_ENDS = /\r\n?|[\v\f\u0085\u2028\u2029]/g;
/** Joiners stay (emoji and Indic scripts need them); what hides, reorders or controls goes. */
const HIDDEN = /[^\P{Cc}\n\t]|(?!\u200C|\u200D|[\u{E0020}-\u{E007F}])\p{Cf}/gu;
const FENCE = /`{3,}/g;
/** What would slant, strike or embolden a name, or the rest of its line; within a word an underscore does nothing. */
const EMPHASIS = /[*~`]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu;
const PLAIN_MARKS: Record<string, string> = { '*': '∗', '~': '∼', '`': "'", _: '-' };
const CALL = /@(?=[\p{L}\p{N}])/gu;
const APART = '\u200B';
const PREFIX = '> ';
const ELLIPSIS = '…';

/** Takes plain text and gives it with the three characters that Slack reads as markup escaped. */
export function escapeMrkdwn(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/**
 * Takes a name that somebody gave a person, a channel or a company, and gives it on one line, to stand within our own
 * sentences: without markup, calls and what hides or reorders, and escaped.
 */
export function escapeName(name: string): string {
  const plain = name
    .replace(LONE_SURROGATES, '\uFFFD')
    .replaceAll('\n', ' ')
    .replace(LINE_ENDS, ' ')
    .replace(HIDDEN, '')
    .replace(EMPHASIS, (mark) => PLAIN_MARKS[mark] ?? mark)
    .replace(CALL, `@${APART}`)
    .replaceAll(/\s+/g, ' ');
  return escapeMrkdwn(plain.trim());
}

/**
 * Takes a message as in Slack's `event.text` and gives it as one quote of at most `maxLength` UTF-16 units, markup and
 * line prefixes counted; cut between graphemes and ended with an ellipsis where it is longer. Mentions become the name
 * that `nameOf` knows for the id, else their id, and ping nobody. Text without a visible word gives an empty string.
 */
export function quoteWords(
  text: string,
  maxLength: number,
  nameOf: (id: string) => string | undefined = () => undefined,
): string {
  const lines = plainWords(text, nameOf)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (lines.length === 0) return '';
  return cut(lines.join('\n'), maxLength);
}

/** Takes a message as in Slack's `event.text` and gives what it says, with nothing escaped and no markup of Slack's own: not for Slack. */
export function plainWords(text: string, nameOf: (id: string) => string | undefined): string {
  return text
    .replace(LONE_SURROGATES, '\uFFFD')
    .replace(LINE_ENDS, '\n')
    .replace(ANGLE, (_, inside: string) => sayReference(inside, nameOf))
    .replace(ENTITIES, (_, name: string) => ENTITY_CHARACTERS[name] ?? '')
    .replace(HIDDEN, '')
    .replace(FENCE, "'")
    .replace(CALL, `@${APART}`);
}

function sayReference(inside: string, nameOf: (id: string) => string | undefined): string {
  const bar = inside.indexOf('|');
  const target = bar < 0 ? inside : inside.slice(0, bar);
  const label = bar < 0 ? '' : inside.slice(bar + 1);
  if (target.startsWith('@')) return `@${nameOf(target.slice(1)) ?? (label || target.slice(1))}`;
  if (target.startsWith('#')) return `#${label || target.slice(1)}`;
  if (target.startsWith('!date^')) return label;
  if (target.startsWith('!')) return `@${(label || target.slice(1)).replace(/^@/, '')}`;
  return label || target;
}

function cut(text: string, maxLength: number): string {
  let quote = PREFIX;
  let fitting = quote;
  for (const { segment } of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)) {
    const next = quote + (segment === '\n' ? `\n${PREFIX}` : escapeMrkdwn(segment));
    if (next.length > maxLength) return shorten(fitting);
    quote = next;
    if (quote.length < maxLength) fitting = quote;
  }
  return quote;
}

function shorten(fitting: string): string {
  const emptyLine = `\n${PREFIX}`;
  const whole = fitting.endsWith(emptyLine) ? fitting.slice(0, -emptyLine.length) : fitting;
  return whole.length > PREFIX.length ? whole.trimEnd() + ELLIPSIS : '';
}

/** A letter of markup takes five; a block of Slack's holds 3,000 characters. */
const [LONGEST_LINE, LETTERS] = [2800, 560];

/**
 * Takes somebody's own text, of whatever length, and gives it line by line, so that Slack reads it as text and each line fits
 * into a block. What is no character is replaced by the sign for that.
 */
export function escapedLines(text: string): string[] {
  const clean = text.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '\uFFFD');
  return clean.split(/\r\n?|\n/).flatMap((line) => {
    const whole = escapeMrkdwn(line);
    if (whole.length <= LONGEST_LINE) return [whole];
    const letters = [...line];
    const count = Math.ceil(letters.length / LETTERS);
    return Array.from({ length: count }, (_, index) =>
      escapeMrkdwn(letters.slice(index * LETTERS, (index + 1) * LETTERS).join('')),
    );
  });
}
