/** A month in numbers, as it stands when it is drawn: what was used, and what was given beside it. */

import type { Agreement } from '../../../agreement/agreement.ts';
import { scopeOf } from '../../../agreement/scope-list.ts';
import { loadUsage, type Usage } from '../../../engine/allowance.ts';
import type { View } from '../../../engine/rule.ts';
import type { ScopeEntry } from '../../../engine/scope-entry.ts';
import { escapeName } from '../../../language/messages.ts';
import { givenIn } from '../given.ts';
import { say } from '../words.ts';
import { usedValues } from './list.ts';
import { givenValues, loadNames, message, monthText, type Names, nameOf } from './parts.ts';

/** As many as are read through; the list has the rest. */
const MOST_ITEMS = 20;

type RecapFacts = { agreement: Agreement; usage: Usage[]; favours: ScopeEntry[]; names: Names } | null;

export const recapView: View<RecapFacts> = {
  name: 'scope-recap',
  mood: 'light',
  load: async (ask, { clientId, month, for: owner }) => {
    const agreement = await ask('agreement', { clientId: String(clientId) });
    if (agreement === null) return null;
    const from = `${String(month).slice(0, 4)}-01`;
    return {
      agreement,
      usage: await loadUsage(ask, agreement, String(month)),
      favours: await ask('scopeEntries', { clientId: agreement.id, kind: 'favour', from, until: String(month) }),
      names: await loadNames(ask, [String(owner)]),
    };
  },
  render: (facts, reader, { month: about, for: owner }) => {
    if (facts === null) return null;
    const { agreement, usage, favours, names } = facts;
    const { language, userId } = reader;
    const month = String(about);
    const scope = scopeOf(agreement);
    const year = givenIn(favours, scope);
    const ofMonth = givenIn(
      favours.filter((one) => one.month === month),
      scope,
    );
    const values = { client: escapeName(agreement.client.name), month: monthText(month, reader) };
    const items = usage.slice(0, MOST_ITEMS).map((one) => say(language, 'recap.item', usedValues(one, month, reader)));
    const more = usage.length > MOST_ITEMS ? [say(language, 'list.more', { count: usage.length - MOST_ITEMS })] : [];
    const given = [
      say(language, 'recap.favours', givenValues(ofMonth, agreement, reader)),
      ...(year.count > ofMonth.count
        ? [say(language, 'favours.year', { ...givenValues(year, agreement, reader), year: month.slice(0, 4) })]
        : []),
    ];
    const instead = userId === owner ? [] : [say(language, 'notice.for', { person: nameOf(names, String(owner)) })];
    const how = say(language, 'recap.how', { id: agreement.id });
    return message([say(language, 'recap.title', values), ...items, ...more], given, [how, ...instead]);
  },
};
