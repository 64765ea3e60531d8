/**
 * Brings a slip of the finger back to the word that was meant: "animaton", "banenr", "рекалма". Only towards words that
 * name a service, ask or alarm, in Latin and Cyrillic; one slip at most, and never in the first letter. Words that any
 * list, or the client's own, knows stay as they are. Does not check spelling, and mends no word of chatter.
 */
import exceptions from './lexicon/true-words.json' with { type: 'json' };
import { lexicon } from './lexicon.ts';
import { expandBraces, wordsIn } from './phrase-tree.ts';
import { REQUEST_FILES, requestCues } from './request/request-lexicon.ts';
import { URGENCY_FILES, urgencyCues } from './request/urgency.ts';
import { CONCEPT_FILES } from './scope/concept-files.ts';
import { conceptTree } from './scope/concepts.ts';
import { foldWord, type Sentence, type Token } from './tokens.ts';

/** In letters. Shorter words resemble too many others; letters that changed places or were doubled are safer to mend. */
const SHORTEST = { swapped: 4, doubled: 6, slipped: 7, replaced: 8, stem: 6, afterStem: 8 } as const;
const KEY = 3;
const WRITTEN = /^(?:\p{Script=Latin}+|\p{Script=Cyrillic}+)$/u;
const VOWELS = new Set('aeiouyаеиоуыэюя');
const KEYBOARDS = [
  ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'],
  ['йцукенгшщзхъ', 'фывапролджэ', 'ячсмитьбю'],
];
/** Languages that are written in words of several letters. */
const MENDED = ['en', 'tr', 'ru'] as const;

type Words = { readonly whole: ReadonlySet<string>; readonly stems: ReadonlySet<string> };
type ByKey = ReadonlyMap<string, readonly string[]>;
/** All words that are right as they stand, and by their keys those that may have been meant. */
type Vocabulary = Words & { readonly wholeBy: ByKey; readonly stemsBy: ByKey };

let built: Vocabulary | undefined;

/** Takes a message's sentences and whether a folded word is the client's own; gives them with slips mended. */
export function mendTypos(sentences: readonly Sentence[], isOwn: (word: string) => boolean): readonly Sentence[] {
  built ??= buildVocabulary();
  const vocabulary = built;
  const mend = (token: Token): Token => {
    if (token.kind === 'character' || token.text.length < SHORTEST.swapped || isOwn(token.text)) return token;
    const meant = meantBy(token.text, vocabulary);
    return meant === undefined ? token : { ...token, text: meant };
  };
  return sentences.map((sentence) => sentence.map((clause) => clause.map(mend)));
}

function meantBy(word: string, vocabulary: Vocabulary): string | undefined {
  if (!WRITTEN.test(word) || isKnown(word, vocabulary)) return undefined;
  const found = wholeKeys(word).flatMap((key) => vocabulary.wholeBy.get(key) ?? []);
  return found.find((one) => isSwap(word, one)) ?? found.find((one) => isSlip(word, one)) ?? byStem(word, vocabulary);
}

function byStem(word: string, { stemsBy }: Vocabulary): string | undefined {
  if (word.length < SHORTEST.afterStem) return undefined;
  let best: { readonly stem: string; readonly typed: number } | undefined;
  for (const stem of typedStemKeys(word).flatMap((key) => stemsBy.get(key) ?? [])) {
    if (best !== undefined && stem.length <= best.stem.length) continue;
    // A slip in the last letter would let any word pass that begins alike.
    const lengths = [stem.length, stem.length + 1, stem.length - 1].filter((one) => word[one - 1] === stem.at(-1));
    const typed = lengths.find((one) => isSwap(word.slice(0, one), stem) || isSlip(word.slice(0, one), stem));
    if (typed !== undefined) best = { stem, typed };
  }
  return best && best.stem + word.slice(best.typed);
}

function isKnown(word: string, { whole, stems }: Words): boolean {
  if (whole.has(word)) return true;
  // Half a word says enough: "news*" takes any ending, but not a newsletter with a slip in it.
  for (let length = word.length; length * 2 >= word.length; length--) if (stems.has(word.slice(0, length))) return true;
  return false;
}

