import { compileWords } from '../../language/messages.ts';
import en from './words/en.json' with { type: 'json' };
import ko from './words/ko.json' with { type: 'json' };
import ru from './words/ru.json' with { type: 'json' };
import th from './words/th.json' with { type: 'json' };
import tr from './words/tr.json' with { type: 'json' };
import zh from './words/zh.json' with { type: 'json' };

const words = { en, tr, ko, zh, th, ru };

/** The languages that the rule speaks. */
export const languages: readonly string[] = Object.keys(words);

/** Renders one of the rule's texts. */
export const say = compileWords<typeof en>(words);
