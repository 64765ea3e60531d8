/** Reads what somebody filled in for an offer, and makes of it what becomes of the list. */
import type { Agreement } from '../../agreement/agreement.ts';
import { type Price, readPrice } from '../../agreement/price.ts';
import { LONGEST, MOST_ITEMS, readAllowance, type ScopeItem, scopeOf } from '../../agreement/scope-list.ts';
import { freeId, idFromTitle } from '../../agreement/statement/as-items.ts';
import type { OrderWords } from '../../engine/change-order.ts';
import type { FormValues } from '../../engine/event.ts';
import { LONGEST_OPEN } from './config.ts';
import type { Key } from './words.ts';

/** In letters, as typed. */
export const LONGEST_TEXT = 2400;
export const LONGEST_TIME = 150;
/** Chosen in the place of a line that is on the list already. */
export const newItem = 'new item';

export type Drafted = {
  words: OrderWords;
  itemId: string | null;
  items: ScopeItem[];
  price: Price | null;
  days: number;
};

/** What is wrong, by field. */
export type Wrong = { errors: Record<string, Key> };

/** Reads the form; every field that cannot stand is named. */
export function readDraft(values: FormValues, agreement: Agreement): Drafted | Wrong {
  const typed = (name: string) => String(values[name] ?? '').trim();
  const { items } = scopeOf(agreement);
  const known = items.find(({ id }) => id === values.item);
  const price = typed('price') === '' ? null : readPrice(typed('price'), usualCurrency(agreement, known));
  const allowance = typed('allowance') === '' ? undefined : readAllowance(typed('allowance'));
  const days = Number(typed('days'));
  const title = known?.title ?? typed('title').replace(/\s+/g, ' ');
  const checks: [boolean, string, Key][] = [
    [typed('text') === '' || typed('text').length > LONGEST_TEXT, 'text', 'error.text'],
    [typed('time').length > LONGEST_TIME, 'time', 'error.time'],
    [known === undefined && values.item !== newItem, 'item', 'error.item'],
    [known === undefined && items.length >= MOST_ITEMS, 'item', 'error.full'],
    [known === undefined && (title === '' || title.length > LONGEST.title), 'title', 'error.title'],
    [known !== undefined && typed('title') !== '' && typed('title') !== known.title, 'title', 'error.title-known'],
    [typed('allowance') !== '' && allowance === undefined, 'allowance', 'error.allowance'],
    [known?.kind === 'in' && isAsItIs(known, allowance), 'allowance', 'error.no-change'],
    [typed('price') !== '' && price === null, 'price', 'error.price'],
    [!Number.isInteger(days) || days < 1 || days > LONGEST_OPEN, 'days', 'error.days'],
  ];
  const errors: Record<string, Key> = {};
  for (const [isWrong, field, key] of checks) if (isWrong) errors[field] ??= key;
  if (Object.keys(errors).length > 0) return { errors };
  const becomes = known ?? { id: freeId(idFromTitle(title), new Set(items.map(({ id }) => id))), title };
  const item = { ...becomes, kind: 'in' as const, ...(allowance === undefined ? {} : { allowance }) };
  const words = { text: typed('text'), time: typed('time').replace(/\s+/g, ' ') };
  return { words, itemId: known?.id ?? null, items: [item], price, days };
}

function isAsItIs(item: ScopeItem, allowance: ScopeItem['allowance']): boolean {
  return allowance === undefined || JSON.stringify(allowance) === JSON.stringify(item.allowance);
}

/** The one that the list names for this line, or else for anything. */
export function usualCurrency(agreement: Agreement, item: ScopeItem | undefined): string | null {
  const { items, favours } = scopeOf(agreement);
  const priced = [item, ...items].flatMap((one) => one?.price?.currency ?? []);
  return priced[0] ?? favours.hourly?.currency ?? null;
}
