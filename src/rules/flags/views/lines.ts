/** The lines a flag is made of, in its reader's language and zone. Everything from outside is escaped here. */
import { amountText } from '../../../agreement/amount.ts';
import type { ScopeItem } from '../../../agreement/scope-list.ts';
import type { ChangeOrder } from '../../../engine/change-order.ts';
import type { AskedThing } from '../../../engine/event.ts';
import type { Reader } from '../../../engine/rule.ts';
import { escapeName, formatInstant, quoteWords } from '../../../language/messages.ts';
import type { Flag } from '../record.ts';
import { type Key, say, serviceName } from '../words.ts';
import type { Names, Quoted, Shown } from './shown.ts';

const longest = { name: 60, quote: 1200, description: 140 };
/** Of so many things the closest items are shown; nobody reads on. */
const mostThings = 4;
const mostServices = 3;

/** How a person is named; by Slack's own mention where we know no name. */
export function nameOf(names: Names, userId: string | null): string {
  if (userId === null || userId === '') return '';
  return escapeName(short(names.get(userId) ?? '', longest.name)) || `<@${userId}>`;
}

const short = (text: string, most: number) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

/** Who wrote it and when, and the client's words as a quote. */
export function askedLine(shown: Shown, { language, ...reader }: Reader): string {
  const { message, record, names, words } = shown;
  const at = message === null ? '' : formatInstant(message.occurredAt, { language, ...reader });
  const asked = say(language, 'asked', { asker: nameOf(names, record.author), at, link: shown.link });
  if (message !== null && message.deletedAt !== null) return `${asked}\n_${say(language, 'deleted')}_`;
  const quote = words === null ? '' : quoteWords(words, longest.quote, (id) => names.get(id));
  if (quote !== '') return `${asked}\n${quote}`;
  const why: Key = words !== null ? 'no-words' : shown.isUnavailable ? 'words-unavailable' : 'words-gone';
  return `${asked}\n_${say(language, why)}_`;
}

/** What each thing is taken for, with the closest items and why. */
export function thingLines(things: readonly AskedThing[], quoted: Quoted, reader: Reader): string[] {
  const { language } = reader;
  const shown = things.slice(0, mostThings);
  const more = things.length - shown.length;
  const count = things.length > 1 ? [say(language, 'several', { count: things.length })] : [];
  const each = shown.map((thing, at) => {
    const mark = things.length > 1 ? `*${at + 1}.* ` : '';
    return [`${mark}${thingLine(thing, quoted, reader)}`, ...closestLines(thing, quoted, reader)].join('\n');
  });
  return [...count, ...each, ...(more > 0 ? [say(language, 'more', { count: more })] : [])];
}

function thingLine(
  { verdict, scope, itemId, isCorrected }: AskedThing,
  { items }: Quoted,
  { language }: Reader,
): string {
  const title = titleOf(items, itemId);
  const key: Key =
    verdict === 'flag'
      ? 'thing.flag'
      : verdict === 'none'
        ? 'thing.none'
        : `thing.ask.${title === '' ? 'unlisted' : scope}`;
  const learnt = isCorrected ? ` ${say(language, 'corrected')}` : '';
  return `${say(language, key, { title })}${learnt}`;
}

function titleOf(items: readonly ScopeItem[], itemId: string | null): string {
  return escapeName(items.find(({ id }) => id === itemId)?.title ?? itemId ?? '');
}

function closestLines({ closest }: AskedThing, quoted: Quoted, reader: Reader): string[] {
  const { language } = reader;
  return closest
    .filter(({ likeness }) => likeness > 0)
    .flatMap(({ itemId, services }) => {
      const item = quoted.items.find(({ id }) => id === itemId);
      if (item === undefined) return [];
      const { description = '' } = item;
      const values = {
        title: escapeName(item.title),
        id: item.id,
        description: description === '' ? 'none' : escapeName(short(description, longest.description)),
        services:
          services
            .slice(0, mostServices)
            .map((one) => serviceName(one, language))
            .join(', ') || 'none',
      };
      return [`${say(language, `item.${item.kind}`, values)}${usedOf(item, quoted, reader)}`];
    });
}

function usedOf(item: ScopeItem, { usage, month }: Quoted, { language }: Reader): string {
  const found = usage.find((one) => one.item.id === item.id);
  if (found === undefined) return '';
  const { used, available } = found;
  return ` ${say(language, 'used', {
    used: amountText(used, language),
    available: amountText(available, language),
    unit: escapeName(found.item.allowance.unit),
    month: monthText(month, language),
    isAll: used > available ? 'over' : used === available ? 'yes' : 'no',
  })}`;
}

function monthText(month: string, language: string): string {
  const date = new Date(`${month}-15T12:00:00Z`);
  return new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' }).format(date);
}

function orderLine(order: ChangeOrder, names: Names, reader: Reader): string {
  const { state, author, decidedBy, newVersion } = order;
  const until = order.expiresAt === null ? '' : formatInstant(order.expiresAt, reader);
  const at = order.decidedAt ?? order.sentAt ?? order.createdAt;
  return say(reader.language, `order.${state === 'void' ? 'draft' : state}`, {
    ...{ author: nameOf(names, author), by: nameOf(names, decidedBy), at: formatInstant(at, reader), until },
    version: newVersion ?? 0,
  });
}

/** What became of it, the newest last: what staff said, what was noted down, what the client wrote since. */
export function outcomeLines(
  { names, entries, order, link }: Shown,
  flag: Flag,
  quoted: Quoted,
  reader: Reader,
): string[] {
  const { language } = reader;
  const at = (instant: number) => formatInstant(instant, reader);
  const lines: string[] = [];
  if (flag.state === 'in' || flag.state === 'none') {
    const by = nameOf(names, flag.settledBy);
    const title = titleOf(quoted.items, flag.settledAs) || 'none';
    lines.push(say(language, `outcome.${flag.state}`, { by, at: at(flag.settledAt ?? 0), title }));
  }
  for (const { kind, amount, unit, by, at: notedAt } of entries) {
    const values = {
      by: nameOf(names, by),
      at: at(notedAt),
      amount: amountText(amount, language),
      hours: amount / 100,
    };
    lines.push(say(language, `outcome.${kind}`, { ...values, unit: escapeName(unit) }));
  }
  if (order !== null) lines.push(orderLine(order, names, reader));
  if (flag.editedAt !== null) lines.push(say(language, 'rewritten', { at: at(flag.editedAt) }));
  if (flag.again !== null) {
    const { count, at: askedAt } = flag.again;
    lines.push(say(language, 'again', { count, at: at(askedAt), link }));
  }
  return lines;
}
