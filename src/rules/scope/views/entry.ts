/** The private word to whoever noted something down or took it back; and what cannot be done. */

import type { Agreement } from '../../../agreement/agreement.ts';
import { amountText } from '../../../agreement/amount.ts';
import { scopeOf } from '../../../agreement/scope-list.ts';
import { loadUsage, type Usage } from '../../../engine/allowance.ts';
import type { Reader, Rendered, View } from '../../../engine/rule.ts';
import type { ScopeEntry } from '../../../engine/scope-entry.ts';
import { givenIn } from '../given.ts';
import { type Key, say } from '../words.ts';
import { usedValues } from './list.ts';
import { backButton, givenValues, loadLink, message, monthText, unitText } from './parts.ts';

type EntryFacts = {
  entry: ScopeEntry;
  agreement: Agreement;
  usage: Usage[];
  favours: ScopeEntry[];
  link: string;
} | null;

export const entryView: View<EntryFacts> = {
  name: 'scope-entry',
  load: async (ask, { id }) => {
    const entry = await ask('scopeEntry', { id: String(id) });
    const agreement = entry === null ? null : await ask('agreement', { clientId: entry.clientId });
    if (entry === null || agreement === null) return null;
    const { clientId, month } = entry;
    return {
      entry,
      agreement,
      usage: await loadUsage(ask, agreement, month),
      favours: await ask('scopeEntries', { clientId, kind: 'favour', from: month, until: month }),
      link: await loadLink(ask, entry),
    };
  },
  render: (facts, reader) => {
    if (facts === null) return message([say(reader.language, 'entry-gone')]);
    return facts.entry.takenBackAt === null ? noted(facts, reader) : takenBack(facts, reader);
  },
};

function noted(facts: NonNullable<EntryFacts>, reader: Reader): Rendered {
  const { entry, link } = facts;
  const text = entry.kind === 'favour' ? favourText(facts, reader) : usedText(facts, reader);
  const about = link === 'none' ? '' : ` ${say(reader.language, 'entry.message', { link })}`;
  return message([`${text}${about}`], { type: 'actions', elements: [backButton(entry, reader)] });
}

function usedText({ entry, agreement, usage }: NonNullable<EntryFacts>, reader: Reader): string {
  const { language } = reader;
  const amount = { amount: amountText(entry.amount, language), unit: unitText(entry, agreement) };
  const found = usage.find(({ item }) => item.id === entry.itemId);
  if (found === undefined) return say(language, 'entry.used-gone', amount);
  return say(language, 'entry.used', {
    ...usedValues(found, entry.month, reader),
    amount: amount.amount,
    one: amount.unit,
  });
}

function favourText({ entry, agreement, favours }: NonNullable<EntryFacts>, reader: Reader): string {
  return say(reader.language, 'entry.favour', {
    ...givenValues(givenIn(favours, scopeOf(agreement)), agreement, reader),
    amount: amountText(entry.amount, reader.language),
    hours: entry.amount / 100,
    month: monthText(entry.month, reader),
  });
}

function takenBack({ entry, agreement }: NonNullable<EntryFacts>, { language }: Reader): Rendered {
  const { amount, kind } = entry;
  const values = { amount: amountText(amount, language), hours: amount / 100 };
  return message([
    say(language, 'entry.back', { ...values, unit: kind === 'favour' ? 'none' : unitText(entry, agreement) }),
  ]);
}

/** What cannot be done, and what to do instead. */
export const said: View<null> = {
  name: 'scope-said',
  load: async () => null,
  render: (_, { language }, { what }) => message([say(language, String(what) as Key)]),
};
