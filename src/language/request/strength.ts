/**
 * Weighs how surely a segment asks for work to be done, from 0 to 1. Asking for words, for a call, for the state of things
 * or for a decision is no request; nor is what the writer does, or does not want. Does not know what is in the contract.
 */
import { judge } from '../chatter.ts';
import { lexicon } from '../lexicon.ts';
import type { Cue } from './cues.ts';
import type { RequestKind } from './request-lexicon.ts';
import type { Segment } from './segments.ts';

export type Asked = {
  readonly segment: Segment;
  /** From 0 (asks for nothing) to 1. */
  readonly strength: number;
  /** The cues that made it a request. */
  readonly because: readonly Cue<RequestKind>[];
};

/** From here on a segment is a request. */
export const REQUEST_STRENGTH = 0.5;

/** A part of a row is this long at most to be taken along by the request beside it, in tokens. */
const LONGEST_PART_OF_ROW = 16;

const WISHING: readonly RequestKind[] = ['asks', 'wants', 'offers'];
/** A clause of no more tokens than this only asks for what stands beside it. */
const SHORT = 4;
/** A question of fewer tokens than this is about what was spoken of before. */
const SAID_IN_QUESTION = 3;
/** Beside a question mark, they tell something to be done from something to be known. */
const WONDERED: readonly RequestKind[] = ['works', 'creates', 'edits', 'extras', 'deadlines'];

/** Takes a message's segments, and whether something broke in it or time presses; gives how surely each is a request. */
export function weighSegments(
  segments: readonly Segment[],
  alarm: { readonly pressing: boolean; readonly broken: ReadonlySet<number> },
): readonly Asked[] {
  const alone = segments.map((segment): Asked => {
    const asked = strengthOf(segment);
    const fault = has(segment, 'faults') && segment.concepts.length > 0 && alarm.pressing && !isTalk(segment);
    const broken = alarm.broken.has(segment.clause);
    const strength = Math.max(asked.strength, fault ? 0.7 : 0, broken ? 0.8 : 0, namedOnly(segment, segments));
    return { segment, strength, because: asked.because };
  });
  return takeAlong(takeAlong(alone).toReversed()).toReversed();
}

/** Things in a row are all asked for, one after the other: "a banner, a video and two posts please". */
function takeAlong(asked: readonly Asked[]): Asked[] {
  const taken: Asked[] = [];
  for (const one of asked) taken.push(withNeighbour(one, taken.at(-1)));
  return taken;
}

function withNeighbour(one: Asked, neighbour: Asked | undefined): Asked {
  const { segment, strength } = one;
  if (neighbour === undefined || neighbour.segment.sentence !== segment.sentence) return one;
  if (neighbour.strength < REQUEST_STRENGTH || strength >= REQUEST_STRENGTH) return one;
  if (segment.concepts.length === 0 || isTalk(segment)) return one;
  if (segment.tokens.length > LONGEST_PART_OF_ROW && !segment.joined) return one;
  return { segment, strength: neighbour.strength * 0.9, because: [] };
}

/** How surely a service is asked for that is only named, by what stands around it in its sentence. */
function namedOnly(segment: Segment, all: readonly Segment[]): number {
  if (segment.concepts.length === 0) return 0;
  const sentence = all.filter((other) => other.sentence === segment.sentence);
  if (sentence.some(isTalk)) return 0;
  // "Timetables, A3, for all four clubs pls", "an Arabic version - doable?"
  const others = sentence.filter((other) => other !== segment);
  if (others.some((other) => other.tokens.length <= SHORT && has(other, 'asks'))) return 0.8;
  // "What if people could confirm from their phone, like in an app".
  if (segment.tokens.length <= LONGEST_PART_OF_ROW && others.some(isWish)) return 0.6;
  if (isOrder(segment, sentence)) return 0.6;
  // "One more thing: the prices on the page are last year's".
  if (has(segment, 'faults') && sentence.some((other) => has(other, 'extras'))) return 0.6;
  return segment.asked ? wondered(segment) : 0;
}

/** Whether a segment wishes for something without naming a service. */
function isWish(segment: Segment): boolean {
  return segment.concepts.length === 0 && WISHING.some((kind) => has(segment, kind));
}

/** "New banner for Friday?": named with a question mark, and no question about how or when. */
function wondered(segment: Segment): number {
  if (segment.tokens.length < SAID_IN_QUESTION || has(segment, 'faults')) return 0;
  return WONDERED.some((kind) => has(segment, kind)) ? 0.6 : 0;
}

/** "Table tents, A6, 40 pieces, by the 20th", "new banner, 3x1 m": a service, a number, a date or that it is new. */
function isOrder(segment: Segment, sentence: readonly Segment[]): boolean {
  const counted = sentence.some(({ tokens }) => tokens.some(({ text }) => /^[x×]?\d/.test(text)));
  return counted && (begins(segment, 'creates') || sentence.some((other) => has(other, 'deadlines')));
}

/** Whether a segment speaks of something else than work to be done. */
function isTalk(segment: Segment): boolean {
  const talk: RequestKind[] = ['denies', 'ours', 'done', 'states', 'prices', 'tells', 'meets'];
  return talk.some((kind) => has(segment, kind)) || begins(segment, 'questions') || isChatter(segment);
}

function isChatter(segment: Segment): boolean {
  return judge([[segment.tokens]], lexicon(), false).chatter;
}

function strengthOf(segment: Segment): Pick<Asked, 'strength' | 'because'> {
  const weight = weightOf(segment);
  if (weight.strength === 0 || isChatter(segment)) return { strength: 0, because: [] };
  return {
    strength: weight.strength,
    because: segment.cues.filter(({ value }) => weight.kinds.some((kind) => value.has(kind))),
  };
}

