/**
 * Looks for the words of `words.json` in a text, whichever of the six languages they are of. It knows no sentence: a phrase
 * stands as it is written, with whole words where a script has spaces, capitals and accents aside.
 */
import { fold } from '../../language/day-words.ts';
import words from './words.json' with { type: 'json' };

type ByLanguage = Readonly<Record<string, readonly string[]>>;
type Lists = {
  [Name in keyof typeof words as (typeof words)[Name] extends Record<string, string[]> ? Name : never]: unknown;
};

/** A list that has phrases in each language. */
export type ListName = keyof Lists;

/** All phrases of a list, the longest first. */
export function phrasesOf(name: ListName): string[] {
  const lists: ByLanguage = words[name];
  return Object.values(lists).flat().sort(longestFirst);
}

/**
 * Several phrases as the source of one regular expression, for the flags `iu`. What must not stand beside them is written once
 * for all of a kind: a regular expression with hundreds of such conditions takes long to be made.
 */
export function anyOf(phrases: readonly string[]): string {
  const kinds = group(phrases);
  return `(?:${[...kinds].map(([kind, some]) => within(kind, some.map(sourceOf).join('|'))).join('|')})`;
}

/** The same, of a list. */
export function anyIn(name: ListName): string {
  return anyOf(phrasesOf(name));
}

/** A phrase as headings and cells are compared: folded, without marks and colons around it. */
export function keyOf(text: string): string {
  return fold(text.replace(/^[\s#*_>\d.)(:：]+|[\s*_:：.]+$/gu, ''));
}

/** The keys of all phrases of a list. */
export function keysOf(phrases: readonly string[]): ReadonlySet<string> {
  return new Set(phrases.map((phrase) => keyOf(phrase) || fold(phrase)));
}

const longestFirst = (one: string, other: string) => other.length - one.length;

const withSpaces = /[\p{Script=Latin}\p{Script=Cyrillic}]/u;
const oneSign = /^[\p{Script=Han}\p{Script=Hangul}]$/u;

type Kind = 'sign' | 'whole' | 'begins' | 'ends' | 'anywhere';

function kindOf(phrase: string): Kind {
  if (oneSign.test(phrase)) return 'sign';
  const [begins, ends] = [withSpaces.test(phrase[0] ?? ''), withSpaces.test(phrase.at(-1) ?? '')];
  if (begins && ends) return 'whole';
  return begins ? 'begins' : ends ? 'ends' : 'anywhere';
}

function group(phrases: readonly string[]): Map<Kind, string[]> {
  const kinds = new Map<Kind, string[]>();
  for (const phrase of phrases) kinds.set(kindOf(phrase), [...(kinds.get(kindOf(phrase)) ?? []), phrase]);
  return kinds;
}

/** A sign that is a word of its own and a part of many others stands before a number or a space. */
function within(kind: Kind, source: string): string {
  if (kind === 'sign') return `(?<!\\p{L})(?:${source})(?=\\s*\\d|\\s)`;
  const before = kind === 'whole' || kind === 'begins' ? '(?<![\\p{L}\\p{N}])' : '';
  const behind = kind === 'whole' || kind === 'ends' ? '(?![\\p{L}\\p{N}])' : '';
  return `${before}(?:${source})${behind}`;
}

function sourceOf(phrase: string): string {
  return phrase
    .replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
    .replace(/[iıİI]/g, '[iıİI]')
    .replace(/\s+/g, '\\s+');
}
