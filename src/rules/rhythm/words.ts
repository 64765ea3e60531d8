import type { PlannedThing } from '../../agreement/planned.ts';
import { compileWords } from '../../language/messages.ts';
import enToClients from './words/clients/en.json' with { type: 'json' };
import koToClients from './words/clients/ko.json' with { type: 'json' };
import ruToClients from './words/clients/ru.json' with { type: 'json' };
import thToClients from './words/clients/th.json' with { type: 'json' };
import trToClients from './words/clients/tr.json' with { type: 'json' };
import zhToClients from './words/clients/zh.json' with { type: 'json' };
import en from './words/en.json' with { type: 'json' };
import tr from './words/tr.json' with { type: 'json' };

const toClients = {
  en: enToClients,
  tr: trToClients,
  ko: koToClients,
  zh: zhToClients,
  th: thToClients,
  ru: ruToClients,
};

/** Renders one of the rule's texts for staff. */
export const say = compileWords<typeof en>({ en, tr });

const sayToClients = compileWords<typeof enToClients>(toClients);

type Named = Pick<PlannedThing, 'kind' | 'id' | 'title'> & { years?: number | null };

/** What something is called, as plain text: by the agreement, or in the house's words; its id where neither has any for it. */
export function plannedTitle({ kind, id, title, years = null }: Named, language: string): string {
  const key = title === null ? `${kind}.${id}` : `${kind}.titled`;
  if (!(key in enToClients)) return title ?? id;
  return sayToClients(language, key as keyof typeof enToClients, { title: title ?? '', years: years ?? 0 });
}

/** The same as it stands in a calendar in which there are other clients too. */
export function calendarTitle(thing: Named, client: string, language: string): string {
  return sayToClients(language, 'of', { title: plannedTitle(thing, language), client });
}
