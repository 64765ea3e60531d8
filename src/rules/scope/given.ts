/** What was given as a favour in a month, and whether it is more than was agreed. */
import type { Scope } from '../../agreement/scope-list.ts';
import type { ScopeEntry } from '../../engine/scope-entry.ts';

/** What favours of a month come to: how many, hundredths of hours, and what they are worth in hundredths of the currency. */
export type Given = { count: number; hours: number; worth: number | null; byPerson: Map<string, number> };

/** Adds favours up; `worth` null where the agreement does not say what an hour is worth. */
export function givenIn(entries: readonly ScopeEntry[], { favours }: Scope): Given {
  const hours = entries.reduce((sum, { amount }) => sum + amount, 0);
  const byPerson = new Map<string, number>();
  for (const { by, amount } of entries) byPerson.set(by, (byPerson.get(by) ?? 0) + amount);
  const { hourly } = favours;
  return { count: entries.length, hours, worth: hourly ? Math.round(hours * hourly.amount) : null, byPerson };
}

/** Whether a month's favours are more than was agreed: in number, and in worth. */
export function tooMuch({ count, worth }: Given, { favours }: Scope): { byNumber: boolean; byWorth: boolean } {
  const { perMonth, budget } = favours;
  return {
    byNumber: count > perMonth,
    byWorth: budget !== undefined && worth !== null && worth > Math.round(budget.amount * 100),
  };
}
