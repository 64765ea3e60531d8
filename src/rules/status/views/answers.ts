/** The private word to whoever pressed or asked. */
import type { Agreement } from '../../../agreement/agreement.ts';
import { section } from '../../../engine/blocks.ts';
import type { Ask } from '../../../engine/facts.ts';
import type { View } from '../../../engine/rule.ts';
import { escapeMrkdwn, escapeName } from '../../../language/messages.ts';
import { type Key, say } from '../words.ts';
import { loadNames, loadShown, message, type Names, nameOf, type Shown, valuesOf } from './shown.ts';

/** A section holds 3,000 characters. */
const LONGEST_PIECE = 2900;
const BEGUN = 500;

/** Somebody's words in as many parts as they need, each as long as a section takes. */
function pieces(words: string): string[] {
  const escaped = escapeMrkdwn(words);
  if (escaped.length <= LONGEST_PIECE) return escaped.trim() === '' ? [] : [escaped];
  const half = Math.ceil(words.length / 2);
  const end = words.lastIndexOf('\n', half);
  const cut = end > half / 2 ? end : half;
  return [...pieces(words.slice(0, cut)), ...pieces(words.slice(cut))];
}

type SaidFacts = { shown: Shown | null; agreement: Agreement | null; names: Names };

export const said: View<SaidFacts> = {
  name: 'status-said',
  load: async (ask: Ask, { report, clientId, userId }) => ({
    shown: await loadShown(ask, report),
    agreement: typeof clientId === 'string' ? await ask('agreement', { clientId }) : null,
    names: await loadNames(ask, typeof userId === 'string' ? [userId] : []),
  }),
  render: ({ shown, agreement, names }, reader, { what, userId, count, words }) => {
    const { language } = reader;
    const text = say(language, `said.${String(what)}` as Key, {
      ...(shown === null ? {} : valuesOf(shown, reader)),
      ...(agreement === null ? {} : { client: escapeName(agreement.client.name) }),
      ...(typeof userId === 'string' ? { name: nameOf(names, userId) } : {}),
      ...(typeof count === 'number' ? { count } : {}),
    });
    if (typeof words !== 'string' || words === '') return message([text]);
    const lead = [text, say(language, 'said.words')];
    // All of it stands below; what reads it out begins with it.
    const [begun = ''] = pieces(words.slice(0, BEGUN));
    return { text: [...lead, begun].join('\n'), blocks: [...lead, ...pieces(words)].map(section) };
  },
};