function buildVocabulary(): Vocabulary {
  const isOpen = (word: string) => word.endsWith('*');
  const whole = new Set(exceptions.words.map(foldWord));
  const stems = new Set(exceptions.words.filter(isOpen).map((word) => foldWord(word).slice(0, -1)));
  for (const root of [requestCues(), urgencyCues(), conceptTree(), lexicon().root]) {
    wordsIn<unknown>(root, (word, way) => {
      if (way !== 'endings') (way === 'next' ? whole : stems).add(word);
    });
  }
  const meant = new Set(
    meantPhrases()
      .flatMap(expandBraces)
      .flatMap((phrase) => phrase.split(/[\s…]+/))
      .map(foldWord),
  );
  const meantStems = [...meant].filter(isOpen).map((word) => word.slice(0, -1));
  return {
    whole,
    stems,
    wholeBy: index([...meant], SHORTEST.swapped, wholeKeys),
    stemsBy: index(meantStems, SHORTEST.stem, stemKeys),
  };
}

/** Of languages with many endings only what names a service or asks: verbs there resemble each other too much. */
function meantPhrases(): readonly string[] {
  const concepts = Object.values(CONCEPT_FILES);
  const { starts = [], works = [] } = REQUEST_FILES.en ?? {};
  const { things = [], fails = [], damage = [] } = URGENCY_FILES.en ?? {};
  const everywhere = MENDED.flatMap((language) => {
    const { asks = [], wants = [] } = REQUEST_FILES[language] ?? {};
    return [asks, wants, concepts.flatMap((concept) => concept[language])].flat();
  });
  return [starts, works, things, fails, damage, everywhere].flat();
}

function index(words: readonly string[], shortest: number, keysOf: (word: string) => readonly string[]): ByKey {
  const found = new Map<string, string[]>();
  for (const word of words) {
    if (word.length < shortest || !WRITTEN.test(word)) continue;
    for (const key of keysOf(word)) {
      const known = found.get(key);
      if (known === undefined) found.set(key, [word]);
      else known.push(word);
    }
  }
  return found;
}

/** The beginning, and the first letter with the end: one slip leaves one of them as it was. Short words: all letters. */
function wholeKeys(word: string): readonly string[] {
  if (word.length < SHORTEST.doubled) return [[...word].sort().join('')];
  return [word.slice(0, KEY), `${word[0]}…${word.slice(-KEY)}`];
}

/** The beginning, and the first letter with what follows the beginning. */
function stemKeys(stem: string): readonly string[] {
  return [stem.slice(0, KEY), `${stem[0]}…${stem.slice(KEY, 2 * KEY)}`];
}

function typedStemKeys(word: string): readonly string[] {
  const shifted = [-1, 0, 1].map((by) => `${word[0]}…${word.slice(KEY + by, 2 * KEY + by)}`);
  return [word.slice(0, KEY), ...shifted];
}

/** Whether two neighbouring letters changed places. */
function isSwap(typed: string, meant: string): boolean {
  if (typed.length !== meant.length || typed[0] !== meant[0]) return false;
  const at = firstDifference(typed, meant);
  return typed[at] === meant[at + 1] && typed[at + 1] === meant[at] && typed.slice(at + 2) === meant.slice(at + 2);
}

/** Whether a letter was doubled or not; in longer words also whether one is wrong, missing or too many. */
function isSlip(typed: string, meant: string): boolean {
  const [short, long] = typed.length < meant.length ? [typed, meant] : [meant, typed];
  if (typed[0] !== meant[0] || long.length - short.length > 1) return false;
  const at = firstDifference(typed, meant);
  const letter = long[at] ?? '';
  if (typed.length === meant.length) {
    const isRest = typed.slice(at + 1) === meant.slice(at + 1);
    return isRest && long.length >= SHORTEST.replaced && areConfused(typed[at] ?? '', meant[at] ?? '');
  }
  if (short.slice(at) !== long.slice(at + 1)) return false;
  // In Turkish an m more or less says the opposite: "biliyor", "bilmiyor".
  return letter === long[at - 1] ? long.length >= SHORTEST.doubled : long.length >= SHORTEST.slipped && letter !== 'm';
}

/** Whether two letters lie side by side on the keyboard, or are vowels. */
function areConfused(one: string, other: string): boolean {
  if (VOWELS.has(one) && VOWELS.has(other)) return true;
  return KEYBOARDS.some((rows) => {
    const [first, second] = [one, other].map((letter) => ({
      row: rows.findIndex((row) => row.includes(letter)),
      column: Math.max(...rows.map((row) => row.indexOf(letter))),
    }));
    if (first === undefined || second === undefined || first.row < 0 || second.row < 0) return false;
    return Math.abs(first.row - second.row) <= 1 && Math.abs(first.column - second.column) <= 1;
  });
}

function firstDifference(one: string, other: string): number {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  return at;
}
