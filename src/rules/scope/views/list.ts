/** The list as staff see it: each item with its side, and what is used of its allowance. */

import type { Agreement } from '../../../agreement/agreement.ts';
import { amountText } from '../../../agreement/amount.ts';
import { type ScopeItem, scopeOf } from '../../../agreement/scope-list.ts';
import { loadUsage, monthOf, type Usage } from '../../../engine/allowance.ts';
import type { Reader, Rendered, View } from '../../../engine/rule.ts';
import { escapeName } from '../../../language/messages.ts';
import { say } from '../words.ts';
import {
  type Listed,
  listedLine,
  loadListed,
  loadNames,
  message,
  moneyText,
  monthText,
  type Names,
  nameOf,
} from './parts.ts';

/** In letters of one side of the list: Slack takes no message that is much longer than both. */
const longestSide = 5000;
const mostLatest = 5;

type ListFacts = {
  agreement: Agreement;
  month: string;
  usage: Usage[];
  latest: Listed[];
  names: Names;
} | null;

export const list: View<ListFacts> = {
  name: 'scope-list',
  load: async (ask, { clientId }, { now }) => {
    const agreement = await ask('agreement', { clientId: String(clientId) });
    if (agreement === null) return null;
    const month = monthOf(agreement, now);
    const entries = await ask('scopeEntries', { clientId: agreement.id, kind: 'used', from: month, until: month });
    const latest = await loadListed(ask, entries.slice(-mostLatest).reverse());
    const owners = scopeOf(agreement).items.flatMap(({ owner }) => owner?.id ?? []);
    const names = await loadNames(ask, [...owners, ...latest.map(({ entry }) => entry.by)]);
    return { agreement, month, usage: await loadUsage(ask, agreement, month), latest, names };
  },
  render: (facts, reader) => (facts === null ? null : drawn(facts, reader)),
};

function drawn(facts: NonNullable<ListFacts>, reader: Reader): Rendered {
  const { agreement, latest, names } = facts;
  const { language } = reader;
  const { items } = scopeOf(agreement);
  const client = escapeName(agreement.client.name);
  const title = say(language, 'list.title', { client, version: agreement.version });
  if (items.length === 0) return message([title, say(language, 'list.empty')]);
  const groups = (['in', 'out'] as const).flatMap((kind) => {
    const lines = items.filter((item) => item.kind === kind).map((item) => lineOf(item, facts, reader));
    const shown = fitting(lines);
    const left = lines.length - shown.length;
    const more = left > 0 ? [say(language, 'list.more', { count: left })] : [];
    return lines.length === 0 ? [] : [[say(language, `list.${kind}`), ...shown, ...more]];
  });
  const entries = latest.map((one) => listedLine(one, agreement, names, reader));
  const before = entries.length === 0 ? [] : [[say(language, 'latest')], ...entries];
  return message([title], ...groups, ...before, [say(language, 'list.how')]);
}

function fitting(lines: readonly string[]): string[] {
  let length = 0;
  const end = lines.findIndex((line) => {
    length += line.length;
    return length > longestSide;
  });
  return lines.slice(0, end < 0 ? lines.length : end);
}

function lineOf(item: ScopeItem, { usage, month, names }: NonNullable<ListFacts>, reader: Reader): string {
  const { language } = reader;
  const counted = usage.find((one) => one.item.id === item.id);
  const { price, owner } = item;
  const extras = [
    counted === undefined ? '' : say(language, 'list.used', usedValues(counted, month, reader)),
    owner === undefined ? '' : say(language, 'list.owner', { owner: nameOf(names, owner.id) }),
    price === undefined
      ? ''
      : say(language, 'list.price', {
          amount: moneyText(Math.round(price.amount * 100), price.currency, reader),
          per: price.per === undefined ? 'none' : escapeName(price.per),
        }),
  ];
  return say(language, 'list.line', { title: escapeName(item.title), id: item.id, extras: extras.join('') });
}

/** What is used of an allowance, for words. */
export function usedValues({ item, used, available, carried }: Usage, month: string, reader: Reader) {
  const { language } = reader;
  return {
    used: amountText(used, language),
    available: amountText(available, language),
    unit: escapeName(item.allowance.unit),
    month: monthText(month, reader),
    isAll: used > available ? 'over' : used === available ? 'yes' : 'no',
    carried: carried === 0 ? 'none' : amountText(carried, language),
    title: escapeName(item.title),
  };
}
