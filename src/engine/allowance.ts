/**
 * How much of each allowance is used in a calendar month of the client's zone. Nothing is carried over unless an item says
 * so; then what the month before left is added, and no older rest. It deliberately counts no favours.
 */

import type { Agreement } from '../agreement/agreement.ts';
import { zoneOfClient } from '../agreement/client-zone.ts';
import { type Counted, countedOf, scopeOf } from '../agreement/scope-list.ts';
import { localDate, startOfDate } from '../time/local-date.ts';
import type { Ask } from './facts.ts';
import type { ScopeEntry } from './scope-entry.ts';

/** Amounts in hundredths; `available` is the allowance with what was carried over. */
export type Usage = { item: Counted; used: number; carried: number; available: number };

/** Versions of one month that are looked through for how it began. */
const MOST_VERSIONS = 50;

/** The calendar month (`2026-11`) of an instant (epoch milliseconds) where the client is. */
export function monthOf(agreement: Agreement, at: number): string {
  return localDate(zoneOfClient(agreement), at).slice(0, 7);
}

/** The month before: `2025-12` of `2026-01`. */
export function monthBefore(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return number > 1 ? `${year}-${String(number - 1).padStart(2, '0')}` : `${year - 1}-12`;
}

/** When the month after this one begins where the client is; epoch milliseconds. */
export function endOfMonth(agreement: Agreement, month: string): number {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const next = number < 12 ? `${year}-${String(number + 1).padStart(2, '0')}` : `${year + 1}-01`;
  return startOfDate(zoneOfClient(agreement), `${next}-01`);
}

/** How much of every allowance is used in a month, in the order of the list. */
export async function loadUsage(ask: Ask, agreement: Agreement, month: string): Promise<Usage[]> {
  const items = countedOf(scopeOf(agreement).items);
  if (items.length === 0) return [];
  const before = monthBefore(month);
  const entries = await ask('scopeEntries', { clientId: agreement.id, kind: 'used', from: before, until: month });
  const began = items.some(({ carryOver }) => carryOver) ? await agreedAtStart(ask, agreement, month) : null;
  return items.map((item) => {
    const used = sumOf(entries, month, item);
    const earlier = began === null ? undefined : countedOf(scopeOf(began).items).find(({ id }) => id === item.id);
    const isCarried = item.carryOver === true && earlier !== undefined && isSameUnit(earlier, item);
    const carried = isCarried ? Math.max(0, earlier.allowance.amount - sumOf(entries, before, item)) : 0;
    return { item, used, carried, available: item.allowance.amount + carried };
  });
}

/** The version that was in force when a month began; null where nothing was agreed yet. */
async function agreedAtStart(ask: Ask, agreement: Agreement, month: string): Promise<Agreement | null> {
  const start = startOfDate(zoneOfClient(agreement), `${month}-01`);
  const clientId = agreement.id;
  for (let version = agreement.version; version > Math.max(0, agreement.version - MOST_VERSIONS); version--) {
    const text = await ask('agreementText', { clientId, version });
    if (text !== null && text.appliedAt <= start) return ask('agreement', { clientId, version });
  }
  return null;
}

function sumOf(entries: readonly ScopeEntry[], month: string, item: Counted): number {
  const theirs = entries.filter((one) => one.month === month && one.itemId === item.id);
  return theirs.reduce((sum, { amount }) => sum + amount, 0);
}

const isSameUnit = (one: Counted, other: Counted) => one.allowance.unit === other.allowance.unit;

/** A threshold in percent that this step passes: all of it before the agreement's share; null for none. */
export function passed(before: number, after: number, available: number, warnAt: number): number | null {
  const passes = (percent: number) => before * 100 < available * percent && after * 100 >= available * percent;
  return passes(100) ? 100 : passes(warnAt) ? warnAt : null;
}
