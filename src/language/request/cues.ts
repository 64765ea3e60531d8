/**
 * Finds the cues of the request and urgency lists in a row of tokens. Does not weigh them (strength.ts, urgency.ts do).
 */
import {
  expandBraces,
  type Found,
  type PhraseNode,
  phrasesFrom,
  placeOf,
  rememberCuts,
  shareValues,
} from '../phrase-tree.ts';
import type { Token } from '../tokens.ts';

/** Lists of phrases by what they are, as a language's file holds them; `about` explains them to people. */
export type CueFile<Kind extends string> = Readonly<Record<Kind, readonly string[]>>;
/** A cue in a row of tokens, from token `from` up to, not including, `to`. */
export type Cue<Kind extends string> = Found<ReadonlySet<Kind>>;

/** Takes the lists of all languages and gives one tree over them: people mix languages at will. */
export function cueTree<Kind extends string>(
  files: readonly CueFile<Kind>[],
  kinds: readonly Kind[],
): PhraseNode<Set<Kind>> {
  const root: PhraseNode<Set<Kind>> = {};
  const cut = rememberCuts();
  for (const file of files) {
    for (const kind of kinds) {
      for (const phrase of file[kind].flatMap(expandBraces)) {
        const place = placeOf(root, phrase, cut);
        if (place === root) continue;
        place.value ??= new Set();
        place.value.add(kind);
      }
    }
  }
  shareValues(root, (kinds) => [...kinds].sort().join());
  return root;
}

/** Gives every cue in the tokens, also those within others. */
export function cuesIn<Kind extends string>(root: PhraseNode<Set<Kind>>, tokens: readonly Token[]): Cue<Kind>[] {
  return tokens.flatMap((_, from) => phrasesFrom(root, tokens, from));
}

/** Whether one row of tokens lies within another. */
export function isWithin(inner: { from: number; to: number }, outer: { from: number; to: number }): boolean {
  return inner.from >= outer.from && inner.to <= outer.to;
}

/** How many tokens a row has. */
export function lengthOf({ from, to }: { from: number; to: number }): number {
  return to - from;
}
