/**
 * Explains a clause as a row of known phrases and left-over words, leaving over as little as possible and, among equals,
 * using the longest phrases. Does not say what that means (chatter.ts does). Time grows with the number of tokens.
 */
import { type Lexicon, OPENING_KINDS, type Phrase } from './lexicon.ts';
import { phrasesFrom } from './phrase-tree.ts';
import type { Clause, Token } from './tokens.ts';

/** Part of a clause from token `from` up to, not including, `to`; without a phrase it is one left-over token. */
export type Piece = { readonly from: number; readonly to: number; readonly phrase: Phrase | undefined };

const LEFT_OVER = 1000;
const FILLER: Phrase = { kind: 'filler', onward: false, backward: false };
const LAUGHTER: Phrase = { kind: 'laughter', onward: false, backward: false };

type Step = { cost: number; to: number; phrase: Phrase | undefined };

/** Takes a clause and gives its pieces in order, together covering all of it. */
export function coverClause(clause: Clause, lexicon: Lexicon): readonly Piece[] {
  const tokens = clause.map((token) => shorten(token, lexicon.vocabulary));
  const steps: Step[] = [];
  const costFrom = (index: number) => steps[index]?.cost ?? 0;
  for (let from = clause.length - 1; from >= 0; from--) {
    let best: Step = { cost: LEFT_OVER + costFrom(from + 1), to: from + 1, phrase: undefined };
    for (const { to, phrase } of phrasesAt(tokens, from, lexicon)) {
      const cost = costOf(phrase) + costFrom(to);
      if (cost < best.cost) best = { cost, to, phrase };
    }
    steps[from] = best;
  }
  const pieces: Piece[] = [];
  for (let from = 0; from < clause.length; ) {
    const step = steps[from] as Step;
    pieces.push({ from, to: step.to, phrase: step.phrase });
    from = step.to;
  }
  return pieces;
}

/** Of two ways as short, the known chatter wins: it was listed because it holds a word that elsewhere wants something. */
function costOf({ kind }: Phrase): number {
  return OPENING_KINDS.some((opening) => opening === kind) ? 1.05 : 1;
}

function phrasesAt(tokens: readonly Token[], from: number, lexicon: Lexicon): { to: number; phrase: Phrase }[] {
  const found = phrasesFrom(lexicon.root, tokens, from).map(({ to, value }) => ({ to, phrase: value }));
  const first = tokens[from] as Token;
  if (isLaughter(first, lexicon.laughter)) found.push({ to: from + 1, phrase: LAUGHTER });
  // The last sound drawn out, as chat writes it: a character that repeats the one before it adds nothing.
  if (first.kind === 'character' && tokens[from - 1]?.text === first.text) found.push({ to: from + 1, phrase: FILLER });
  return found;
}

/** Brings a drawn-out word back to the one meant: runs of three or more letters become one or two, whichever is known. */
function shorten(token: Token, vocabulary: ReadonlySet<string>): Token {
  if (token.kind !== 'word' || vocabulary.has(token.text) || !/(\p{L})\1\1/u.test(token.text)) return token;
  const single = token.text.replace(/(\p{L})\1\1+/gu, '$1');
  const double = token.text.replace(/(\p{L})\1\1+/gu, '$1$1');
  return { ...token, text: vocabulary.has(double) ? double : single };
}

function isLaughter(token: Token, laughter: readonly ReadonlySet<string>[]): boolean {
  if (token.kind !== 'word' || token.text.length < 3) return false;
  const letters = new Set(token.text);
  return laughter.some((set) => letters.size === set.size && [...letters].every((letter) => set.has(letter)));
}
