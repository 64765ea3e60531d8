/**
 * Takes apart what a piece of text is about: its telling words, and the services named in it, each with a weight. Used
 * alike for messages, for the items of a scope list and for corrections. Does not compare anything (similarity.ts does).
 */
import type { RequestKind } from '../request/request-lexicon.ts';
import type { Segment } from '../request/segments.ts';
import type { Token } from '../tokens.ts';
import type { ConceptFound } from './concepts.ts';

/** Weights by telling word and by service; all above 0. */
export type Content = {
  readonly words: ReadonlyMap<string, number>;
  readonly concepts: ReadonlyMap<string, number>;
  /** Whether something new is made, or what is there is changed; where both or neither is said, nothing. */
  readonly action: 'creates' | 'edits' | undefined;
  /** The words as they were said, folded, by the beginnings they are known by. */
  readonly spelling: ReadonlyMap<string, string>;
};

/** A word longer than this is known by its beginning: endings differ, in Turkish and Russian most of all. */
const STEM = 5;
/** What a text is about ("a post about the website") is not what is asked for. */
const TOPIC = 0.2;
/** Nor, though nearer to it, is where it goes ("a banner for the website"). */
const PLACE = 0.5;
/** Of two services side by side, the one that only describes the other. */
const DESCRIBING = 0.5;
const VERB = 0.3;
/** A word of a phrase that names a service. */
const PART = 0.5;
/** Services that are done to what another service made: a video is boosted, a page translated. */
const ACTING: ReadonlySet<string> = new Set(['paid-ads', 'translation']);
/** What only a verb of making names, where something else is made by it. */
const BY_VERB = 0.4;
/** What is posted, translated or printed, beside the verb that says so. */
const OBJECT = 0.5;

const WORKING: readonly RequestKind[] = ['works', 'orders', 'starts', 'faults', 'extras', 'edits', 'creates'];

/** Takes segments and gives what they are about together. */
export function contentOf(segments: readonly Segment[]): Content {
  const words = new Map<string, number>();
  const concepts = new Map<string, number>();
  const spelling = new Map<string, string>();
  for (const segment of segments) {
    for (const [word, weight, spelled] of wordsOf(segment)) {
      raise(words, word, weight);
      spelling.set(word, spelled);
    }
    for (const found of segment.concepts) {
      const weight = weightOf(found, segment) / Math.sqrt(found.value.length);
      for (const concept of found.value) raise(concepts, concept, weight);
    }
  }
  return { words, concepts, spelling, action: actionOf(segments) };
}

function actionOf(segments: readonly Segment[]): Content['action'] {
  const has = (kind: RequestKind) => segments.some(({ cues }) => cues.some(({ value }) => value.has(kind)));
  if (has('creates') === has('edits')) return undefined;
  return has('creates') ? 'creates' : 'edits';
}

/** Adds content to content, weakened: its words by one factor, its services by another. */
export function withContext(
  content: Content,
  context: Content,
  factor: { readonly words: number; readonly concepts: number },
): Content {
  const words = new Map(content.words);
  const concepts = new Map(content.concepts);
  for (const [word, weight] of context.words) raise(words, word, weight * factor.words);
  for (const [concept, weight] of context.concepts) raise(concepts, concept, weight * factor.concepts);
  const spelling = new Map([...context.spelling, ...content.spelling]);
  return { words, concepts, spelling, action: content.action ?? context.action };
}

function raise(weights: Map<string, number>, key: string, weight: number): void {
  weights.set(key, Math.max(weights.get(key) ?? 0, weight));
}

/** The words and pairs of characters that are no cues; verbs of work count little. */
function wordsOf(segment: Segment): [string, number, string][] {
  const { tokens, cues, concepts } = segment;
  const isCommon = (index: number) =>
    cues.some(({ from, to, value }) => value.has('common') && to - from === 1 && from === index);
  const weights = tokens.map((_, index) => {
    const covering = cues.filter(({ from, to }) => index >= from && index < to);
    const service = concepts.find(({ from, to }) => index >= from && index < to);
    if (service) {
      // Of "blog post", neither word tells as much as both.
      const share = isCommon(index) ? 0 : service.to - service.from > 1 && tokens[index]?.kind === 'word' ? PART : 1;
      return share * aside(service, segment, tokens[index]?.kind === 'word');
    }
    if (covering.length === 0) return isTopic(segment, index) ? TOPIC : 1;
    return covering.every(({ value }) => WORKING.some((kind) => value.has(kind)) && !value.has('common')) ? VERB : 0;
  });
  return tokens.flatMap((token, index): [string, number, string][] => {
    const weight = weights[index] ?? 0;
    if (token.kind === 'word') {
      const stem = stemOf(token.text);
      return weight === 0 || stem.length < 2 || /^\d+$/.test(stem) ? [] : [[stem, weight, token.text]];
    }
    const next = tokens[index + 1];
    const pair = next?.kind === 'character' ? Math.min(weight, weights[index + 1] ?? 0) : 0;
    const both = `${token.text}${next?.text}`;
    return pair === 0 ? [] : [[both, pair * 0.7, both]];
  });
}

