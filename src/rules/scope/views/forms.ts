/** The forms that ask what was used, or given as a favour. Field names are action ids. */

import type { InputBlock, KnownBlock, ModalView, PlainTextInput } from '@slack/types';
import type { Agreement } from '../../../agreement/agreement.ts';
import { scopeOf } from '../../../agreement/scope-list.ts';
import { loadUsage, monthOf, type Usage } from '../../../engine/allowance.ts';
import { plain, section } from '../../../engine/blocks.ts';
import { readClientSubject } from '../../../engine/client-subject.ts';
import type { ViewData } from '../../../engine/event.ts';
import type { Ask, Place } from '../../../engine/facts.ts';
import { readFormSubject } from '../../../engine/form-subject.ts';
import { readMessageSubject } from '../../../engine/message-subject.ts';
import type { Reader, View } from '../../../engine/rule.ts';
import type { ScopeEntry } from '../../../engine/scope-entry.ts';
import { escapeName } from '../../../language/messages.ts';
import { givenIn } from '../given.ts';
import { type Key, say } from '../words.ts';
import { givenValues, monthText } from './parts.ts';

/** Whose agreement a form is about, and the message where it is about one. */
type About = { agreement: Agreement; link: string };
type UsedFacts = (About & { usage: Usage[] }) | null;
type FavourFacts = (About & { favours: ScopeEntry[] }) | null;

/** Asks of which item; what was typed before stands in it already. */
export const usedForm: View<UsedFacts> = {
  name: 'scope-used',
  load: async (ask, { subject }, { now }) => {
    const about = await loadAbout(ask, subject);
    return about === null
      ? null
      : { ...about, usage: await loadUsage(ask, about.agreement, monthOf(about.agreement, now)) };
  },
  render: () => null,
  form: (facts, reader, data): ModalView => {
    const { language } = reader;
    const options = (facts?.usage ?? []).map(({ item }) => ({ text: plain(short(item.title)), value: item.id }));
    const wanted = Array.isArray(data.items) ? data.items : [];
    const chosen = options.find(({ value }) => wanted.includes(value));
    const amount = typeof data.amount === 'number' ? String(data.amount / 100) : '';
    const item: InputBlock = {
      ...field('item', say(language, 'form.item')),
      element: { type: 'static_select', action_id: 'item', options, ...(chosen && { initial_option: chosen }) },
    };
    return form('scope-used', data, reader, [
      section(say(language, 'form.about', aboutValues(facts, reader))),
      item,
      { ...field('amount', say(language, 'form.amount')), element: text('amount', { now: amount, most: 10 }) },
      noteField('form.note', data, reader),
    ]);
  },
};

/** Asks how long it takes and what it is; offered for a message. */
export const favourForm: View<FavourFacts> = {
  name: 'scope-favour',
  load: async (ask, { subject }, { now }) => {
    const about = await loadAbout(ask, subject);
    if (about === null) return null;
    const { agreement } = about;
    const month = monthOf(agreement, now);
    const months = { from: month, until: month };
    return {
      ...about,
      favours: await ask('scopeEntries', { clientId: agreement.id, kind: 'favour', ...months }),
    };
  },
  render: () => null,
  form: (facts, reader, data): ModalView => {
    const { language } = reader;
    const given = facts === null ? {} : givenSoFar(facts, reader);
    return form('scope-favour', data, reader, [
      section(say(language, 'favour.about', { ...aboutValues(facts, reader), ...given })),
      {
        ...field('hours', say(language, 'favour.hours')),
        hint: plain(say(language, 'favour.hours-hint')),
        element: text('hours', { now: '', most: 20 }),
      },
      noteField('favour.note', data, reader),
    ]);
  },
};

function givenSoFar({ favours, agreement }: NonNullable<FavourFacts>, reader: Reader) {
  return givenValues(givenIn(favours, scopeOf(agreement)), agreement, reader);
}

async function loadAbout(ask: Ask, subject: unknown): Promise<About | null> {
  const { about } = readFormSubject(String(subject));
  const place = readMessageSubject(about);
  const clientId = readClientSubject(about)?.clientId ?? (await clientOf(ask, place));
  const agreement = clientId === null ? null : await ask('agreement', { clientId });
  return agreement === null ? null : { agreement, link: place === null ? 'none' : await ask('link', place) };
}

async function clientOf(ask: Ask, place: Place | null): Promise<string | null> {
  const channel = place === null ? null : await ask('channel', { channelId: place.channelId });
  return channel?.clientId ?? null;
}

function aboutValues(facts: About | null, reader: Reader) {
  const client = escapeName(facts?.agreement.client.name ?? '');
  const month = facts === null ? '' : monthText(monthOf(facts.agreement, reader.now), reader);
  return { client, month, link: facts?.link ?? 'none' };
}

function form(name: string, { subject }: ViewData, { language }: Reader, blocks: KnownBlock[]): ModalView {
  return {
    type: 'modal',
    callback_id: name,
    private_metadata: String(subject),
    title: plain(say(language, name === 'scope-used' ? 'form.title' : 'favour.title')),
    submit: plain(say(language, 'form.save')),
    close: plain(say(language, 'form.cancel')),
    blocks,
  };
}

function noteField(label: Key, { words }: ViewData, { language }: Reader): InputBlock {
  const now = typeof words === 'string' ? words : '';
  return {
    ...field('note', say(language, label)),
    optional: true,
    hint: plain(say(language, 'form.note-hint')),
    element: { ...text('note', { now, most: 500 }), multiline: true },
  };
}

function text(name: string, { now, most }: { now: string; most: number }): PlainTextInput {
  const initial = now === '' ? {} : { initial_value: now.slice(0, most) };
  return { type: 'plain_text_input', action_id: name, max_length: most, ...initial };
}

function field(name: string, label: string) {
  return { type: 'input' as const, block_id: name, label: plain(label) };
}

/** Slack takes 75 letters for an option. */
function short(title: string): string {
  return title.length > 75 ? `${title.slice(0, 74)}…` : title;
}
