import { compileWords } from '../../language/messages.ts';
import en from './words/en.json' with { type: 'json' };
import servicesInEnglish from './words/services/en.json' with { type: 'json' };
import servicesInTurkish from './words/services/tr.json' with { type: 'json' };
import tr from './words/tr.json' with { type: 'json' };

export type Key = keyof typeof en;

/** Renders one of the rule's texts. */
export const say = compileWords<typeof en>({ en, tr });

const sayService = compileWords<typeof servicesInEnglish>({ en: servicesInEnglish, tr: servicesInTurkish });

/** What a service that `language/` knows is called; its own name where it is newer than these words. */
export function serviceName(service: string, language: string): string {
  const isKnown = (name: string): name is keyof typeof servicesInEnglish => Object.hasOwn(servicesInEnglish, name);
  return isKnown(service) ? sayService(language, service) : service.replaceAll('-', ' ');
}
