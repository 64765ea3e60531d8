import { compileWords } from '../../language/messages.ts';
import { wordingLanguages } from '../../language/wordings.ts';
import enToAll from './words/clients/en.json' with { type: 'json' };
import koToAll from './words/clients/ko.json' with { type: 'json' };
import ruToAll from './words/clients/ru.json' with { type: 'json' };
import thToAll from './words/clients/th.json' with { type: 'json' };
import trToAll from './words/clients/tr.json' with { type: 'json' };
import zhToAll from './words/clients/zh.json' with { type: 'json' };
import en from './words/en.json' with { type: 'json' };
import tr from './words/tr.json' with { type: 'json' };

export type Key = keyof typeof enToAll;

/** The languages in which a celebration may stand where clients read. */
export const languages = wordingLanguages;

/** Renders one of the rule's texts for staff. */
export const say = compileWords<typeof en>({ en, tr });

/** What people of both sides read of their own days. */
export const sayOfMe = compileWords<typeof enToAll>({
  en: enToAll,
  tr: trToAll,
  ko: koToAll,
  zh: zhToAll,
  th: thToAll,
  ru: ruToAll,
});
