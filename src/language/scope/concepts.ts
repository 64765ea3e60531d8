/**
 * Finds services in a row of tokens, in any language: what makes an item written in English meet a request in Thai. Does
 * not know any client's list.
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
import { CONCEPT_FILES } from './concept-files.ts';

/** Services named by one phrase. */
export type ConceptFound = Found<readonly string[]>;

/** What a phrase means: services it names, and services it looks like but does not name. */
export type Meaning = { readonly names: Set<string>; readonly looksLike: Set<string> };

const LANGUAGES = ['en', 'tr', 'ko', 'zh', 'th', 'ru'] as const;

let built: PhraseNode<Meaning> | undefined;

/** Gives the tree of all names of services. */
export function conceptTree(): PhraseNode<Meaning> {
  if (built) return built;
  const root: PhraseNode<Meaning> = {};
  const cut = rememberCuts();
  const plant = (phrases: readonly string[], concept: string, as: keyof Meaning) => {
    for (const phrase of phrases.flatMap(expandBraces).flatMap(withFleetingVowel)) {
      const place = placeOf(root, phrase, cut);
      if (place === root) continue;
      place.value ??= { names: new Set(), looksLike: new Set() };
      place.value[as].add(concept);
    }
  };
  for (const [concept, file] of Object.entries(CONCEPT_FILES)) {
    for (const language of LANGUAGES) {
      plant(file[language], concept, 'names');
      plant(file.not?.[language] ?? [], concept, 'looksLike');
    }
  }
  shareValues(root, ({ names, looksLike }) => `${[...names].sort().join()}|${[...looksLike].sort().join()}`);
  built = root;
  return root;
}

/** Russian says "5 листовок" of a листовка: a vowel comes in that no ending of the list holds. */
function withFleetingVowel(phrase: string): string[] {
  const plural = phrase
    .replace(/([жчшщц])к(?:\*|[аиуе]|ой|ам|ами|ах)$/u, '$1ек')
    .replace(/[йь]к(?:\*|[аиуе]|ой|ам|ами|ах)$/u, 'ек')
    .replace(/([бвгдзлмнпрстф])к(?:\*|[аиуе]|ой|ам|ами|ах)$/u, '$1ок');
  return plural === phrase ? [phrase] : [phrase, plural];
}

/** Takes tokens and gives the services named in them, each by its longest phrase. */
export function conceptsIn(tokens: readonly Token[]): ConceptFound[] {
  const all = tokens.flatMap((_, from) => phrasesFrom(conceptTree(), tokens, from));
  const named = all.flatMap(({ from, to, value }): ConceptFound[] => {
    const holding = all.filter((other) => other.from <= from && other.to >= to);
    const names = [...value.names].filter((name) => !holding.some((other) => other.value.looksLike.has(name)));
    return names.length === 0 ? [] : [{ from, to, value: names }];
  });
  return named.filter((one) => !named.some((other) => other !== one && coversUp(other, one)));
}

/** Of two phrases the longer holds the shorter; of two that only cut into each other, the first was meant. */
function coversUp(other: ConceptFound, one: ConceptFound): boolean {
  if (other.from <= one.from && other.to >= one.to) return other.to - other.from > one.to - one.from;
  const cutsInto = other.from < one.from && other.to > one.from;
  return cutsInto && !other.value.some((concept) => one.value.includes(concept));
}

/** Gives the services that share work with this one. */
export function nearConcepts(concept: string): readonly string[] {
  return CONCEPT_FILES[concept]?.near ?? [];
}
