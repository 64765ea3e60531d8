/** The private word to whoever noted something down or took it back; and the form that asks what was used. */

import type { ModalView } from '@slack/types';
import type { Agreement } from '../../../agreement/agreement.ts';
import { amountText } from '../../../agreement/amount.ts';
import { scopeOf } from '../../../agreement/scope-list.ts';
import { loadUsage, monthOf, type Usage } from '../../../engine/allowance.ts';
import { plain } from '../../../engine/blocks.ts';
import { readClientSubject } from '../../../engine/client-subject.ts';
import { readFormSubject } from '../../../engine/form-subject.ts';
import type { Reader, Rendered, View } from '../../../engine/rule.ts';
import type { ScopeEntry } from '../../../engine/scope-entry.ts';
import { escapeName } from '../../../language/messages.ts';
import { givenIn } from '../given.ts';
import { type Key, say } from '../words.ts';
import { usedValues } from './list.ts';
import { backButton, givenValues, message, monthText, unitText } from './parts.ts';

type EntryFacts = { entry: ScopeEntry; agreement: Agreement; usage: Usage[]; favours: ScopeEntry[] } | null;

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
    };
  },
  render: (facts, reader) => {
    if (facts === null) return message([say(reader.language, 'entry-gone')]);
    return facts.entry.takenBackAt === null ? noted(facts, reader) : takenBack(facts, reader);
  },
};

function noted(facts: NonNullable<EntryFacts>, reader: Reader): Rendered {
  const { entry } = facts;
  const text = entry.kind === 'favour' ? favourText(facts, reader) : usedText(facts, reader);
  return message([text], { type: 'actions', elements: [backButton(entry, reader)] });
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

type FormFacts = { agreement: Agreement; usage: Usage[] } | null;

/** Asks of which item; what was typed before stands in it already. Field names are action ids. */
export const usedForm: View<FormFacts> = {
  name: 'scope-used',
  load: async (ask, { subject }, { now }) => {
    const named = readClientSubject(readFormSubject(String(subject)).about);
    const agreement = named === null ? null : await ask('agreement', { clientId: named.clientId });
    return agreement === null ? null : { agreement, usage: await loadUsage(ask, agreement, monthOf(agreement, now)) };
  },
  render: () => null,
  form: (facts, reader, data): ModalView => {
    const { language, now } = reader;
    const { agreement } = facts ?? {};
    const options = (facts?.usage ?? []).map(({ item }) => ({ text: plain(short(item.title)), value: item.id }));
    const wanted = Array.isArray(data.items) ? data.items : [];
    const chosen = options.find(({ value }) => wanted.includes(value));
    const amount = typeof data.amount === 'number' ? { initial_value: String(data.amount / 100) } : {};
    const note = typeof data.words === 'string' && data.words !== '' ? { initial_value: data.words.slice(0, 500) } : {};
    const about = say(language, 'form.about', {
      client: escapeName(agreement?.client.name ?? ''),
      month: agreement === undefined ? '' : monthText(monthOf(agreement, now), reader),
    });
    return {
      type: 'modal',
      callback_id: 'scope-used',
      private_metadata: String(data.subject),
      title: plain(say(language, 'form.title')),
      submit: plain(say(language, 'form.save')),
      close: plain(say(language, 'form.cancel')),
      blocks: [
        { type: 'section', text: { type: 'mrkdwn', text: about } },
        {
          ...field('item', say(language, 'form.item')),
          element: {
            type: 'static_select',
            action_id: 'item',
            options,
            ...(chosen === undefined ? {} : { initial_option: chosen }),
          },
        },
        {
          ...field('amount', say(language, 'form.amount')),
          element: { type: 'plain_text_input', action_id: 'amount', max_length: 10, ...amount },
        },
        {
          ...field('note', say(language, 'form.note')),
          optional: true,
          hint: plain(say(language, 'form.note-hint')),
          element: { type: 'plain_text_input', action_id: 'note', multiline: true, max_length: 500, ...note },
        },
      ],
    };
  },
};

function field(name: string, label: string) {
  return { type: 'input' as const, block_id: name, label: plain(label) };
}

/** Slack takes 75 letters for an option. */
function short(title: string): string {
  return title.length > 75 ? `${title.slice(0, 74)}…` : title;
}
