/** `/rules promises`: the reader's own open promises, how many were kept, and for managers the totals of each client. */
import { managersOf } from '../../agreement/agency.ts';
import type { DeadlineCount } from '../../engine/facts.ts';
import type { Rendered, View } from '../../engine/rule.ts';
import { escapeName, formatInstant } from '../../language/messages.ts';
import { readPromise, ruleName } from './record.ts';
import { say } from './words.ts';

type Open = { client: string; dueAt: number; link: string };
type Totals = { open: number; kept: number; broken: number };
type ListFacts = { serves: boolean; open: Open[]; more: number; mine: Totals; clients: (Totals & { name: string })[] };

/** As many as fit into a block each. */
const MOST_OPEN = 10;
const MOST_CLIENTS = 15;

export const list: View<ListFacts> = {
  name: 'promises',
  load: async (ask, _data, reader) => {
    const userId = reader.userId ?? '';
    const served = await ask('clientsServedBy', { userId });
    const clientIds = served.map(({ clientId }) => clientId);
    const names = new Map(served.map(({ clientId, name }) => [clientId, name]));
    const rows = await ask('deadlinesOfClients', { rule: ruleName, clientIds, breachedSince: reader.now });
    const mine = rows
      .filter(({ state }) => state === 'pending')
      .map(readPromise)
      .filter(({ data }) => data.by === userId);
    const open: Open[] = [];
    for (const { clientId, channelId, data, dueAt } of mine.slice(0, MOST_OPEN)) {
      const link = await ask('link', { channelId: channelId ?? '', ts: data.replies.at(-1) ?? '' });
      open.push({ client: names.get(clientId ?? '') ?? '', dueAt, link });
    }
    const counts = await ask('countOf', { rule: ruleName, clientIds });
    const managed: string[] = [];
    const agency = await ask('agency', {});
    for (const clientId of clientIds) {
      const agreement = await ask('agreement', { clientId });
      const managers = agreement === null ? [] : managersOf(agreement, agency ?? undefined);
      if (managers.some(({ id }) => id === userId)) managed.push(clientId);
    }
    return {
      serves: served.length > 0,
      open,
      more: mine.length - open.length,
      mine: totalsOf(counts.filter(({ by }) => by === userId)),
      clients: managed.flatMap((clientId) => {
        const totals = totalsOf(counts.filter((one) => one.clientId === clientId));
        return totals.open + totals.kept + totals.broken === 0
          ? []
          : [{ ...totals, name: names.get(clientId) ?? clientId }];
      }),
    };
  },
  render: ({ serves, open, more, mine, clients }, reader) => {
    const { language } = reader;
    if (!serves) return plainly([[say(language, 'answer.not-yours')]]);
    const lines = open.map(({ client, dueAt, link }) =>
      say(language, 'list.line', { client: escapeName(client), due: formatInstant(dueAt, reader), link }),
    );
    const totals = clients
      .slice(0, MOST_CLIENTS)
      .map(({ name, ...counted }) => say(language, 'list.client', { client: escapeName(name), ...counted }));
    const own = [
      say(language, open.length === 0 ? 'list.none' : 'list.title', { count: open.length + more }),
      ...lines,
      ...(more > 0 ? [say(language, 'list.more', { count: more })] : []),
      ...(mine.kept + mine.broken === 0 ? [] : [say(language, 'list.counts', mine)]),
    ];
    const further = clients.length - totals.length;
    const all = [
      ...(totals.length === 0 ? [] : [say(language, 'list.clients'), ...totals]),
      ...(further > 0 ? [say(language, 'list.more', { count: further })] : []),
    ];
    return plainly(all.length === 0 ? [own] : [own, all]);
  },
};

function totalsOf(counts: readonly DeadlineCount[]): Totals {
  const sum = (state: DeadlineCount['state']) =>
    counts.filter((one) => one.state === state).reduce((total, one) => total + one.count, 0);
  return { open: sum('pending'), kept: sum('met'), broken: sum('breached') };
}

/** A block for each part. */
function plainly(parts: string[][]): Rendered {
  const texts = parts.map((lines) => lines.join('\n'));
  return {
    text: texts.join('\n'),
    blocks: texts.map((text) => ({ type: 'section', text: { type: 'mrkdwn', text } })),
  };
}
