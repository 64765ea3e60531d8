/**
 * Cuts words into sentences, clauses and tokens, going by Unicode script and never by a guessed language. Latin and
 * Cyrillic give whole words; Hangul, Han and Thai give single characters, because people there leave spaces out or put
 * them anywhere and the lists are matched as strings. Does not stem: lists name the endings they accept.
 */

import variants from './lexicon/han-variants.json' with { type: 'json' };
import { compose } from './normalise.ts';

export type Token = {
  /** Folded: lower case, Latin without diacritics, apostrophes gone. */
  readonly text: string;
  /** A whole word, or one character of a script written without reliable spaces. */
  readonly kind: 'word' | 'character';
  /** Began with a capital letter as it was typed. */
  readonly capital: boolean;
};
export type Clause = readonly Token[];
export type Sentence = readonly Clause[];

const PIECE = new RegExp(
  [
    "(?<word>\\+?[\\p{Script=Latin}\\p{Nd}\\p{Mn}]+(?:['’ʼ`´][\\p{Script=Latin}\\p{Nd}\\p{Mn}]+)*|\\p{Script=Cyrillic}[\\p{Script=Cyrillic}\\p{Mn}]*)",
    '(?<apart>(?<![\\p{L}\\p{N}])[안못](?=\\s|$))',
    '(?<character>[\\u0E00-\\u0E7F]\\p{Mn}*|\\p{Script=Han}|\\p{Script=Hangul})',
    '(?<other>[\\p{L}\\p{N}]+)',
    '(?<sentenceEnd>[\\n!…。;]|(?<![\\u0E00-\\u0E7F]|\\b(?:[Dd]r|[Mm]rs?|[Mm]s|[Pp]rof|vs))\\.(?![\\p{L}\\p{N}]))',
    '(?<clauseEnd>,(?!\\s*что )|[、:()\\[\\]—–|/~〜]| - |(?<=ครับ|คับ|ค่ะ|คะ|ค่า|จ้า|นะ)\\s+|(?<=니다|[어아해에예네세게돼워져려이까나가]요|죠)\\s+)',
  ].join('|'),
  'gu',
);
const SIMPLIFIED = new Map(Object.entries(variants.simplified));
const LATIN_MARKED = /[\u00C0-\u024F\u1E00-\u1EFF]/g;
const LOOSE_MARKS = /[\u0300-\u036F'’ʼ`´]/g;

/**
 * Folds a word so that careless and careful typing meet: any of the four i of Turkish becomes i (before lower-casing,
 * which would make two of them differ), Latin loses its diacritics, Cyrillic yo becomes ye, Thai's doubled e becomes ae.
 */
export function foldWord(word: string): string {
  return word
    .replace(/[İIı]/g, 'i')
    .toLowerCase()
    .replace(LATIN_MARKED, (letter) => letter.normalize('NFD'))
    .replace(LOOSE_MARKS, '')
    .replaceAll('ё', 'е');
}

/** Takes normalised words and gives their sentences; sentences and clauses without a token are left out. */
export function cutSentences(words: string): readonly Sentence[] {
  const sentences: Clause[][] = [];
  let sentence: Clause[] = [];
  let clause: Token[] = [];
  const closeClause = () => {
    if (clause.length > 0) sentence.push(clause);
    clause = [];
  };
  const closeSentence = () => {
    closeClause();
    if (sentence.length > 0) sentences.push(sentence);
    sentence = [];
  };
  for (const { groups = {} } of words.replaceAll('เเ', 'แ').matchAll(PIECE)) {
    if (groups.sentenceEnd !== undefined) closeSentence();
    else if (groups.clauseEnd !== undefined) closeClause();
    else clause.push(tokenOf(groups));
  }
  closeSentence();
  return sentences;
}

/** Takes one phrase of a list and gives its tokens, cut exactly as a message would be. */
export function cutPhrase(phrase: string): readonly Token[] {
  return cutSentences(compose(phrase)).flat(2);
}

/** Gives tokens as a text again: words with spaces between them, characters without. */
export function spell(tokens: readonly Token[]): string {
  return tokens
    .map(({ text, kind }, index) =>
      index > 0 && (kind === 'word' || tokens[index - 1]?.kind === 'word') ? ` ${text}` : text,
    )
    .join('');
}

function tokenOf(groups: Record<string, string | undefined>): Token {
  if (groups.character !== undefined) {
    const text = SIMPLIFIED.get(groups.character) ?? groups.character;
    return { text, kind: 'character', capital: false };
  }
  // Korean "not", which is also a syllable of many words: told apart by standing alone.
  if (groups.apart !== undefined) return { text: `${groups.apart} `, kind: 'word', capital: false };
  const typed = groups.word ?? groups.other ?? '';
  return { text: foldWord(typed), kind: 'word', capital: /^\p{Lu}/u.test(typed) };
}
