/** Reads what somebody typed after `/rules oncall`. Slack names people by id; rotas are found by whoever knows which there are. */
import { fold } from '../../language/day-words.ts';

export type Asked =
  | { what: 'list'; words: string }
  /** `userId` null: the asker. `words` are folded: perhaps a rota, and from when to when. */
  | { what: 'override'; userId: string | null; words: string }
  /** The two who swap, the asker and one more where only one is named. `words`: perhaps a rota. */
  | { what: 'swap'; userIds: (string | null)[]; words: string }
  | { what: 'back' }
  | { what: 'unreadable' }
  | { what: 'unknown-person' };

const OVERRIDE = ['override', 'cover', 'take', 'devral', 'ustlen'];
const SWAP = ['swap', 'switch', 'degis', 'degistir', 'takas'];
const BACK = ['back', 'undo', 'cancel', 'geri', 'vazgec', 'iptal'];
const mention = /<@([UW][A-Z0-9]+)(?:\|[^>]*)?>/g;

/** Takes the words behind the command's own. */
export function readAsked(words: string): Asked {
  const userIds = [...words.matchAll(mention)].map((found) => found[1] ?? '');
  const [first = '', ...others] = fold(words.replaceAll(mention, ' ')).split(' ');
  const rest = others.join(' ');
  // A name that Slack did not make a mention of.
  if (first.includes('@') || rest.includes('@')) return { what: 'unknown-person' };
  if (OVERRIDE.includes(first)) {
    if (userIds.length > 1 || rest === '') return { what: 'unreadable' };
    return { what: 'override', userId: userIds[0] ?? null, words: rest };
  }
  if (SWAP.includes(first)) {
    if (userIds.length === 0 || userIds.length > 2) return { what: 'unreadable' };
    return { what: 'swap', userIds: userIds.length === 1 ? [null, ...userIds] : userIds, words: rest };
  }
  if (userIds.length > 0) return { what: 'unreadable' };
  return BACK.includes(first) ? { what: 'back' } : { what: 'list', words: [first, ...others].join(' ').trim() };
}

/** Takes the rota's name out of folded words: which one it is, null where none is named, and what is left. */
export function withoutRota(words: string, names: readonly string[]): { rota: string | null; words: string } {
  const parts = words.split(' ');
  const at = parts.findIndex((part) => names.includes(part));
  const rota = parts[at] ?? null;
  return { rota, words: parts.filter((_, index) => index !== at).join(' ') };
}
