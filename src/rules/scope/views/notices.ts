/** What the owner hears of an allowance and a manager of favours, as it stands when it is drawn. */

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

type AllowanceFacts = { agreement: Agreement; usage: Usage | null; names: Names } | null;

export const allowanceView: View<AllowanceFacts> = {
  name: 'scope-allowance',
  mood: 'light',
  load: async (ask, { clientId, item, month, for: owner }) => {
    const agreement = await ask('agreement', { clientId: String(clientId) });
    if (agreement === null) return null;
    const usage = await loadUsage(ask, agreement, String(month));
    const names = await loadNames(ask, [String(owner)]);
    return { agreement, usage: usage.find((one) => one.item.id === item) ?? null, names };
  },
  render: (facts, reader, { month, for: owner }) => {
    if (facts === null) return null;
    const { language, userId } = reader;
    const client = escapeName(facts.agreement.client.name);
    const { usage } = facts;
    if (usage === null) return message([say(language, 'notice.gone', { client })]);
    const { used, available } = usage;
    const state = used > available ? 'over' : used === available ? 'all' : 'some';
    const percent = Math.floor((used * 100) / available);
    const values = { ...usedValues(usage, String(month), reader), client, state, percent };
    const person = nameOf(facts.names, String(owner));
    const instead = userId === owner ? [] : [say(language, 'notice.for', { person })];
    return message([say(language, 'notice.allowance', values), ...instead]);
  },
};

type ManyFacts = { agreement: Agreement; entries: ScopeEntry[] } | null;

export const favoursManyView: View<ManyFacts> = {
  name: 'scope-favours-many',
  mood: 'light',
  load: async (ask, { clientId, month }) => {
    const agreement = await ask('agreement', { clientId: String(clientId) });
    if (agreement === null) return null;
    const months = { from: String(month), until: String(month) };
    return { agreement, entries: await ask('scopeEntries', { clientId: agreement.id, kind: 'favour', ...months }) };
  },
  render: (facts, reader, { month }) => {
    if (facts === null) return null;
    const { agreement, entries } = facts;
    const values = {
      ...givenValues(givenIn(entries, scopeOf(agreement)), agreement, reader),
      client: escapeName(agreement.client.name),
      id: agreement.id,
      month: monthText(String(month), reader),
    };
    return message([say(reader.language, 'notice.favours', values)]);
  },
};
