import { compileWords, escapeMrkdwn } from '../../language/messages.ts';
import en from './words/en.json' with { type: 'json' };
import tr from './words/tr.json' with { type: 'json' };

export type Key = keyof typeof en;

/** Renders one of the rule's texts. */
export const say = compileWords<typeof en>({ en, tr });

/** The key of a family such as `reading.`, where there is one of that name. */
export function keyOf(family: string, name: string): Key | null {
  const key = `${family}.${name}`;
  return key in en ? (key as Key) : null;
}

/** Why a message was read as it was (a reading's reason by name), as a clause in mrkdwn: `it asks something`. */
export function readingInWords(reason: string, language: string): string {
  const known = keyOf('reading', reason);
  return known === null ? escapeMrkdwn(reason) : say(language, known);
}
