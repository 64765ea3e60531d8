import { compileWords } from '../../language/messages.ts';
import enToClients from './words/clients/en.json' with { type: 'json' };
import koToClients from './words/clients/ko.json' with { type: 'json' };
import ruToClients from './words/clients/ru.json' with { type: 'json' };
import thToClients from './words/clients/th.json' with { type: 'json' };
import trToClients from './words/clients/tr.json' with { type: 'json' };
import zhToClients from './words/clients/zh.json' with { type: 'json' };
import en from './words/en.json' with { type: 'json' };
import tr from './words/tr.json' with { type: 'json' };

export type Key = keyof typeof en;

/** Renders one of the rule's texts for staff. */
export const say = compileWords<typeof en>({ en, tr });

/** Renders a suggestion for an answer, in the language that the client will read it in. */
export const suggest = compileWords<typeof enToClients>({
  en: enToClients,
  tr: trToClients,
  ko: koToClients,
  zh: zhToClients,
  th: thToClients,
  ru: ruToClients,
});
