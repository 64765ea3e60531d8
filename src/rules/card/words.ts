import { compileWords } from '../../language/messages.ts';
import en from './words/clients/en.json' with { type: 'json' };
import ko from './words/clients/ko.json' with { type: 'json' };
import ru from './words/clients/ru.json' with { type: 'json' };
import th from './words/clients/th.json' with { type: 'json' };
import tr from './words/clients/tr.json' with { type: 'json' };
import zh from './words/clients/zh.json' with { type: 'json' };
import enToStaff from './words/en.json' with { type: 'json' };
import trToStaff from './words/tr.json' with { type: 'json' };

const words = { en, tr, ko, zh, th, ru };
export type Key = keyof typeof en;

/** The languages in which the card may stand where clients read. */
export const languages: readonly string[] = Object.keys(words);

/** Renders one of the texts that clients read. */
export const say = compileWords<typeof en>(words);

/** Renders one of the texts for staff. */
export const sayToStaff = compileWords<typeof enToStaff>({ en: enToStaff, tr: trToStaff });
