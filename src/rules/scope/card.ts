/** What the card says of the list: the titles of what is in and of what is not, short enough to be read. */
import { amountText } from '../../agreement/amount.ts';
import { type Allowance, type ScopeItem, scopeSection } from '../../agreement/scope-list.ts';
import { sectionOf } from '../../agreement/section.ts';
import type { CardPart } from '../../engine/card.ts';
import { escapeName } from '../../language/messages.ts';
import { sayToClients } from './words.ts';

/** In letters of one line of the card. */
const LONGEST = 1200;

export const card: CardPart = {
  part: 'scope',
  keys: ['scope.items'],
  title: (language) => sayToClients(language, 'card.title'),
  lines: (agreement, { language }) => {
    const items = sectionOf(agreement, scopeSection)?.items ?? [];
    return (['in', 'out'] as const).flatMap((kind) => {
      const titles = items.filter((item) => item.kind === kind).map((item) => shortly(item, language));
      return titles.length === 0 ? [] : [sayToClients(language, `card.${kind}`, { items: fitting(titles, language) })];
    });
  },
};

/** An allowance in words: `4 articles a month`. */
export function allowanceText({ amount, unit }: Allowance, language: string): string {
  return sayToClients(language, 'allowance', { amount: amountText(amount, language), unit: escapeName(unit) });
}

function shortly({ title, allowance }: ScopeItem, language: string): string {
  if (allowance === undefined) return escapeName(title);
  return sayToClients(language, 'item.allowance', {
    title: escapeName(title),
    allowance: allowanceText(allowance, language),
  });
}

function fitting(titles: readonly string[], language: string): string {
  const shown: string[] = [];
  let length = 0;
  for (const title of titles) {
    length += title.length + 2;
    if (length > LONGEST) break;
    shown.push(title);
  }
  const left = titles.length - shown.length;
  return [...shown, ...(left === 0 ? [] : [sayToClients(language, 'card.more', { count: left })])].join(', ');
}
