import { compileWords } from '../../language/messages.ts';
import { wordingLanguages } from '../../language/wordings.ts';
import en from './words/en.json' with { type: 'json' };
import tr from './words/tr.json' with { type: 'json' };

export type Key = keyof typeof en;

/** The languages in which a celebration may stand where clients read. */
export const languages = wordingLanguages;

/** Renders one of the rule's texts for staff. */
export const say = compileWords<typeof en>({ en, tr });
