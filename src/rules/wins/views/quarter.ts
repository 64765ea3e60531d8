/** A quarter's wins for one manager: client by client, and those of whom there is none. */
import type { Ask } from '../../../engine/facts.ts';
import type { View } from '../../../engine/rule.ts';
import { escapeName } from '../../../language/messages.ts';
import { monthsOf } from '../quarter.ts';
import { say } from '../words.ts';
import { context, message } from './shown.ts';

const MOST_CLIENTS = 18;
const MOST_WITHOUT = 12;

/** `byThem`: how many of them the client raised. */
export type ClientsWins = { name: string; theirs: number; ours: number; byThem: number };

export const quarter: View<ClientsWins[]> = {
  name: 'wins-quarter',
  load: async (ask, { quarter: about, for: userId }) => loadQuarter(ask, String(userId), String(about)),
  pointless: (clients) => (clients.every(hasNone) ? 'nothing' : null),
  render: (clients, { language }, { quarter: about }) => {
    const [year = '', number = ''] = String(about).split('-Q');
    const some = clients.filter((one) => !hasNone(one)).toSorted((one, other) => total(other) - total(one));
    if (some.length === 0) return null;
    const without = clients.filter(hasNone);
    const title = say(language, 'quarter.title', {
      year,
      number,
      count: some.reduce((sum, one) => sum + total(one), 0),
    });
    const lines = some
      .slice(0, MOST_CLIENTS)
      .map(({ name, theirs, ours, byThem }) =>
        say(language, 'quarter.line', { client: escapeName(name), count: theirs + ours, theirs, ours, byThem }),
      );
    const more = some.length - lines.length;
    const names = without.slice(0, MOST_WITHOUT).map(({ name }) => escapeName(name));
    const others = { names: names.join(', '), more: without.length - names.length };
    return message(
      [
        title,
        ...lines,
        ...(more > 0 ? [say(language, 'quarter.more', { count: more })] : []),
        ...(names.length === 0 ? [] : [say(language, 'quarter.without', others)]),
      ],
      [context(say(language, 'quarter.how'))],
    );
  },
};

/** Of every client whom this person sees. */
export async function loadQuarter(ask: Ask, userId: string, about: string): Promise<ClientsWins[]> {
  const served = await ask('clientsServedBy', { userId });
  const counts = await ask('winCounts', { clientIds: served.map(({ clientId }) => clientId), ...monthsOf(about) });
  return served.map(({ clientId, name }) => {
    const own = counts.filter((one) => one.clientId === clientId);
    const sum = (rows: typeof own) => rows.reduce((all, { count }) => all + count, 0);
    const of = (whose: 'client' | 'ours') => sum(own.filter((one) => one.whose === whose));
    const byThem = sum(own.filter(({ raisedFrom }) => raisedFrom === 'client'));
    return { name, theirs: of('client'), ours: of('ours'), byThem };
  });
}

const total = ({ theirs, ours }: ClientsWins) => theirs + ours;
const hasNone = (one: ClientsWins) => total(one) === 0;
