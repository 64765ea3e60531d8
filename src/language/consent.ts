/**
 * Reads whether a short message says yes or no to something that was offered, in six languages: how it begins, and whether
 * anything takes it back. It deliberately decides nothing, knows nothing of what was offered, and leaves long messages,
 * questions and conditions to people.
 */
import lists from './consent.json' with { type: 'json' };
import { fold } from './day-words.ts';

/** In letters, folded; a longer message says more than yes. */
const LONGEST = 80;
/** Languages that write without spaces between words: a phrase need not end with a word there. */
const SOLID: readonly string[] = ['ko', 'zh', 'th'];

type Lists = Readonly<Record<string, readonly string[]>>;

const folded = (by: Lists): [string, string[]][] =>
  Object.entries(by).map(([language, phrases]) => [language, phrases.map(fold)]);
const [YES, NO, BUT] = [folded(lists.yes), folded(lists.no), folded(lists.but)];

/** Gives what the message says to an offer; null for all that is not clearly one of both. */
export function readConsent(text: string): 'yes' | 'no' | null {
  const said = plain(text);
  if (said === '' || said.length > LONGEST || /[?？؟]/u.test(text)) return null;
  if (holds(BUT, said)) return null;
  if (begins(NO, said)) return 'no';
  return begins(YES, said) ? 'yes' : null;
}

/** Small letters, one space between words; mentions, marks and emoji are left out. */
function plain(text: string): string {
  return fold(text.replace(/<[^<>]*>|:[a-z0-9_+-]+:/gi, ' '))
    .replace(/[’`]/g, "'")
    .replace(/[^\p{L}\p{M}\p{N}']+/gu, ' ')
    .trim();
}

function begins(by: [string, string[]][], said: string): boolean {
  return by.some(([language, phrases]) =>
    phrases.some((phrase) =>
      SOLID.includes(language) ? said.startsWith(phrase) : `${said} `.startsWith(`${phrase} `),
    ),
  );
}

function holds(by: [string, string[]][], said: string): boolean {
  return by.some(([language, phrases]) =>
    phrases.some((phrase) => (SOLID.includes(language) ? said.includes(phrase) : ` ${said} `.includes(` ${phrase} `))),
  );
}
