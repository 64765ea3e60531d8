/**
 * Warm words for occasions, each in several wordings and six languages, with what is added where the day was moved. It
 * deliberately chooses none (`engine/wordings.ts` does) and knows no person's name: values come escaped.
 */
import { compileWords, type LanguageTag, type MessageValues } from './messages.ts';
import en from './wordings/en.json' with { type: 'json' };
import ko from './wordings/ko.json' with { type: 'json' };
import ru from './wordings/ru.json' with { type: 'json' };
import th from './wordings/th.json' with { type: 'json' };
import tr from './wordings/tr.json' with { type: 'json' };
import zh from './wordings/zh.json' with { type: 'json' };

const all = { en, tr, ko, zh, th, ru };
const say = compileWords<typeof en>(all);

/** The languages that have all of them. */
export const wordingLanguages: readonly string[] = Object.keys(all);

/**
 * What something warm is said of, with the values that its words take: *contract* and *go-live* `years`, `client`; *count*
 * `count`, `title`; *birthday* `name`; *years* (with us) `name`, `years`; *win* none; *recap* `month`.
 */
export type Occasion = 'contract' | 'go-live' | 'count' | 'birthday' | 'years' | 'win' | 'recap';

/** What is added where it is said on another day: of a day before, of one ahead (both `date`), of a year without 29 February. */
export type Aside = 'after' | 'before' | 'leap';

/** The keys of the wordings for an occasion, or of what is added: `win.1`, `win.2`, … */
export function wordingsOf(occasion: Occasion | Aside): string[] {
  return Object.keys(en).filter((key) => key.slice(0, key.lastIndexOf('.')) === occasion);
}

/** Says one by its key. A key of words that are not there any more is said in the occasion's first; throws for other keys. */
export function sayWording(language: LanguageTag, key: string, values: MessageValues = {}): string {
  const known = key in en ? key : `${key.slice(0, key.lastIndexOf('.'))}.1`;
  return say(language, known as keyof typeof en, values);
}
