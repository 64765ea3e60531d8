/**
 * Prepares a client's scope list, and what was corrected about it, for comparing messages with. Done once for each version
 * and kept by the caller. Does not read files and does not judge messages.
 */
import { normalise } from '../normalise.ts';
import { type Segment, segmentsOf } from '../request/segments.ts';
import { cutSentences } from '../tokens.ts';
import { conceptsIn, nearConcepts } from './concepts.ts';
import { type Content, contentOf, stemOf, withContext } from './content.ts';

export type ScopeSide = 'in' | 'out';

/** One line of what was agreed. */
export type ScopeItem = {
  readonly id: string;
  readonly kind: ScopeSide;
  readonly title: string;
  readonly description?: string | undefined;
  readonly examples?: readonly string[] | undefined;
  readonly keywords?: readonly string[] | undefined;
};

/**
 * What somebody of the staff said about a message of this client. `verdict` is what the message is; `none`: no request.
 * `item` is the item it belongs to; one of the other side than the verdict's is the item it does not belong to.
 */
export type Exemplar = {
  readonly text: string;
  readonly item: string | null;
  readonly verdict: ScopeSide | 'none';
};

export type PreparedItem = { readonly item: ScopeItem; readonly content: Content };
export type PreparedExemplar = { readonly exemplar: Exemplar; readonly content: Content };

export type PreparedScope = {
  readonly items: readonly PreparedItem[];
  readonly exemplars: readonly PreparedExemplar[];
  /** How telling a word is, from 0 to 1: less so the more items hold it. */
  rarity(word: string): number;
  /** Whether a folded word, in this or another form, stands in the list. */
  knows(word: string): boolean;
};

type Weight = { readonly words: number; readonly concepts: number };
/** How much the words of each part count, and the services they name: a keyword is first of all a word of the client's own. */
const WEIGHTS = {
  title: { words: 1, concepts: 1 },
  keywords: { words: 1, concepts: 0.6 },
  examples: { words: 0.7, concepts: 0.7 },
  description: { words: 0.7, concepts: 0.7 },
} as const;
/** Named at least this strongly somewhere, a service belongs fully to whoever names it most. */
const FULLY = 0.65;
/** What only a description names belongs to the item a little less than what its title names. */
const LESS_SAID = 0.15;
/** What shares work with an item's service counts less than half; even less where another item is about just that. */
const NEAR = { alone: 0.4, held: 0.2 } as const;
const LONGEST = 2000;

/** Takes the items of one version and the corrections so far; gives what `readRequest` compares with. */
export function prepareScope(items: readonly ScopeItem[], exemplars: readonly Exemplar[] = []): PreparedScope {
  const prepared = withNear(inProportion(items.map((item) => ({ item, content: contentOfItem(item) }))));
  const holders = new Map<string, number>();
  for (const { content } of prepared) {
    for (const word of content.words.keys()) holders.set(word, (holders.get(word) ?? 0) + 1);
  }
  const most = Math.log(1 + items.length);
  return {
    items: prepared,
    exemplars: exemplars.map((exemplar) => ({ exemplar, content: contentOf(cutText(exemplar.text)) })),
    knows: (word) => holders.has(stemOf(word)),
    rarity: (word) => (most === 0 ? 1 : Math.log(1 + items.length / (holders.get(word) ?? 1)) / most),
  };
}

function contentOfItem(item: ScopeItem): Content {
  const { keywords = [], examples = [] } = item;
  const parts: [string, Weight][] = [
    [item.title, WEIGHTS.title],
    [item.description ?? '', WEIGHTS.description],
    ...keywords.map((text): [string, Weight] => [text, WEIGHTS.keywords]),
    ...examples.map((text): [string, Weight] => [text, WEIGHTS.examples]),
  ];
  const content = parts.reduce<Content>(
    (sum, [text, weight]) => withContext(sum, full(contentOf(included(cutText(text), item.kind))), weight),
    { words: new Map(), concepts: new Map(), spelling: new Map(), action: undefined },
  );
  // Examples and keywords only sample what the item holds; its title and description say what is done.
  const telling = [item.title, item.description ?? ''].flatMap((text) => included(cutText(text), item.kind));
  return { ...content, action: contentOf(telling).action };
}

/** A service in one item's title is only touched on by another's description: it belongs where it is strongest. */
function inProportion(items: readonly PreparedItem[]): readonly PreparedItem[] {
  const most = new Map<string, number>();
  for (const { content } of items) {
    for (const [concept, weight] of content.concepts) most.set(concept, Math.max(most.get(concept) ?? 0, weight));
  }
  return items.map(({ item, content }) => {
    const weighed = [...content.concepts].map(([concept, weight]): [string, number] => [
      concept,
      Math.min(1, weight + LESS_SAID) * (weight / Math.max(most.get(concept) ?? 0, FULLY)) ** 2,
    ]);
    return { item, content: { ...content, concepts: new Map(weighed) } };
  });
}

function withNear(items: readonly PreparedItem[]): readonly PreparedItem[] {
  const held = new Set(items.flatMap(({ content }) => [...content.concepts.keys()]));
  return items.map(({ item, content }) => {
    const concepts = new Map(content.concepts);
    for (const [concept, weight] of content.concepts) {
      for (const near of nearConcepts(concept)) {
        const part = weight * (held.has(near) ? NEAR.held : NEAR.alone);
        if (!content.concepts.has(near)) concepts.set(near, Math.max(concepts.get(near) ?? 0, part));
      }
    }
    return { item, content: { ...content, concepts } };
  });
}

/** Of one text, the strongest service counts in full. */
function full(content: Content): Content {
  const { concepts } = content;
  const most = Math.max(...concepts.values(), 0);
  return { ...content, concepts: new Map([...concepts].map(([concept, weight]) => [concept, weight / most])) };
}

function cutText(text: string): readonly Segment[] {
  return segmentsOf(cutSentences(normalise(text.slice(0, LONGEST)).words));
}

/** Leaves out what an item in scope says it does not hold: "without video", "video hariç". */
function included(segments: readonly Segment[], kind: ScopeSide): readonly Segment[] {
  if (kind === 'out') return segments;
  return segments.flatMap((segment) => {
    const exclusions = segment.cues.filter(({ value }) => value.has('excludes'));
    const [exclusion] = exclusions;
    if (exclusion === undefined) return [segment];
    if (exclusion.from === 0 || exclusions.some(({ to }) => to === segment.tokens.length)) return [];
    const tokens = segment.tokens.slice(0, exclusion.from);
    const kept = segment.cues.filter(({ to }) => to <= exclusion.from);
    return [{ ...segment, tokens, cues: kept, concepts: conceptsIn(tokens) }];
  });
}
