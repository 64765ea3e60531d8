/**
 * Decides whether words are plainly chatter: thanks, acknowledgements, approvals, greetings, laughter, things told or
 * handed over. It looks for proof of chatter, never for proof of a question: whatever no list explains wants a reply.
 * Does not know whose message it is, nor emoji and files (reading.ts does).
 */
import { coverClause, type Piece } from './cover.ts';
import { CHATTER_KINDS, type ChatterKind, type Lexicon, OPENING_KINDS, type OpeningKind } from './lexicon.ts';
import type { Clause, Sentence, Token } from './tokens.ts';

export type Verdict =
  | { readonly chatter: true; readonly kind: ChatterKind | 'nothing-said' }
  | { readonly chatter: false; readonly opening: OpeningKind | undefined };

type ClauseReading = {
  readonly kinds: readonly ChatterKind[];
  /** Holds a word that wants something, so that no open-ended phrase may wave it through. */
  readonly opening: OpeningKind | undefined;
  readonly leftOver: readonly Token[];
  /** Consists of left-over words alone. */
  readonly nothingElse: boolean;
  /** Announces that what follows is only told ("fyi"). */
  readonly telling: boolean;
};

/** Kinds beside which an unknown word is somebody's name. */
const SOCIAL: ReadonlySet<string> = new Set([
  'thanks',
  'praise',
  'greeting',
  'farewell',
  'acknowledgement',
  'approval',
]);
/** A clause with more unknown words or characters than this is never chatter, whatever open-ended phrase it holds. */
const MOST_UNKNOWN = 60;
const NAME_CHARACTERS = 4;

/** Takes a message's sentences and gives the verdict over all of them; captions of files count as known if it has files. */
export function judge(sentences: readonly Sentence[], lexicon: Lexicon, hasFiles: boolean): Verdict {
  const read = sentences.map((sentence) => sentence.map((clause) => readClause(clause, lexicon, hasFiles)));
  const clauses = read.flat();
  const openings = clauses.flatMap(({ opening }) => opening ?? []);
  if (openings.length > 0) return { chatter: false, opening: first(OPENING_KINDS, openings) };
  const settled = read.every((sentence) => sentence.every((_, index) => isSettled(sentence, index)));
  if (!settled) return { chatter: false, opening: undefined };
  const kinds = clauses.flatMap((clause) => clause.kinds);
  return { chatter: true, kind: first(CHATTER_KINDS, kinds) ?? 'nothing-said' };
}

function readClause(clause: Clause, lexicon: Lexicon, hasFiles: boolean): ClauseReading {
  const pieces = coverClause(clause, lexicon).map((piece) =>
    piece.phrase?.kind === 'caption' && !hasFiles ? { ...piece, phrase: undefined } : piece,
  );
  const kindsOf = <Kind extends string>(list: readonly Kind[]) =>
    pieces.flatMap(({ phrase }) => list.find((kind) => kind === phrase?.kind) ?? []);
  const unknown = pieces.filter(({ phrase }) => phrase === undefined);
  const hopeless = unknown.length > MOST_UNKNOWN;
  const leftOver = hopeless
    ? unknown
    : unknown.filter((piece) => !isName(piece, pieces) && !isWavedThrough(piece, pieces));
  const named = !hopeless && isLoneName(leftOver, pieces, clause);
  return {
    kinds: kindsOf(CHATTER_KINDS),
    opening: first(OPENING_KINDS, kindsOf(OPENING_KINDS)),
    leftOver: named ? [] : leftOver.flatMap(({ from, to }) => clause.slice(from, to)),
    nothingElse: unknown.length === pieces.length,
    telling: pieces.some(({ phrase }) => phrase?.kind === 'informing' && phrase.onward),
  };
}

/** Beside a title ("Ayşe hanım", "คุณแอน") stands a name: one word, or a few characters. */
function isName(piece: Piece, pieces: readonly Piece[]): boolean {
  const index = pieces.indexOf(piece);
  const reaches = (step: 1 | -1, title: 'beforeName' | 'afterName') => {
    for (let distance = 1; distance <= NAME_CHARACTERS; distance++) {
      const neighbour = pieces[index + step * distance];
      if (neighbour?.phrase) return neighbour.phrase.kind === title;
    }
    return false;
  };
  return reaches(1, 'afterName') || reaches(-1, 'beforeName');
}

function isWavedThrough({ from }: Piece, pieces: readonly Piece[]): boolean {
  return pieces.some(
    ({ phrase, ...frame }) => (phrase?.onward && from >= frame.to) || (phrase?.backward && from < frame.from),
  );
}

/** One unknown word right beside thanks or a greeting is whoever is spoken to. */
function isLoneName(leftOver: readonly Piece[], pieces: readonly Piece[], clause: Clause): boolean {
  const [piece] = leftOver;
  if (!piece) return false;
  const index = pieces.indexOf(piece);
  const beside = [pieces[index - 1], pieces[index + leftOver.length]];
  if (!beside.some((neighbour) => SOCIAL.has(neighbour?.phrase?.kind ?? ''))) return false;
  return leftOver.length === 1 || leftOver.every(({ from }) => clause[from]?.capital);
}

function isSettled(sentence: readonly ClauseReading[], index: number): boolean {
  const clause = sentence[index] as ClauseReading;
  if (clause.leftOver.length === 0) return true;
  if (sentence.slice(0, index).some(({ telling }) => telling)) return true;
  const neighbours = [sentence[index - 1], sentence[index + 1]];
  const spokenTo = neighbours.some((neighbour) => neighbour?.kinds.some((kind) => SOCIAL.has(kind)));
  return (
    spokenTo && clause.nothingElse && clause.leftOver.length <= 2 && clause.leftOver.every(({ capital }) => capital)
  );
}

function first<Kind extends string>(order: readonly Kind[], present: readonly string[]): Kind | undefined {
  return order.find((kind) => present.includes(kind));
}
