/**
 * Tells unknown words that are somebody's name, going by what stands beside them. Does not know any names.
 */
import type { Piece } from './cover.ts';
import type { Clause } from './tokens.ts';

/** A name beside a title is one word, or at most this many characters. */
const NAME_CHARACTERS = 4;
/** Beside these, one unknown word is whoever is spoken to, however it is written. */
const ADDRESSING = ['thanks', 'greeting', 'farewell'];
/** Beside these, only a capital letter makes it a name. */
const MAY_ADDRESS = [...ADDRESSING, 'praise', 'acknowledgement', 'approval'];

/** Takes a left-over piece and all pieces of its clause; whether a title stands beside it ("Ayşe hanım", "คุณแอน"). */
export function isName(piece: Piece, pieces: readonly Piece[]): boolean {
  const index = pieces.indexOf(piece);
  const titled = (step: 1 | -1, title: 'beforeName' | 'afterName') => {
    for (let distance = 1; distance <= NAME_CHARACTERS; distance++) {
      const neighbour = pieces[index + step * distance];
      if (neighbour?.phrase) return neighbour.phrase.kind === title;
    }
    return false;
  };
  return titled(1, 'afterName') || titled(-1, 'beforeName');
}

/** Takes what is left over of a clause; whether it is one or two words right beside thanks, a greeting or the like. */
export function isSpokenTo(leftOver: readonly Piece[], pieces: readonly Piece[], clause: Clause): boolean {
  const [piece] = leftOver;
  if (!piece || leftOver.length > 2) return false;
  const tokens = leftOver.flatMap(({ from, to }) => clause.slice(from, to));
  if (leftOver.some(({ phrase }) => phrase !== undefined) || tokens.some(({ kind }) => kind !== 'word')) return false;
  const index = pieces.indexOf(piece);
  const beside = (kinds: readonly string[]) =>
    [pieces[index - 1], pieces[index + leftOver.length]].some(
      (neighbour) => neighbour?.phrase !== undefined && kinds.includes(neighbour.phrase.kind),
    );
  const capitals = tokens.every(({ capital }) => capital);
  return capitals ? beside(MAY_ADDRESS) : tokens.length === 1 && beside(ADDRESSING);
}
