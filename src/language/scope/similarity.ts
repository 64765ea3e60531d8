/**
 * Compares what a request is about with the items of a scope list: telling words and services together, with what was
 * corrected before. Does not decide (decide.ts does).
 */
import type { Content } from './content.ts';
import type { Exemplar, PreparedScope, ScopeItem } from './scope-list.ts';

/** How like an item a text is, from 0 to 1, and by what. */
export type Likeness = {
  readonly item: ScopeItem;
  readonly likeness: number;
  /** Services that both have, strongest first. */
  readonly concepts: readonly string[];
  /** Words of the text, folded, that both have; strongest first. */
  readonly words: readonly string[];
};

export type Comparison = {
  /** Every item, the most alike first. */
  readonly items: readonly Likeness[];
  readonly bestIn: number;
  readonly bestOut: number;
  /** How like the nearest correction that says "no request" the text is. */
  readonly noRequest: number;
  /** The nearest correction of the others that counted. */
  readonly nearest: Exemplar | undefined;
};

const CONCEPTS = 0.9;
const WORDS = 0.75;
/** Services weighing this much together are as sure as can be. */
const SURE = 0.7;
/** The same service, but made anew where the item is about changes, or the other way round. */
const OTHER_ACTION = 0.5;
/** A correction less like a text than this says nothing about it. */
const LIKE_A_CORRECTION = 0.5;

/** Takes what a text is about and gives how like each item it is. */
export function compare(content: Content, scope: PreparedScope): Comparison {
  const items = scope.items.map(({ item, content: other }) => likenessOf(content, other, item, scope));
  const corrections = scope.exemplars
    .map(({ exemplar, content: other }) => ({ exemplar, likeness: cosine(content, other) }))
    .filter(({ likeness }) => likeness >= LIKE_A_CORRECTION)
    .sort((a, b) => b.likeness - a.likeness);
  const corrected = items.map((one) => corrections.reduce(correctItem, one));
  const best = (side: 'in' | 'out') =>
    Math.max(0, ...corrected.filter(({ item }) => item.kind === side).map(({ likeness }) => likeness));
  const said = (side: 'in' | 'out') =>
    Math.max(0, ...corrections.filter(({ exemplar }) => exemplar.verdict === side).map(({ likeness }) => likeness));
  return {
    items: corrected.sort((a, b) => b.likeness - a.likeness),
    bestIn: Math.max(best('in'), said('in')),
    bestOut: Math.max(best('out'), said('out')),
    noRequest: Math.max(
      0,
      ...corrections.filter(({ exemplar }) => exemplar.verdict === 'none').map(({ likeness }) => likeness),
    ),
    nearest: corrections.find(({ exemplar }) => exemplar.verdict !== 'none')?.exemplar,
  };
}

function likenessOf(content: Content, other: Content, item: ScopeItem, scope: PreparedScope): Likeness {
  let shared = 0;
  let whole = 0;
  const concepts: [string, number][] = [];
  for (const [concept, weight] of content.concepts) {
    const both = weight * partOf(content, other, concept);
    whole += weight;
    shared += both;
    if (both > 0) concepts.push([concept, both]);
  }
  const sureness = Math.min(1, whole / SURE);
  const byConcepts = whole === 0 ? 0 : (shared / whole) * sureness * actionFactor(content, other);
  let told = 0;
  const words: [string, number][] = [];
  for (const [word, weight] of content.words) {
    const both = weight * (other.words.get(word) ?? 0) * scope.rarity(word);
    told += both;
    if (both > 0) words.push([word, both]);
  }
  const byWords = 1 - Math.exp(-told);
  return {
    item,
    likeness: 1 - (1 - CONCEPTS * byConcepts) * (1 - WORDS * byWords),
    concepts: strongestFirst(concepts),
    words: strongestFirst(words).map((word) => content.spelling.get(word) ?? word),
  };
}

/** How much of a service belongs to an item; nearly all of what is next to it, where the same is done to it. */
function partOf({ action }: Content, other: Content, concept: string): number {
  const part = other.concepts.get(concept) ?? 0;
  return part < 1 && part > 0 && action !== undefined && action === other.action ? (2 + part) / 3 : part;
}

/** "New pages" is not "changes of pages". */
function actionFactor({ action }: Content, other: Content): number {
  if (action === undefined || other.action === undefined) return 1;
  return action === other.action ? 1 : OTHER_ACTION;
}

function strongestFirst(weighted: [string, number][]): string[] {
  return weighted.sort(([, a], [, b]) => b - a).map(([name]) => name);
}

/** A correction pulls its own item near and pushes the other side's away. */
function correctItem(one: Likeness, { exemplar, likeness }: { exemplar: Exemplar; likeness: number }): Likeness {
  if (exemplar.verdict === 'none') return one;
  if (one.item.id === exemplar.item && one.item.kind === exemplar.verdict) {
    return { ...one, likeness: Math.max(one.likeness, likeness) };
  }
  return one.item.kind === exemplar.verdict ? one : { ...one, likeness: one.likeness * (1 - 0.9 * likeness) };
}

/** How alike two texts are, by words and by services; alike in services alone is not enough to be the same request. */
function cosine(one: Content, other: Content): number {
  const byWords = cosineOf(one.words, other.words);
  return Math.max(byWords, 0.6 * byWords + 0.4 * cosineOf(one.concepts, other.concepts));
}

function cosineOf(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): number {
  let shared = 0;
  for (const [key, weight] of one) shared += weight * (other.get(key) ?? 0);
  return shared === 0 ? 0 : shared / Math.sqrt(squares(one) * squares(other));
}

function squares(weights: ReadonlyMap<string, number>): number {
  return [...weights.values()].reduce((sum, weight) => sum + weight * weight, 0);
}
