import { compileWords } from '../../language/messages.ts';
import enToClients from './words/clients/en.json' with { type: 'json' };
import koToClients from './words/clients/ko.json' with { type: 'json' };
import ruToClients from './words/clients/ru.json' with { type: 'json' };
import thToClients from './words/clients/th.json' with { type: 'json' };
import trToClients from './words/clients/tr.json' with { type: 'json' };
import zhToClients from './words/clients/zh.json' with { type: 'json' };
import en from './words/en.json' with { type: 'json' };
import tr from './words/tr.json' with { type: 'json' };

/** Renders one of the rule's texts. */
export const say = compileWords<typeof en>({ en, tr });

/** Renders one of the texts that a client who asks reads. */
export const sayToClients = compileWords<typeof enToClients>({
  en: enToClients,
  tr: trToClients,
  ko: koToClients,
  zh: zhToClients,
  th: thToClients,
  ru: ruToClients,
});
