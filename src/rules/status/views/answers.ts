/** The private word to whoever pressed or asked. */
import type { Agreement } from '../../../agreement/agreement.ts';
import type { Ask } from '../../../engine/facts.ts';
import type { View } from '../../../engine/rule.ts';
import { escapeMrkdwn, escapeName } from '../../../language/messages.ts';
import { type Key, say } from '../words.ts';
import { loadNames, loadShown, message, type Names, nameOf, type Shown, valuesOf } from './shown.ts';

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
    const given = typeof words === 'string' && words !== '' ? [say(language, 'said.words'), escapeMrkdwn(words)] : [];
    return message([text, ...given]);
  },
};
