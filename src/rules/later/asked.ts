/** What `/rules later` was followed by. */
export type Asked = { what: 'list' | 'evenings' | 'nudges-on' | 'nudges-off' } | { what: 'keep'; text: string };

const words: Readonly<Record<string, Exclude<Asked['what'], 'keep'>>> = {
  '': 'list',
  list: 'list',
  liste: 'list',
  evenings: 'evenings',
  akşamlar: 'evenings',
  'nudges on': 'nudges-on',
  'nudges off': 'nudges-off',
};

/** Reads it: one of our few words where nothing else is said, else a text to be kept. */
export function readAsked(given: string): Asked {
  const text = given.trim().replace(/^\S+\s*/, '');
  const what = words[text.trim().replaceAll(/\s+/g, ' ').toLowerCase()];
  return what === undefined ? { what: 'keep', text } : { what };
}
