/** The favours: of this month and this year, by person, ready for the talk about renewal. */

import type { Agreement } from '../../../agreement/agreement.ts';
import { amountText } from '../../../agreement/amount.ts';
import { scopeOf } from '../../../agreement/scope-list.ts';
import { monthOf } from '../../../engine/allowance.ts';
import type { Reader, Rendered, View } from '../../../engine/rule.ts';
import type { ScopeEntry } from '../../../engine/scope-entry.ts';
import { escapeName } from '../../../language/messages.ts';
import { givenIn } from '../given.ts';
import { say } from '../words.ts';
import {
  givenValues,
  type Listed,
  listedLine,
  loadListed,
  loadNames,
  message,
  monthText,
  type Names,
  nameOf,
} from './parts.ts';

const mostLatest = 5;
const mostPersons = 20;

type FavoursFacts = {
  agreement: Agreement;
  month: string;
  entries: ScopeEntry[];
  latest: Listed[];
  names: Names;
} | null;

export const favours: View<FavoursFacts> = {
  name: 'scope-favours',
  load: async (ask, { clientId }, { now }) => {
    const agreement = await ask('agreement', { clientId: String(clientId) });
    if (agreement === null) return null;
    const month = monthOf(agreement, now);
    const from = `${month.slice(0, 4)}-01`;
    const entries = await ask('scopeEntries', { clientId: agreement.id, kind: 'favour', from, until: month });
    const latest = await loadListed(ask, entries.slice(-mostLatest).reverse());
    const names = await loadNames(
      ask,
      entries.map(({ by }) => by),
    );
    return { agreement, month, entries, latest, names };
  },
  render: (facts, reader) => (facts === null ? null : drawn(facts, reader)),
};

function drawn({ agreement, month, entries, latest, names }: NonNullable<FavoursFacts>, reader: Reader): Rendered {
  const { language } = reader;
  const title = say(language, 'favours.title', { client: escapeName(agreement.client.name) });
  if (entries.length === 0) return message([title, say(language, 'favours.none')]);
  const scope = scopeOf(agreement);
  const year = givenIn(entries, scope);
  const thisMonth = givenIn(
    entries.filter((one) => one.month === month),
    scope,
  );
  const persons = [...year.byPerson].sort(([, one], [, other]) => other - one);
  const values = givenValues(thisMonth, agreement, reader);
  const lines = [
    say(language, 'favours.month', { ...values, month: monthText(month, reader) }),
    say(language, 'favours.year', { ...givenValues(year, agreement, reader), year: month.slice(0, 4) }),
    ...persons.slice(0, mostPersons).map(([userId, hours]) => {
      const total = amountText(hours, language);
      return say(language, 'favours.person', { person: nameOf(names, userId), total, totalHours: hours / 100 });
    }),
    ...(persons.length > mostPersons ? [say(language, 'list.more', { count: persons.length - mostPersons })] : []),
    say(language, 'favours.agreed', values),
  ];
  const given = latest.map((one) => listedLine(one, agreement, names, reader));
  return message([title, ...lines], [say(language, 'latest')], ...given, [say(language, 'favours.for-renewal')]);
}