/** Ways of asking that what the writer does, or did, does not undo. */
const FIRM: readonly RequestKind[] = ['asks', 'orders', 'starts'];

type Weight = { readonly strength: number; readonly kinds: readonly RequestKind[] };
const NOTHING: Weight = { strength: 0, kinds: [] };

function weightOf(segment: Segment): Weight {
  const frame = frameOf(segment);
  if (frame.strength === 0) return NOTHING;
  const asking = Math.min(...positions(segment, frame.kinds));
  if (has(segment, 'denies') || has(segment, 'prices') || has(segment, 'meets')) return NOTHING;
  if (has(segment, 'tells') && !asksBeside(segment)) return NOTHING;
  const states = begins(segment, 'questions') ? -1 : Math.min(...positions(segment, ['states']));
  const isFirm = frame.kinds.some((kind) => FIRM.includes(kind)) && asksBeside(segment);
  // "When can you …" asks about time; "can you … and when" asks for work. Chinese, Korean and Thai ask at the end.
  const asksAtEnd = segment.tokens[Math.max(0, states)]?.kind === 'character';
  if (states < asking || (states < Infinity && (!isFirm || asksAtEnd))) return NOTHING;
  if (states < Infinity) return { ...frame, strength: Math.min(frame.strength, 0.6) };
  if ((has(segment, 'ours') || has(segment, 'done')) && !isFirm) return NOTHING;
  return frame;
}

/** Whether a verb of work, or at least a service, stands before what asks for words: "make it and tell us". */
function asksBeside(segment: Segment): boolean {
  const talk = Math.min(...positions(segment, ['tells']));
  const works = segment.cues.filter(isWork);
  if (talk === Infinity) return works.length > 0 || segment.concepts.length > 0;
  return works.some(({ to }) => to <= talk) && segment.concepts.some(({ to }) => to <= talk);
}

function isWork({ value }: Cue<RequestKind>): boolean {
  return value.has('works') || value.has('orders') || value.has('starts');
}

type Frame = 'asks' | 'orders' | 'starts' | 'wants' | 'offers' | 'extras' | 'hints';
/** What stands beside words that ask, the most telling first. */
type Beside = 'both' | 'service' | 'work' | 'fault' | 'content' | 'nothing';

/** How surely work is asked for by words of each kind, with a service and a verb of work beside them, or less. */
const WORTH: Readonly<Record<Frame, Readonly<Record<Beside, number>>>> = {
  asks: { both: 1, service: 0.9, work: 0.95, fault: 0.8, content: 0.6, nothing: 0.3 },
  orders: { both: 1, service: 1, work: 0.9, fault: 0.9, content: 0.9, nothing: 0.6 },
  starts: { both: 0.95, service: 0.95, work: 0.8, fault: 0.8, content: 0.8, nothing: 0.3 },
  wants: { both: 0.95, service: 0.85, work: 0.8, fault: 0.6, content: 0.6, nothing: 0.2 },
  offers: { both: 0.9, service: 0.65, work: 0.65, fault: 0.2, content: 0.2, nothing: 0.2 },
  hints: { both: 0.75, service: 0, work: 0.5, fault: 0, content: 0, nothing: 0 },
  extras: { both: 0.7, service: 0.6, work: 0, fault: 0, content: 0, nothing: 0 },
};
const FRAMES = Object.keys(WORTH) as Frame[];
/** So much has to be said besides cues that something is asked for. */
const SAID = 1.5;

/** What the words that ask, and what stands beside them, are worth. */
function frameOf(segment: Segment): Weight {
  const weights = FRAMES.filter((kind) => (kind === 'starts' ? begins(segment, kind) : has(segment, kind))).map(
    (kind): Weight => ({ strength: WORTH[kind][besideOf(segment, kind)], kinds: [kind] }),
  );
  return weights.reduce((best, weight) => (weight.strength > best.strength ? weight : best), NOTHING);
}

function besideOf(segment: Segment, frame: Frame): Beside {
  const service = segment.concepts.length > 0;
  const isVerb = frame === 'orders' || frame === 'starts';
  const works = segment.cues.some(isWork) && !isVerb;
  if (service) return works ? 'both' : 'service';
  if (works) return 'work';
  if (has(segment, 'faults')) return 'fault';
  return contentOf(segment) >= (isVerb || frame === 'wants' ? SAID / 2 : SAID) ? 'content' : 'nothing';
}

/** Whether a cue begins the segment, but for words that may stand before it. */
function begins({ cues }: Segment, kind: RequestKind): boolean {
  let at = 0;
  for (;;) {
    if (cues.some(({ from, value }) => from === at && value.has(kind))) return true;
    const lead = Math.max(
      at,
      ...cues.filter(({ from, value }) => from === at && value.has('leads')).map(({ to }) => to),
    );
    if (lead === at) return false;
    at = lead;
  }
}

/** Cues that say what is asked for, or how much of it. */
const SAYING: readonly RequestKind[] = ['works', 'faults', 'deadlines'];

/** How much is said besides cues: words count one, characters a little less. */
function contentOf({ tokens, cues }: Segment): number {
  const counted = cues.filter(({ value }) => !SAYING.some((kind) => value.has(kind)));
  const isSaid = (index: number) => counted.every(({ from, to }) => index < from || index >= to);
  return tokens.reduce((sum, { kind }, index) => sum + (isSaid(index) ? (kind === 'word' ? 1 : 0.75) : 0), 0);
}

function has({ cues }: Segment, kind: RequestKind): boolean {
  return cues.some(({ value }) => value.has(kind));
}

function positions({ cues }: Segment, kinds: readonly RequestKind[]): number[] {
  return cues.filter(({ value }) => kinds.some((kind) => value.has(kind))).map(({ from }) => from);
}
