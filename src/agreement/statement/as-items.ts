/** What was read in a statement of work, as items of a list: each with an id of its own. */
import { fold } from '../../language/day-words.ts';
import { LONGEST } from '../scope-list.ts';
import type { Proposed } from './item-line.ts';

/** An item as it is written in the agreement's file. */
export type WrittenItem = Omit<Proposed, 'line' | 'id'> & { id: string };

/** Gives them ids that none of `taken` is, and no two have; the id of a table's own column stays. */
export function asItems(proposed: readonly Proposed[], taken: Iterable<string>): WrittenItem[] {
  const ids = new Set(taken);
  return proposed.map(({ line: _, id, kind, title, ...more }) => {
    const own = freeId(id ?? idFromTitle(title), ids);
    ids.add(own);
    return { id: own, kind, title, ...more };
  });
}

/** `blog-articles` of `Blog articles`; `item` where a title has no letters of ours. */
export function idFromTitle(title: string): string {
  const id = fold(title)
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST.id)
    .replace(/^-|-$/g, '');
  return id === '' ? 'item' : id;
}

/** The id itself, or with a number behind it where it is taken. */
export function freeId(id: string, taken: ReadonlySet<string>): string {
  if (!taken.has(id)) return id;
  for (let number = 2; ; number++) {
    const ending = `-${number}`;
    const next = `${id.slice(0, LONGEST.id - ending.length).replace(/-$/, '')}${ending}`;
    if (!taken.has(next)) return next;
  }
}
