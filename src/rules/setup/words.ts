import { compileWords } from '../../language/messages.ts';
import en from './words/en.json' with { type: 'json' };
import tr from './words/tr.json' with { type: 'json' };

export type Key = keyof typeof en;

/** Renders one of the rule's texts. */
export const say = compileWords<typeof en>({ en, tr });

/** The words under a key made of parts; null where there are none, as for a permission that is newer than this form. */
export function sayIfKnown(language: string, key: string): string | null {
  return Object.hasOwn(en, key) ? say(language, key as Key) : null;
}