/** Whether a word stands behind "about" and the like, not too far. */
function isTopic({ tokens, cues }: Segment, index: number): boolean {
  const reach = tokens[index]?.kind === 'word' ? 5 : 8;
  return cues.some(
    ({ to, value }) => value.has('topics') && to <= index && index - to < reach && flows(tokens, to, index),
  );
}

/** A word without its plural, cut to a length that its endings do not reach. */
export function stemOf(word: string): string {
  const single = word.length > 3 && /[a-z]s$/.test(word) && !word.endsWith('ss') ? word.slice(0, -1) : word;
  return single.slice(0, STEM);
}

function weightOf(found: ConceptFound, segment: Segment): number {
  const { tokens, concepts } = segment;
  const isWord = (tokens[found.from] as Token).kind === 'word';
  const size = found.to - found.from;
  const length = isWord ? 1 + 0.3 * (size - 1) : Math.min(1.4, 0.7 + 0.15 * size);
  return length * aside(found, segment, isWord) * beside(found, concepts, tokens) * verbal(found, segment);
}

/** Weakens what stands behind "about", before "hakkında" and the like, and parts beside the whole that is changed. */
function aside(found: ConceptFound, { cues, concepts, tokens }: Segment, isWord: boolean): number {
  const before = (kind: RequestKind, distance: number, one = found) =>
    cues.some(
      ({ to, value }) => value.has(kind) && to <= one.from && one.from - to <= distance && flows(tokens, to, one.from),
    );
  const after = (kind: RequestKind, one = found) =>
    cues.some(({ from, value }) => value.has(kind) && from >= one.to && from - one.to < (isWord ? 1 : 2));
  if (before('topics', isWord ? 3 : 6) || after('topicAfter')) return TOPIC;
  if (cues.some(({ value }) => value.has('edits'))) {
    const isWhole = (one: ConceptFound) => before('inside', isWord ? 2 : 1, one) || after('insideAfter', one);
    if (isWhole(found)) return 1;
    if (concepts.some((other) => other !== found && isWhole(other))) return PLACE;
  }
  return before('places', isWord ? 2 : 1) || after('placeAfter') ? PLACE : 1;
}

/** Chinese 的 ends what a text is about: what follows is the thing itself. */
function flows(tokens: readonly Token[], from: number, to: number): boolean {
  return !tokens.slice(from, to).some(({ text }) => text === '的');
}

/** "Translate the website" is translation; "write a newsletter" is what is written, "fix the menu" what is fixed. */
function verbal(found: ConceptFound, segment: Segment): number {
  if (isVerb(found, segment)) return isMaking(found, segment) ? BY_VERB : 1;
  const isActedOn = segment.concepts.some(
    (other) =>
      other.value.some((concept) => ACTING.has(concept)) && aside(other, segment, isWordAt(segment, other)) === 1,
  );
  if (isActedOn && !found.value.some((concept) => ACTING.has(concept))) return OBJECT;
  const others = segment.concepts.filter(({ value }) => !value.some((concept) => found.value.includes(concept)));
  return others.some((other) => isVerb(other, segment) && !isMaking(other, segment)) ? OBJECT : 1;
}

function isWordAt({ tokens }: Segment, { from }: ConceptFound): boolean {
  return tokens[from]?.kind === 'word';
}

/** A word of work, but not behind an article: "the post" is a thing. */
function isVerb(found: ConceptFound, { cues }: Segment): boolean {
  const verb = cues.some(
    ({ from, to, value }) => from <= found.from && to >= found.to && (value.has('works') || value.has('orders')),
  );
  return verb && !cues.some(({ to, value }) => to === found.from && value.has('common'));
}

function isMaking(found: ConceptFound, { cues }: Segment): boolean {
  return cues.some(
    ({ from, to, value }) => (value.has('makes') || value.has('edits')) && from <= found.from && to >= found.to,
  );
}

/** Of neighbours, the last is the thing itself in most languages, the first in Thai and Russian. */
function beside(found: ConceptFound, concepts: readonly ConceptFound[], tokens: readonly Token[]): number {
  const headFirst = /[\u0E00-\u0E7F\u0400-\u04FF]/.test(tokens[found.from]?.text ?? '');
  const neighbour = concepts.find((other) => (headFirst ? other.to === found.from : other.from === found.to));
  if (neighbour === undefined) return 1;
  return found.value.some((concept) => neighbour.value.includes(concept)) ? 1 : DESCRIBING;
}
