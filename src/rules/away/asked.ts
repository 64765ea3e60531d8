/** Reads what somebody typed after `/rules away`: who, from when to when, and who stands in. Slack names people by id. */
import { fold } from '../../language/day-words.ts';

export type Asked =
  | { what: 'list' }
  | { what: 'back'; userId: string | null }
  /** `userId` null: the asker. `words` are folded, and say from when to when. */
  | { what: 'set'; userId: string | null; backup: string | null; words: string }
  | { what: 'unreadable' }
  | { what: 'unknown-person' };

const BACK = ['off', 'back', 'end', 'stop', 'over', 'geri', 'dondum', 'geldim', 'bitti', 'kapat'];
const mention = /<@([UW][A-Z0-9]+)(?:\|[^>]*)?>/g;

/** Takes the words behind the command's own. Whoever is named before the time is away, whoever is named behind stands in. */
export function readAsked(words: string): Asked {
  const text = words.trim();
  if (text === '') return { what: 'list' };
  const named = [...text.matchAll(mention)].map((found) => ({ userId: found[1] ?? '', at: found.index }));
  const rest = fold(text.replaceAll(mention, ' '));
  const firstWord = text.search(/[^\s]/);
  const before = named.filter(({ at }) => at === firstWord || text.slice(0, at).replaceAll(mention, '').trim() === '');
  const behind = named.filter((one) => !before.includes(one));
  // A name that Slack did not make a mention of.
  if (rest.includes('@')) return { what: 'unknown-person' };
  if (before.length > 1 || behind.length > 1) return { what: 'unreadable' };
  const userId = before[0]?.userId ?? null;
  if (BACK.includes(rest) && behind.length === 0) return { what: 'back', userId };
  if (rest === '') return { what: 'unreadable' };
  return { what: 'set', userId, backup: behind[0]?.userId ?? null, words: rest };
}
