/** What a message is counted as already, with what takes it back, to whoever is about to count it once more. */
import type { Agreement } from '../../../agreement/agreement.ts';
import { countedOf, scopeOf } from '../../../agreement/scope-list.ts';
import { button } from '../../../engine/blocks.ts';
import { readMessageSubject } from '../../../engine/message-subject.ts';
import type { View } from '../../../engine/rule.ts';
import { say } from '../words.ts';
import { type Listed, listedLine, loadListed, loadNames, message, type Names } from './parts.ts';

const most = 5;

type CountedFacts = { agreement: Agreement; entries: Listed[]; more: number; link: string; names: Names } | null;

export const countedView: View<CountedFacts> = {
  name: 'scope-counted',
  load: async (ask, { subject, clientId }) => {
    const place = readMessageSubject(String(subject));
    const agreement = await ask('agreement', { clientId: String(clientId) });
    if (place === null || agreement === null) return null;
    const entries = await ask('scopeEntriesOfMessage', { ...place, clientId: agreement.id });
    const names = await loadNames(
      ask,
      entries.map(({ by }) => by),
    );
    const listed = await loadListed(ask, entries.slice(-most));
    const more = entries.length - listed.length;
    return { agreement, entries: listed, more, link: await ask('link', place), names };
  },
  render: (facts, reader, { subject }) => {
    if (facts === null) return null;
    const { language } = reader;
    const { agreement, entries, more, link, names } = facts;
    // The message that each line is about is named once, above them.
    const lines = entries.map((one) => listedLine({ ...one, link: 'none' }, agreement, names, reader));
    const left = more === 0 ? [] : [[say(language, 'list.more', { count: more })]];
    const isCounted = countedOf(scopeOf(agreement).items).length > 0;
    const elements = [
      ...(isCounted ? [button('scope-used-more', say(language, 'counted.used'), String(subject))] : []),
      button('scope-favour-more', say(language, 'counted.favour'), String(subject)),
    ];
    const title = say(language, 'counted.title', { link });
    return message([title], ...lines, ...left, [say(language, 'counted.how')], { type: 'actions', elements });
  },
};
