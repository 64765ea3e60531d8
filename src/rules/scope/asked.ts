/**
 * Reads what somebody typed after `/rules used` and `/rules favour`: how much, of what, and a note; and
 * what is named behind `/rules scope`. It knows no month and counts nothing.
 */
import { readAmount } from '../../agreement/amount.ts';
import type { Counted } from '../../agreement/scope-list.ts';
import { fold } from '../../language/day-words.ts';

/** No unit and no title has more of them. */
const MOST_WORDS = 12;

/** `items`: which it may be, in the order of the list; `amount` in hundredths, null where none was named. */
export type AskedUsed = { amount: number | null; items: Counted[]; note: string };

/** `hundredths` of an hour; null where it cannot be read. */
export type AskedFavour = { hundredths: number | null; note: string };

/** Takes the words behind the command's own: `1 article [note]`, `ITEM 1.5 hours [note]`. */
export function readUsed(words: string, items: readonly Counted[]): AskedUsed {
  const parts = words.trim().split(/\s+/).filter(Boolean);
  const at = parts.findIndex((part) => readAmount(part) !== null);
  if (at < 0) return { amount: null, items: parts.length === 0 ? [] : called(parts.join(' '), items), note: '' };
  const amount = readAmount(parts[at] ?? '');
  const before = parts.slice(0, at).join(' ');
  const behind = parts.slice(at + 1);
  const named = before === '' ? null : called(before, items);
  const found = longestFirst(behind).flatMap(({ first, rest }) => {
    const fitting = (named ?? items).filter((item) => fits(first, item));
    return fitting.length === 0 ? [] : [{ items: fitting, note: rest }];
  })[0];
  if (found !== undefined) return { amount, ...found };
  // Another item's unit behind this item's name fits neither.
  const isOfAnother = items.some((item) => isUnit(behind[0] ?? '', item.allowance.unit));
  const whole = behind.join(' ');
  if (named !== null && !isOfAnother) return { amount, items: named, note: whole };
  return { amount, items: [], note: whole };
}

/** Takes the words behind the command's own: `2 hours [what]`, `1h30`, `45 min`, `1,5 saat`. */
export function readFavour(words: string): AskedFavour {
  const text = words.trim();
  const clock = /^(\d{1,3})\s*h\s*(\d{1,2})(?:\s*m(?:in)?)?(?=\s|$)\s*(.*)$/isu.exec(text);
  if (clock !== null) {
    const minutes = Number(clock[1]) * 60 + Number(clock[2]);
    return { hundredths: ofMinutes(minutes), note: (clock[3] ?? '').trim() };
  }
  const [, number = '', unit = '', note = ''] =
    /^(\d+(?:[.,]\d+)?)\s*(hours?|hrs?|h|saat|minutes?|mins?|m|dakika|dk)\.?(?=\s|$)\s*(.*)$/isu.exec(text) ?? [];
  const amount = readAmount(number);
  if (amount === null) return { hundredths: null, note: '' };
  const isHours = /^(h|saat)/i.test(unit);
  return { hundredths: isHours ? amount : ofMinutes(amount / 100), note: note.trim() };
}

function ofMinutes(minutes: number): number | null {
  return minutes > 0 ? Math.max(1, Math.round((minutes * 100) / 60)) : null;
}

function longestFirst(parts: readonly string[]): { first: string; rest: string }[] {
  return parts
    .slice(0, MOST_WORDS)
    .map((_, index) => ({ first: parts.slice(0, index + 1).join(' '), rest: parts.slice(index + 1).join(' ') }))
    .reverse();
}

function fits(text: string, item: Counted): boolean {
  return isUnit(text, item.allowance.unit) || called(text, [item]).length > 0;
}

/** `article` and `articles` are the same unit, and so are `articles` and `blog articles`. */
function isUnit(text: string, unit: string): boolean {
  const [one, other] = [singular(fold(text)), singular(fold(unit))];
  if (one === '') return false;
  return one === other || one === other.split(' ').at(-1) || (['h', 'hr'].includes(one) && other === 'hour');
}

function singular(word: string): string {
  return word.replace(/(?<=\w{2})s$/, '').replace(/(?<=\w{3})l[ae]r$/, '');
}

/** By id or title, or by the beginning of a title, or by a keyword. */
function called(text: string, items: readonly Counted[]): Counted[] {
  const wanted = fold(text);
  const exact = items.filter(({ id, title }) => [fold(id), fold(title)].includes(wanted));
  if (exact.length > 0 || wanted.length < 3) return exact;
  const begins = items.filter(({ title }) => fold(title).startsWith(wanted));
  if (begins.length > 0) return begins;
  return items.filter(({ keywords }) => (keywords ?? []).some((one) => fold(one) === wanted));
}

/** What is named behind `/rules scope import`: a client, empty for the channel's own; null where something else is asked. */
export function askedImport(words: string): string | null {
  const [, found = null] = /^scope\s+(?:import|aktar)(?:$|\s+(.*)$)/isu.exec(words.trim()) ?? [];
  return found ?? (/^scope\s+(?:import|aktar)$/iu.test(words.trim()) ? '' : null);
}

/** What is named behind `/rules scope edit`; empty for a new item, null where something else is asked. */
export function askedItem(words: string): string | null {
  return /^scope\s+(?:edit|düzenle)(?:\s+(.*))?$/isu.exec(words.trim())?.[1]?.trim() ?? (isBareEdit(words) ? '' : null);
}

const isBareEdit = (words: string) => /^scope\s+(?:edit|düzenle)$/iu.test(words.trim());
