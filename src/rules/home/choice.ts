/** Which of the waiting questions somebody looks at: the filter and the page, as far as what they kept still makes sense. */
import { type Board, isOf, isOverdue, type Served, type Waiting } from './board.ts';
import type { Kept } from './kept.ts';

export const pageSize = 20;
const clientPrefix = 'in:';

export type Filter = { kind: 'all' | 'mine' | 'overdue' } | { kind: 'client'; client: Served };

export type Choice = {
  filter: Filter;
  /** What the filter lets through. */
  count: number;
  /** From 0. */
  page: number;
  pages: number;
  shown: Waiting[];
};

/** A filter as the select carries it: `all`, `mine`, `overdue` or `in:nova`. */
export function filterValue(filter: Filter): string {
  return filter.kind === 'client' ? `${clientPrefix}${filter.client.clientId}` : filter.kind;
}

/** What somebody looks at now. */
export function chosen(board: Board, kept: Kept, userId: string, now: number): Choice {
  const filter = filterOf(board, kept.filter);
  const all = board.waiting.filter((one) => passes(one, filter, userId, now));
  const pages = Math.max(1, Math.ceil(all.length / pageSize));
  const page = Math.min(kept.page, pages - 1);
  return { filter, count: all.length, page, pages, shown: all.slice(page * pageSize, (page + 1) * pageSize) };
}

function filterOf({ clients }: Board, value: string | null): Filter {
  if (value === 'all' || value === 'mine' || value === 'overdue') return { kind: value };
  const client = clients.find(({ clientId }) => value === `${clientPrefix}${clientId}`);
  if (client !== undefined) return { kind: 'client', client };
  return { kind: clients.some(({ isManaged }) => isManaged) ? 'mine' : 'all' };
}

function passes(one: Waiting, filter: Filter, userId: string, now: number): boolean {
  switch (filter.kind) {
    case 'all':
      return true;
    case 'mine':
      return isOf(one, userId);
    case 'overdue':
      return isOverdue(one, now);
    case 'client':
      return one.client.clientId === filter.client.clientId;
  }
}
