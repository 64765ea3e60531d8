/**
 * The one way texts for people are made: ICU messages in the reader's language, each compiled at its first use and kept.
 * Does not choose the language or the zone of a reader and does not escape values: what goes into Slack markup passes
 * through `escapeMrkdwn`, `escapeName` or `quoteWords` first.
 */
import { IntlMessageFormat } from 'intl-messageformat';

export { escapedLines, escapeMrkdwn, escapeName, plainWords, quoteWords } from './mrkdwn.ts';
export {
  formatClock,
  formatDate,
  formatDuration,
  formatInstant,
  formatMoment,
  formatPlace,
  formatWeekday,
} from './spoken-time.ts';

/** A BCP 47 language tag such as `en`, `tr-TR` or `zh-Hant`; what Slack writes with an underscore is understood too. */
export type LanguageTag = string;
export type MessageValues = Readonly<Record<string, string | number>>;
export type Say<Words> = (language: LanguageTag, key: keyof Words & string, values?: MessageValues) => string;

const LAST_RESORT = 'en';

/**
 * Takes the words of each language (ICU messages by key) and gives `say`, which renders one of them: in the language
 * asked for, else in its wider ones (`tr-TR`, then `tr`), else in English. `say` throws on a key that none of these has,
 * on a message that is no ICU message and on a value that is missing.
 */
export function compileWords<Words extends Record<string, string>>(
  byLanguage: Readonly<Record<LanguageTag, Words>>,
): Say<Words> {
  const languages = new Map(Object.entries(byLanguage).map(([tag, words]) => [tag.toLowerCase(), { tag, words }]));
  const compiled = new Map<string, IntlMessageFormat>();
  return (language, key, values = {}) => {
    const name = `${language} ${key}`;
    const message = compiled.get(name) ?? compile(language, key);
    compiled.set(name, message);
    return String(message.format({ ...values }));
  };

  function compile(language: LanguageTag, key: string): IntlMessageFormat {
    for (const wider of widening(language)) {
      const { tag = '', words } = languages.get(wider.toLowerCase()) ?? {};
      const text = words?.[key];
      // Slack's own <…> stands in our texts, so the message parser must not take it for its tags.
      if (text !== undefined) return new IntlMessageFormat(text, tag, undefined, { ignoreTag: true });
    }
    throw new Error(`no words for "${key}" in ${language} or ${LAST_RESORT}`);
  }
}

/** Takes a language tag and gives it and each wider one, ending in English: `zh-Hant-TW`, `zh-Hant`, `zh`, `en`. */
export function widening(language: LanguageTag): readonly LanguageTag[] {
  const parts = language.replaceAll('_', '-').split('-').filter(Boolean).slice(0, 8);
  const tags = parts.map((_, index) => parts.slice(0, parts.length - index).join('-'));
  return tags.at(-1)?.toLowerCase() === LAST_RESORT ? tags : [...tags, LAST_RESORT];
}
