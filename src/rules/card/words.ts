import { compileWords } from '../../language/messages.ts';
import en from './words/en.json' with { type: 'json' };
import tr from './words/tr.json' with { type: 'json' };

const words = { en, tr };
export type Key = keyof typeof en;

/** The languages in which the card may stand where clients read. */
export const languages: readonly string[] = Object.keys(words);

/** Renders one of the rule's texts. */
export const say = compileWords<typeof en>(words);
