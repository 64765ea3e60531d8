/** What an accepted offer does to the list as it is by then, which may be another than the one that it was made from. */
import type { Agreement } from '../../agreement/agreement.ts';
import type { AgreedItem } from '../../agreement/change.ts';
import { MOST_ITEMS, type ScopeItem, scopeOf } from '../../agreement/scope-list.ts';
import type { ChangeOrder } from '../../engine/change-order.ts';

export type Merged = {
  /** Items that somebody changed meanwhile, so that putting these would overwrite it. */
  changed: string[];
  /** What is to be put into the agreement; empty where it says so already. */
  values: AgreedItem[];
};

/** Holds each item against the list that it was made from (null: not known any more) and the list now. */
export function merge({ items }: Pick<ChangeOrder, 'items'>, now: Agreement, basis: Agreement | null): Merged {
  const [listed, before] = [scopeOf(now).items, basis === null ? [] : scopeOf(basis).items];
  const merged: Merged = { changed: [], values: [] };
  for (const item of items) {
    const current = listed.find(({ id }) => id === item.id);
    if (isSame(current, item)) continue;
    const wasThere = before.find(({ id }) => id === item.id);
    const isFull = current === undefined && listed.length >= MOST_ITEMS;
    if (isFull || (now.version !== basis?.version && !isSame(current, wasThere))) merged.changed.push(item.id);
    merged.values.push(agreedItem(item, current));
  }
  return merged;
}

function agreedItem(item: ScopeItem, current: ScopeItem | undefined): AgreedItem {
  const { id, kind, title, allowance } = item;
  const amount = allowance === undefined ? null : `${allowance.amount / 100} ${allowance.unit}`;
  const isNewAmount = amount !== null && !isSame(allowance, current?.allowance);
  return {
    path: ['scope', 'items'],
    id,
    item: { kind, ...(current === undefined ? { title } : {}), ...(isNewAmount ? { allowance: amount } : {}) },
  };
}

/** Whatever the order in which the database keeps keys. */
function isSame(one: unknown, other: unknown): boolean {
  const text = (value: unknown) =>
    JSON.stringify(value, (_, part: unknown) =>
      typeof part === 'object' && part !== null && !Array.isArray(part)
        ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
        : part,
    );
  return text(one) === text(other);
}
