import { compileWords } from '../../language/messages.ts';
import en from './words/en.json' with { type: 'json' };
import tr from './words/tr.json' with { type: 'json' };

export type Key = keyof typeof en;

/** Every text there is. */
export const keys: ReadonlySet<string> = new Set(Object.keys(en));

/** Renders one of the rule's texts. */
export const say = compileWords<typeof en>({ en, tr });
