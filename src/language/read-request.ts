/**
 * Reads one message of a client person against the client's scope list: does it need a reply, does it ask for work, is
 * that work in the contract, does it press, and why. Pure: no clock, no I/O, nothing kept. Does not read what was said
 * before, pictures, links or quotes, and does not decide what is done about it.
 */
import { readAlarm } from './read-alarm.ts';
import { type Reading, type ReadingReason, readMessage } from './reading.ts';
import { type Segment, segmentsOf } from './request/segments.ts';
import { type Asked, REQUEST_STRENGTH, weighSegments } from './request/strength.ts';
import type { Urgency } from './request/urgency.ts';
import { contentBeside, isOnlyTouchedOn } from './scope/around.ts';
import { type Content, contentOf } from './scope/content.ts';
import { type ClauseScope, decide, type RequestVerdict, type Scope } from './scope/decide.ts';
import type { PreparedScope } from './scope/scope-list.ts';
import { compare } from './scope/similarity.ts';
import { spell } from './tokens.ts';

export { type Exemplar, type PreparedScope, prepareScope, type ScopeItem } from './scope/scope-list.ts';

/** One thing that is asked for. */
export type RequestClause = ClauseScope & {
  /** How surely work is asked for, from 0 to 1. */
  readonly strength: number;
  /** The folded words that ask; none where something broke. */
  readonly asks: readonly string[];
};

export type RequestReading = {
  readonly needsReply: boolean;
  readonly replyReason: ReadingReason;
  readonly isRequest: boolean;
  /** Of what is asked for most surely outside, else of what is asked for at all; `none` without a request. */
  readonly scope: Scope;
  /** `flag`: surely outside. `ask`: not sure, somebody has to look. */
  readonly verdict: RequestVerdict;
  /** The item it belongs to, by id; null where there is none. */
  readonly item: string | null;
  readonly urgency: Urgency;
  /** The folded words that alarm or press. */
  readonly alarms: readonly string[];
  /** From -1 (surely in the contract) to 1 (surely outside); 0 where nothing is known. */
  readonly score: number;
  /** Everything that is asked for, in the order of the message. */
  readonly clauses: readonly RequestClause[];
};

/** A clause that may only refer to what is asked for beside it, or tell what came of what broke. */
type RefersTo = RequestClause & {
  readonly refers: boolean;
  /** Something broke in it. */
  readonly broke: boolean;
};

/** Nobody asks for more things than this in one message. */
const MOST_CLAUSES = 12;
const MENDING = 'web-maintenance';
/** A clause that names no service and says less than this besides cues only refers to another. */
const SAYS_SOMETHING = 1.2;

/**
 * Takes a message's text as in Slack's `event.text`, the prepared scope list, whether files came with it, and whether it
 * needs a reply where that was read already. Never throws, whatever the text.
 */
export function readRequest(
  text: string,
  scope: PreparedScope,
  context: { hasFiles: boolean; reply?: Reading },
): RequestReading {
  const reply = context.reply ?? readMessage(text, context);
  const { sentences, questions, alarm } = readAlarm(text, scope.knows);
  const segments = segmentsOf(sentences, questions);
  const broken = alarm.emergency === 'broken' ? alarm.clauses : new Set<number>();
  const asked = weighSegments(segments, { pressing: alarm.urgency !== 'normal', broken });
  const clauses = reply.needsReply ? withoutStrays(readClauses(asked, segments, broken, scope)) : [];
  const chosen = strongest(clauses);
  const todays = new Set(segments.filter(({ clause }) => alarm.today.has(clause)).map(({ sentence }) => sentence));
  const isForToday = asked.some(
    ({ segment, strength }) => strength >= REQUEST_STRENGTH && todays.has(segment.sentence),
  );
  const pressed = alarm.urgency === 'normal' && chosen !== undefined && isForToday ? 'elevated' : alarm.urgency;
  // "Thanks, that was quick": where nobody has to answer, nothing presses.
  const urgency = pressed === 'elevated' && !reply.needsReply ? 'normal' : pressed;
  return {
    needsReply: reply.needsReply,
    replyReason: reply.reason,
    isRequest: chosen !== undefined,
    scope: chosen?.scope ?? 'none',
    verdict: chosen?.verdict ?? 'none',
    item: chosen?.item ?? null,
    urgency,
    alarms: urgency === 'normal' ? [] : alarm.words,
    score: chosen?.score ?? decide(compare(contentOf(segments), scope), 0).score,
    clauses,
  };
}

function readClauses(
  asked: readonly Asked[],
  segments: readonly Segment[],
  broken: ReadonlySet<number>,
  scope: PreparedScope,
): RefersTo[] {
  let whole: Content | undefined;
  const message = () => {
    whole ??= contentOf(segments);
    return whole;
  };
  return asked
    .filter(({ strength }) => strength >= REQUEST_STRENGTH)
    .sort((a, b) => b.strength - a.strength)
    .slice(0, MOST_CLAUSES)
    .sort((a, b) => segments.indexOf(a.segment) - segments.indexOf(b.segment))
    .map(({ segment, strength, because }) => {
      const own = contentOf([segment]);
      const content = contentBeside(own, segment, segments, message);
      const comparison = compare(broken.has(segment.clause) ? asRepair(content) : content, scope);
      const sureness = strength * (1 - comparison.noRequest);
      const asks = because.map(({ from, to }) => spell(segment.tokens.slice(from, to)));
      const refers = isOnlyTouchedOn(own) && sumOf(own.words) < SAYS_SOMETHING;
      const broke = broken.has(segment.clause) && asks.length === 0;
      return { ...decide(comparison, sureness), strength: sureness, asks, refers, broke };
    })
    .filter(({ strength }) => strength >= REQUEST_STRENGTH);
}

/** What broke wants mending; where nothing says what broke, it is the website. */
function asRepair(content: Content): Content {
  if (!isOnlyTouchedOn(content)) return { ...content, action: 'edits' };
  return { ...content, concepts: new Map([...content.concepts, [MENDING, 0.5]]), action: 'edits' };
}

/**
 * A part of a row, or a fault, that resembles nothing adds nothing to what was clearly asked for beside it; nor does
 * "please see to it".
 */
function withoutStrays(clauses: readonly RefersTo[]): readonly RequestClause[] {
  const isStray = ({ scope, asks, verdict, refers }: RefersTo) =>
    (scope === 'unlisted' && asks.length === 0) || (refers && verdict === 'ask');
  const told = withoutConsequences(clauses);
  const others = told.filter((clause) => !isStray(clause));
  return (others.some(({ verdict }) => verdict !== 'ask') ? others : told).map(
    ({ refers: _, broke: __, ...clause }) => clause,
  );
}

/** "We were logged out of Instagram, the email was changed": what broke first is to be mended, the rest came of it. */
function withoutConsequences(clauses: readonly RefersTo[]): readonly RefersTo[] {
  const cause = clauses.find(({ broke, verdict }) => broke && verdict !== 'ask');
  return cause?.scope === 'in' ? clauses.filter((clause) => clause === cause || !clause.broke) : clauses;
}

function strongest(clauses: readonly RequestClause[]): RequestClause | undefined {
  const order = { flag: 2, ask: 1, none: 0 } as const;
  return clauses.reduce<RequestClause | undefined>((best, clause) => {
    if (best === undefined) return clause;
    const difference = order[clause.verdict] - order[best.verdict] || clause.strength - best.strength;
    return difference > 0 ? clause : best;
  }, undefined);
}

function sumOf(weights: ReadonlyMap<string, number>): number {
  return [...weights.values()].reduce((sum, weight) => sum + weight, 0);
}
