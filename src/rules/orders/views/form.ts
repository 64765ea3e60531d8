/** The form in which an offer is written, how it looks before it is sent, and how it ended. Field names are action ids. */

import type { KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import type { Agreement } from '../../../agreement/agreement.ts';
import { zoneOfClient } from '../../../agreement/client-zone.ts';
import { type ScopeItem, scopeOf } from '../../../agreement/scope-list.ts';
import { button, plain, section } from '../../../engine/blocks.ts';
import type { ChangeOrder, OrderWords } from '../../../engine/change-order.ts';
import type { Ask, Channel } from '../../../engine/facts.ts';
import type { Reader, View } from '../../../engine/rule.ts';
import { quoteWords } from '../../../language/messages.ts';
import { ordersOf } from '../config.ts';
import { LONGEST_TEXT, LONGEST_TIME, newItem, usualCurrency } from '../draft.ts';
import { daysOf } from '../expiry.ts';
import { orderSubject, readSubject } from '../subject.ts';
import { type Key, say, sayToClients } from '../words.ts';
import { offered } from './offer.ts';
import { channelText, context, decidersText, loadNames, loadShown, type Names, nameOf, type Shown } from './parts.ts';

const LONGEST_OPTION = 75;
const MOST_OPTIONS = 100;
const LONGEST_QUOTE = 500;

type FormFacts = {
  agreement: Agreement;
  channel: Channel | null;
  order: ChangeOrder | null;
  words: OrderWords | null;
  item: ScopeItem | null;
  /** Whose message is answered and what it says, while that is known. */
  asked: { userId: string; words: string | null } | null;
  names: Names;
} | null;

/** The form itself: empty but for a kind reply, or with what was written before. */
export const form: View<FormFacts> = {
  name: 'order-form',
  load: async (ask, { subject }) => {
    const read = readSubject(String(subject));
    if (read === null) return null;
    const shown = 'orderId' in read ? await loadShown(ask, read.orderId) : null;
    const { channelId, messageTs, itemId } =
      'place' in read ? read.place : { channelId: '', messageTs: null, itemId: null, ...shown?.order };
    const channel = await ask('channel', { channelId });
    const agreement = channel?.clientId == null ? null : await ask('agreement', { clientId: channel.clientId });
    if (agreement === null) return null;
    const asked = await loadAsked(ask, channelId, messageTs);
    return {
      agreement,
      channel,
      order: shown?.order ?? null,
      words: shown?.words ?? null,
      item: scopeOf(agreement).items.find(({ id }) => id === itemId) ?? null,
      asked,
      names: await loadNames(ask, agreement, asked === null ? [] : [asked.userId]),
    };
  },
  render: () => null,
  form: (facts, reader, { subject }): ModalView => {
    const { language } = reader;
    if (facts === null) return notice(say(language, 'gone'), language);
    const { agreement, channel, order, names } = facts;
    const who = decidersText(agreement, names, language);
    const about = [say(language, 'form.about', { channel: channelText(channel), who })];
    if (order?.state === 'sent') about.push(say(language, 'form.replaces'));
    return {
      type: 'modal',
      callback_id: 'order-form',
      private_metadata: String(subject),
      title: plain(say(language, order === null ? 'title' : 'title.change')),
      submit: plain(say(language, 'form.preview')),
      close: plain(say(language, 'form.close')),
      blocks: [
        context(say(language, 'step.write')),
        section(about.join('\n')),
        ...quoted(facts, language),
        ...fields(facts, reader),
      ],
    };
  },
};

async function loadAsked(ask: Ask, channelId: string, ts: string | null) {
  const message = ts === null ? null : await ask('message', { channelId, ts });
  if (message === null || message.deletedAt !== null) return null;
  return { userId: message.author, words: await ask('words', { channelId, ts: message.ts }) };
}

function quoted({ asked, names }: NonNullable<FormFacts>, language: string): KnownBlock[] {
  const quote = asked?.words == null ? '' : quoteWords(asked.words, LONGEST_QUOTE, (id) => names.get(id));
  return asked === null || quote === ''
    ? []
    : [section(`${say(language, 'form.asked', { name: nameOf(names, asked.userId) })}\n${quote}`)];
}

function fields(facts: NonNullable<FormFacts>, { language }: Reader): KnownBlock[] {
  const { agreement, order, words, item } = facts;
  const [becomes] = order?.items ?? [];
  const isNew = order !== null && order.itemId === null;
  const hint = priceHint(agreement, item);
  const price = order === null ? hint : priceTyped(order);
  const allowance =
    becomes?.allowance && (isNew || JSON.stringify(becomes.allowance) !== JSON.stringify(item?.allowance))
      ? becomes.allowance
      : undefined;
  const field = (name: string, element: object, more: object = {}): KnownBlock =>
    ({
      type: 'input',
      block_id: name,
      label: plain(say(language, `form.${name}` as Key, { language: languageOf(agreement, language) })),
      element,
      ...more,
    }) as KnownBlock;
  const text = (name: string, now: string, most: number, multiline = false) => ({
    ...{ type: 'plain_text_input', action_id: name, max_length: most, multiline },
    ...(now === '' ? {} : { initial_value: now.slice(0, most) }),
  });
  const hinted = (name: string, values = {}) => ({ hint: plain(say(language, `form.${name}-hint` as Key, values)) });
  const optional = { optional: true };
  return [
    field('text', text('text', words?.text ?? draftFor(facts), LONGEST_TEXT, true), hinted('text')),
    field('item', itemSelect(agreement, isNew ? newItem : (item?.id ?? null), language)),
    field('title', text('title', isNew ? (becomes?.title ?? '') : '', 80), optional),
    field(
      'allowance',
      text('allowance', allowance === undefined ? '' : `${allowance.amount / 100} ${allowance.unit}`, 60),
      { ...optional, ...hinted('allowance') },
    ),
    field('price', text('price', price, 30), { ...optional, ...hinted('price', { hint: hint || 'none' }) }),
    field('time', text('time', words?.time ?? '', LONGEST_TIME), { ...optional, ...hinted('time') }),
    field('days', text('days', String(order === null ? ordersOf(agreement).expireAfter.days : daysOf(order)), 2)),
  ];
}

/** The reply that somebody edits: thanks, how it stands, and that either way is fine. */
function draftFor({ agreement, item, asked, names }: NonNullable<FormFacts>): string {
  const name = asked === null ? '' : (names.get(asked.userId) ?? '').split(' ')[0];
  return sayToClients(agreement.client.language, 'draft', {
    name: name || 'none',
    title: item?.title ?? '',
    kind: item?.kind ?? 'none',
  });
}

function itemSelect(agreement: Agreement, chosen: string | null, language: string) {
  const isFull = scopeOf(agreement).items.length >= MOST_OPTIONS;
  const listed = scopeOf(agreement).items.map(({ id, title, kind }) =>
    option(id, say(language, `form.item.${kind}`, { title })),
  );
  const options = [...listed, ...(isFull ? [] : [option(newItem, say(language, 'form.item.new'))])];
  const initial = options.find(({ value }) => value === chosen);
  return { type: 'static_select', action_id: 'item', options, ...(initial && { initial_option: initial }) };
}

function option(value: string, text: string): PlainTextOption {
  return { value, text: plain(text.length > LONGEST_OPTION ? `${text.slice(0, LONGEST_OPTION - 1)}…` : text) };
}

function priceHint(agreement: Agreement, item: ScopeItem | null): string {
  return item?.price === undefined ? '' : `${item.price.amount} ${usualCurrency(agreement, item)}`;
}

function priceTyped({ price }: ChangeOrder): string {
  return price === null ? '' : `${price.amount / 100} ${price.currency}`;
}

function languageOf({ client }: Agreement, language: string): string {
  return new Intl.DisplayNames([language], { type: 'language' }).of(client.language) ?? client.language;
}

/** As the client would read it, in their language. Closed, it stays a draft. */
export const preview: View<Shown | null> = {
  name: 'order-preview',
  load: (ask, { subject }) => {
    const read = readSubject(String(subject));
    return read !== null && 'orderId' in read ? loadShown(ask, read.orderId) : Promise.resolve(null);
  },
  render: () => null,
  form: (shown, reader): ModalView => {
    const { language } = reader;
    if (shown === null) return notice(say(language, 'stale'), language);
    const { order, agreement, channel } = shown;
    const { client } = agreement;
    const asClient: Reader = {
      ...reader,
      side: 'client',
      language: client.language,
      timeZone: zoneOfClient(agreement),
    };
    const subject = orderSubject(order);
    const drawn = offered(shown, asClient, true).blocks.filter(({ type }) => type !== 'actions');
    const ways = (['button.yes', 'button.no'] as const)
      .map((key) => `[ ${sayToClients(client.language, key)} ]`)
      .join('   ');
    return {
      type: 'modal',
      callback_id: 'order-preview',
      private_metadata: subject,
      title: plain(say(language, 'title.preview')),
      submit: plain(say(language, 'form.send')),
      close: plain(say(language, 'form.keep')),
      blocks: [
        context(say(language, 'step.read')),
        section(say(language, 'preview.goes', { channel: channelText(channel) })),
        ...drawn,
        section(ways),
        {
          type: 'actions',
          elements: [
            button('order-edit', say(language, 'button.edit'), subject),
            button('order-throw-away', say(language, 'button.throw-away'), subject),
          ],
        },
        context(say(language, 'preview.keeps')),
      ],
    };
  },
};

/** How it ended, in the place of the form; where something is still to be done, what. */
export const over: View<Shown | null> = {
  name: 'order-over',
  load: (ask, { order }) => loadShown(ask, order),
  render: () => null,
  form: (shown, { language }, { what }): ModalView => {
    const values = {
      channel: channelText(shown?.channel ?? null),
      who: shown === null ? '' : decidersText(shown.agreement, shown.names, language),
    };
    const canEdit = shown?.order.state === 'draft' && what !== 'thrown-away';
    const elements = canEdit ? [button('order-edit', say(language, 'button.edit'), orderSubject(shown.order))] : [];
    return notice(
      say(language, String(what) as Key, values),
      language,
      elements.length === 0 ? [] : [{ type: 'actions', elements }],
    );
  },
};

function notice(text: string, language: string, more: KnownBlock[] = []): ModalView {
  return {
    type: 'modal',
    callback_id: 'order-over',
    title: plain(say(language, 'title')),
    close: plain(say(language, 'form.close')),
    blocks: [section(text), ...more],
  };
}
