/**
 * Decides whether words are plainly chatter: thanks, acknowledgements, approvals, greetings, laughter, things told or
 * handed over. It looks for proof of chatter, never for proof of a question: whatever no list explains wants a reply.
 * Does not know whose message it is, nor emoji (reading.ts does).
 */
import { coverClause, type Piece } from './cover.ts';
import { CHATTER_KINDS, type ChatterKind, type Lexicon, OPENING_KINDS, type OpeningKind } from './lexicon.ts';
import { isName, isSpokenTo } from './names.ts';
import type { Clause, Sentence, Token } from './tokens.ts';

export type Verdict =
  | { readonly chatter: true; readonly kind: ChatterKind | 'nothing-said' }
  | {
      readonly chatter: false;
      readonly opening: OpeningKind | undefined;
      /** What of it is chatter all the same. */
      readonly kinds: readonly ChatterKind[];
    };

type ClauseReading = {
  readonly kinds: readonly ChatterKind[];
  readonly openings: readonly OpeningKind[];
  /** What no phrase explains, waves through or makes a name. */
  readonly leftOver: readonly Token[];
  /** Consists of left-over words alone. */
  readonly nothingElse: boolean;
  /** Announces that what follows in the sentence is only told ("fyi"), or settles the matter before explaining it. */
  readonly telling: boolean;
};

/** A clause with more unknown words or characters than this is never chatter, whatever open-ended phrase it holds. */
const MOST_UNKNOWN = 60;
/** The name of a file may have this many unknown words or characters. */
const MOST_UNKNOWN_IN_CAPTION = 8;
/** Beside one of these, "we'll wait" is patience and "a reminder" is news, neither a tug at the sleeve. */
const PATIENT: readonly ChatterKind[] = ['acknowledgement', 'thanks', 'approval', 'no-hurry', 'informing'];

/** Takes a message's sentences and gives the verdict over all of them; captions of files count only if it has files. */
export function judge(sentences: readonly Sentence[], lexicon: Lexicon, hasFiles: boolean): Verdict {
  const read = sentences.map((sentence) => sentence.map((clause) => readClause(clause, lexicon, hasFiles)));
  const openings = read.flatMap(openingsOf);
  const kinds = read.flat().flatMap((clause) => clause.kinds);
  if (openings.length > 0) return { chatter: false, opening: first(OPENING_KINDS, openings), kinds };
  const settled = read.every((sentence) => sentence.every((_, index) => isSettled(sentence, index)));
  if (!settled) return { chatter: false, opening: undefined, kinds };
  return { chatter: true, kind: first(CHATTER_KINDS, kinds) ?? 'nothing-said' };
}

function readClause(clause: Clause, lexicon: Lexicon, hasFiles: boolean): ClauseReading {
  const pieces = coverClause(clause, lexicon);
  const kindsOf = <Kind extends string>(list: readonly Kind[]) =>
    pieces.flatMap(({ phrase }) => list.find((kind) => kind === phrase?.kind) ?? []);
  const isUnknown = ({ phrase }: Piece) => phrase === undefined || (phrase.kind === 'caption' && !hasFiles);
  const unknown = pieces.filter(isUnknown);
  const explained = (piece: Piece) => isName(piece, pieces) || isWavedThrough(piece, pieces);
  let leftOver = unknown.length > MOST_UNKNOWN ? unknown : unknown.filter((piece) => !explained(piece));
  const captioned = pieces.some((piece) => piece.phrase?.kind === 'caption' && !isUnknown(piece));
  if (captioned && leftOver.length <= MOST_UNKNOWN_IN_CAPTION) leftOver = [];
  if (isSpokenTo(leftOver, pieces, clause)) leftOver = [];
  return {
    kinds: kindsOf(CHATTER_KINDS),
    openings: kindsOf(OPENING_KINDS),
    leftOver: leftOver.flatMap(({ from, to }) => clause.slice(from, to)),
    nothingElse: unknown.length === pieces.length,
    telling: pieces.some(({ phrase }) => (phrase?.kind === 'informing' && phrase.onward) || phrase?.kind === 'solved'),
  };
}

function isWavedThrough({ from }: Piece, pieces: readonly Piece[]): boolean {
  return pieces.some(
    ({ phrase, ...frame }) => (phrase?.onward && from >= frame.to) || (phrase?.backward && from < frame.from),
  );
}

function openingsOf(sentence: readonly ClauseReading[]): readonly OpeningKind[] {
  const openings = sentence.flatMap((clause) => clause.openings);
  const patient = sentence.some(({ kinds }) => kinds.some((kind) => PATIENT.includes(kind)));
  return patient ? openings.filter((opening) => opening !== 'waiting') : openings;
}

function isSettled(sentence: readonly ClauseReading[], index: number): boolean {
  const clause = sentence[index] as ClauseReading;
  if (clause.leftOver.length === 0) return true;
  if (sentence.slice(0, index).some(({ telling }) => telling)) return true;
  // "Thanks, Anna Maria": set off by a comma, a name is a clause of its own.
  const spokenTo = [sentence[index - 1], sentence[index + 1]].some((neighbour) => (neighbour?.kinds.length ?? 0) > 0);
  const capitals = clause.leftOver.length <= 2 && clause.leftOver.every(({ capital }) => capital);
  return spokenTo && capitals && clause.nothingElse;
}

function first<Kind extends string>(order: readonly Kind[], present: readonly string[]): Kind | undefined {
  return order.find((kind) => present.includes(kind));
}
