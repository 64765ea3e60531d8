/** What the client reads: the reply, the line of the agreement, the two ways on, and what was decided; and the reminder below it. */
import type { ActionsBlock, KnownBlock } from '@slack/types';
import { priceText } from '../../../agreement/price.ts';
import { type ScopeItem, scopeOf } from '../../../agreement/scope-list.ts';
import { button, section } from '../../../engine/blocks.ts';
import type { Reader, Rendered, View } from '../../../engine/rule.ts';
import { escapeMrkdwn, escapeName } from '../../../language/messages.ts';
import { languages, sayToClients } from '../words.ts';
import {
  agencyName,
  allowanceText,
  context,
  dayOf,
  decidersText,
  loadShown,
  message,
  nameOf,
  type Shown,
  shortHash,
  textBlocks,
  titleOf,
  untilText,
} from './parts.ts';

const LONGEST_DESCRIPTION = 300;

export const offer: View<Shown | null> = {
  name: 'order-offer',
  languages,
  load: (ask, { order }) => loadShown(ask, order),
  pointless: (shown) => (shown?.order.state === 'sent' ? null : 'not-open'),
  render: (shown, reader) => (shown === null ? null : offered(shown, reader, shown.order.state === 'sent')),
};

/** The offer as it stands; `isOpen`: with its buttons, which a preview shows too. */
export function offered(shown: Shown, reader: Reader, isOpen: boolean): Rendered {
  const { words, isAsFrozen } = shown;
  const { language } = reader;
  const hash = shortHash(shown.order);
  const body: KnownBlock[] =
    words === null
      ? [section(sayToClients(language, 'words-gone', { hash }))]
      : [...textBlocks(words.text), ...terms(shown, reader)];
  const mayPress = isOpen && isAsFrozen === true;
  const changed =
    isAsFrozen === false ? [section(sayToClients(language, 'not-as-sent', { author: author(shown) }))] : [];
  return message([
    ...body,
    ...changed,
    ...outcome(shown, reader),
    context(foot(shown, reader, mayPress)),
    ...(mayPress ? [buttons(shown, language)] : []),
  ]);
}

const author = ({ order, names }: Shown) => nameOf(names, order.author);

/** The line of the agreement, and the two ways on. */
function terms({ order, words, basis }: Shown, { language }: Reader): KnownBlock[] {
  const version = order.agreementVersion;
  const before = basis === null ? [] : scopeOf(basis).items;
  const changes = order.items.map((item) => ({ item, line: before.find(({ id }) => id === item.id) }));
  const quoted = changes.flatMap(({ item, line }) => lineOf(item, line, version, language));
  const yes = changes.map(({ item, line }) => yesOf(item, line, language));
  const price =
    order.price === null
      ? sayToClients(language, 'price.none')
      : sayToClients(language, 'price', { price: priceText(order.price, language) });
  const time = words?.time ? [sayToClients(language, 'time', { time: escapeMrkdwn(words.time) })] : [];
  const figures = [price, ...time].map((one) => `• ${one}`);
  return [section(quoted.join('\n')), section([...yes, ...figures].join('\n')), section(sayToClients(language, 'no'))];
}

function lineOf(item: ScopeItem, line: ScopeItem | undefined, version: number, language: string): string[] {
  const title = escapeName(line?.title ?? item.title);
  if (line === undefined) return [`> ${sayToClients(language, 'line.new', { title, version })}`];
  const values = { title, version, allowance: allowanceText(line, language) };
  const description = escapeName(line.description ?? '');
  const cut =
    description.length > LONGEST_DESCRIPTION ? `${description.slice(0, LONGEST_DESCRIPTION - 1)}…` : description;
  return [`> ${sayToClients(language, `line.${line.kind}`, values)}`, ...(cut === '' ? [] : [`> ${cut}`])];
}

function yesOf(item: ScopeItem, line: ScopeItem | undefined, language: string): string {
  const values = { title: escapeName(item.title), allowance: allowanceText(item, language) };
  return sayToClients(language, line?.kind === 'in' && item.allowance !== undefined ? 'yes.more' : 'yes', values);
}

/** What became of it; nothing while it is open. */
function outcome({ order, agreement, names }: Shown, reader: Reader): KnownBlock[] {
  const { language } = reader;
  const name = order.decidedBy === null ? '' : nameOf(names, order.decidedBy);
  const date = dayOf(order.decidedAt, agreement, reader);
  switch (order.state) {
    case 'accepted':
      return [section(sayToClients(language, 'state.accepted', { name, date, version: order.newVersion ?? 'none' }))];
    case 'declined':
      return [section(sayToClients(language, 'state.declined', { name, date }))];
    case 'expired':
      return [
        section(sayToClients(language, 'state.expired', { date: untilText(order, agreement, reader) })),
        { type: 'actions', elements: [button('order-again', sayToClients(language, 'button.again'), order.id)] },
      ];
    case 'void':
      return [section(sayToClients(language, 'state.void'))];
    default:
      return [];
  }
}

function foot(shown: Shown, reader: Reader, isOpen: boolean): string {
  const { order, agreement, agency, names } = shown;
  const { language } = reader;
  const values = { author: author(shown), agency: agencyName(agency, language), hash: shortHash(order) };
  if (!isOpen)
    return sayToClients(language, 'foot.over', {
      ...values,
      date: dayOf(order.sentAt ?? order.createdAt, agreement, reader),
    });
  const who = decidersText(agreement, names, language);
  return sayToClients(language, 'foot.open', { ...values, who, date: untilText(order, agreement, reader) });
}

function buttons({ order }: Shown, language: string): ActionsBlock {
  return {
    type: 'actions',
    elements: [
      { ...button('order-accept', sayToClients(language, 'button.yes'), order.id), style: 'primary' },
      button('order-decline', sayToClients(language, 'button.no'), order.id),
    ],
  };
}

/** Once, in the same thread, with the same two buttons; later it says what was decided. */
export const reminder: View<Shown | null> = {
  name: 'order-reminder',
  languages,
  mood: 'light',
  load: (ask, { order }) => loadShown(ask, order),
  pointless: (shown) => (shown?.order.state === 'sent' && shown.isAsFrozen === true ? null : 'not-open'),
  render: (shown, reader, { isInWords }) => {
    if (shown === null) return null;
    const { order, agreement } = shown;
    const { language } = reader;
    if (order.state !== 'sent' || shown.isAsFrozen !== true)
      return message([section(`*${titleOf(order)}*`), ...outcome(shown, reader).slice(0, 1)]);
    const key = isInWords === true ? 'in-words' : 'reminder';
    const text = sayToClients(language, key, { date: untilText(order, agreement, reader) });
    return message([section(`*${titleOf(order)}*\n${text}`), buttons(shown, language)]);
  },
};
