/**
 * Cuts a message's clauses into segments that ask for one thing each: "a banner and a video" is two. Each segment has its
 * request cues and the services named in it. Does not decide whether anything is asked (strength.ts does).
 */
import { type ConceptFound, conceptsIn } from '../scope/concepts.ts';
import type { Clause, Sentence } from '../tokens.ts';
import { type Cue, cuesIn, isWithin, lengthOf } from './cues.ts';
import { type RequestKind, requestCues } from './request-lexicon.ts';

export type Segment = {
  readonly tokens: Clause;
  /** Which sentence of the message it belongs to. */
  readonly sentence: number;
  /** Which clause of the message it belongs to, over all sentences. */
  readonly clause: number;
  readonly cues: readonly Cue<RequestKind>[];
  readonly concepts: readonly ConceptFound[];
  /** Continues the segment before it: "a banner" + "and a video". */
  readonly joined: boolean;
  /** A question mark stands behind it. */
  readonly asked: boolean;
};

const NO_QUESTIONS: ReadonlySet<number> = new Set();

type Cut = { readonly at: number; readonly joined: boolean };

/** Cues that take the meaning from the shorter ones within them. */
const HIDING: readonly RequestKind[] = ['tells', 'states', 'prices', 'meets', 'denies', 'ours', 'done', 'nothing'];
/** Cues that a longer one of these explains. */
const EXPLAINING: readonly RequestKind[] = ['asks', 'orders', 'wants', 'offers', 'starts', 'leads', 'excludes'];

/** Takes a message's sentences, and which of them end in a question mark; gives its segments in order. */
export function segmentsOf(sentences: readonly Sentence[], questions = NO_QUESTIONS): readonly Segment[] {
  let clause = -1;
  return sentences.flatMap((clauses, sentence) =>
    clauses.flatMap((tokens) => {
      clause++;
      const asked = questions.has(sentence);
      return cutClause(tokens).map((part, index) => ({
        ...part,
        sentence,
        clause,
        joined: part.joined && index > 0,
        asked,
      }));
    }),
  );
}

function cutClause(tokens: Clause): Omit<Segment, 'sentence' | 'clause' | 'asked'>[] {
  const read = (part: Clause) => {
    const named = conceptsIn(part);
    const cues = visibleCues(part, named);
    // "Can your devs" names somebody, not a service.
    const asking = cues.filter(({ value }) => value.has('asks'));
    const concepts = named.filter((one) => !asking.some((cue) => isWithin(one, cue) && lengthOf(cue) > lengthOf(one)));
    return { tokens: part, cues, concepts };
  };
  const whole = read(tokens);
  const cuts = cutsOf(whole);
  if (cuts.length === 0) return [{ ...whole, joined: false }];
  return [{ at: 0, joined: false }, ...cuts].map(({ at, joined }, index) => ({
    ...read(tokens.slice(at, cuts[index]?.at)),
    joined,
  }));
}

function cutsOf({ cues, concepts }: Pick<Segment, 'cues' | 'concepts'>): Cut[] {
  const cuts: Cut[] = [];
  for (const cue of cues) {
    const at = cue.from;
    if (at === 0 || concepts.some((concept) => cue.from < concept.to && concept.from < cue.to)) continue;
    if (cuts.some((cut) => cut.at === at)) continue;
    if (cue.value.has('cuts')) cuts.push({ at, joined: false });
    else if (cue.value.has('joins') && joinsServices(cue, concepts)) cuts.push({ at, joined: true });
  }
  return cuts.sort((a, b) => a.at - b.at);
}

function joinsServices(cue: Cue<RequestKind>, concepts: readonly ConceptFound[]): boolean {
  return concepts.some(({ to }) => to <= cue.from) && concepts.some(({ from }) => from >= cue.to);
}

function visibleCues(tokens: Clause, concepts: readonly ConceptFound[]): Cue<RequestKind>[] {
  // A cue that only cuts into the name of a service, or is a part of it, is an accident of letters.
  const cutsInto = (cue: Cue<RequestKind>) =>
    isOf(cue.value, HIDING) &&
    !cue.value.has('nothing') &&
    concepts.some(
      (concept) => overlapsPartly(cue, concept) || (isWithin(cue, concept) && lengthOf(cue) < lengthOf(concept)),
    );
  const all = cuesIn(requestCues(), tokens).filter((cue) => !cutsInto(cue));
  const hiding = all.filter(({ value }) => isOf(value, HIDING));
  const explaining = all.filter(({ value }) => isOf(value, EXPLAINING));
  return all.filter((cue) => {
    if (cue.value.has('nothing')) return false;
    if (hiding.some((other) => hides(other, cue))) return false;
    return (
      !isOf(cue.value, HIDING) || !explaining.some((other) => isWithin(cue, other) && lengthOf(other) > lengthOf(cue))
    );
  });
}

function overlapsPartly(one: { from: number; to: number }, other: { from: number; to: number }): boolean {
  const overlaps = one.from < other.to && other.from < one.to;
  return overlaps && !isWithin(one, other) && !isWithin(other, one);
}

function hides(other: Cue<RequestKind>, cue: Cue<RequestKind>): boolean {
  if (other === cue || !isWithin(cue, other)) return false;
  return lengthOf(other) > lengthOf(cue) || other.value.has('nothing');
}

function isOf(value: ReadonlySet<RequestKind>, kinds: readonly RequestKind[]): boolean {
  return kinds.some((kind) => value.has(kind));
}
