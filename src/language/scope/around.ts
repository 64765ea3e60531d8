/** Takes what stands around a request into account: its sentence, the message, the page that a picture stands on. Pure. */
import type { Segment } from '../request/segments.ts';
import { type Content, contentOf, withContext } from './content.ts';

/** Services weighing less than this together are only touched on. */
const NAMED = 0.5;
/** How much of what stands around a request counts towards it. */
const FROM_SENTENCE = { words: 0.8, concepts: 0.8 };
const FROM_MESSAGE = { words: 0.6, concepts: 0.6 };
/** What stands on a page, and the page; of what is changed there, a part counts so much. */
const PARTS: ReadonlySet<string> = new Set(['photo', 'banner-graphics']);
const WHOLES: ReadonlySet<string> = new Set(['web-page', 'web-development', 'web-maintenance']);
const PART = 0.4;

/**
 * Takes what a segment says itself, all segments and what the message is about; gives what the segment is about: where it
 * names no service, its sentence tells, and else the message.
 */
export function contentBeside(
  own: Content,
  segment: Segment,
  segments: readonly Segment[],
  message: () => Content,
): Content {
  if (weightOf(own) >= NAMED) return withinWhole(own, message);
  const sentence = withContext(
    own,
    contentOf(segments.filter((other) => other.sentence === segment.sentence)),
    FROM_SENTENCE,
  );
  return weightOf(sentence) >= NAMED ? sentence : withContext(sentence, message(), FROM_MESSAGE);
}

/** Pictures that are changed belong to the page they stand on, wherever the message names it. */
function withinWhole(own: Content, message: () => Content): Content {
  const isPart = (concept: string) => PARTS.has(concept);
  const concepts = [...own.concepts.keys()];
  if (own.action !== 'edits' || !concepts.some(isPart)) return own;
  if (!concepts.every((concept) => isPart(concept) || WHOLES.has(concept))) return own;
  const around = message();
  const whole = [...around.concepts].filter(([concept]) => WHOLES.has(concept));
  if (!whole.some(([, weight]) => weight >= NAMED)) return own;
  const parts = [...own.concepts].map(([concept, weight]): [string, number] => [
    concept,
    isPart(concept) ? weight * PART : weight,
  ]);
  return { ...own, concepts: new Map([...parts, ...whole]) };
}

/** Whether a text names no service of its own, or hardly. */
export function isOnlyTouchedOn(content: Content): boolean {
  return weightOf(content) < NAMED;
}

function weightOf({ concepts }: Content): number {
  return [...concepts.values()].reduce((sum, weight) => sum + weight, 0);
}
