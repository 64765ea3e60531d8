/**
 * Reads how pressing a message is: an emergency is live damage that is not nearly, past, supposed, quoted or somebody
 * else's; time that presses without damage is elevated. Pure. Does not know whose message it is.
 */
import english from '../lexicon/urgency/en.json' with { type: 'json' };
import korean from '../lexicon/urgency/ko.json' with { type: 'json' };
import russian from '../lexicon/urgency/ru.json' with { type: 'json' };
import thai from '../lexicon/urgency/th.json' with { type: 'json' };
import turkish from '../lexicon/urgency/tr.json' with { type: 'json' };
import chinese from '../lexicon/urgency/zh.json' with { type: 'json' };
import type { PhraseNode } from '../phrase-tree.ts';
import { type Clause, type Sentence, spell } from '../tokens.ts';
import { type Cue, type CueFile, cuesIn, cueTree, isWithin, lengthOf } from './cues.ts';

export const URGENCY_KINDS = [
  'things',
  'fails',
  'people',
  'cannot',
  'slips',
  'spreads',
  'money',
  'burns',
  'spent',
  'excess',
  'private',
  'exposed',
  'others',
  'seen',
  'strangers',
  'ours',
  'damage',
  'legal',
  'live',
  'halts',
  'instantly',
  'cries',
  'presses',
  'todays',
  'hours',
  'calm',
  'guards',
  'spared',
  'past',
  'now',
  'harmless',
  'over',
] as const;
export type UrgencyKind = (typeof URGENCY_KINDS)[number];
export type UrgencyFile = CueFile<UrgencyKind> & { readonly about: Readonly<Record<string, string>> };

export type Urgency = 'normal' | 'elevated' | 'emergency';
export type UrgencyReading = {
  readonly urgency: Urgency;
  /** What the emergency is: something broke or was broken into, or somebody threatens. Only `broken` asks for work. */
  readonly emergency: 'broken' | 'threat' | undefined;
  /** Clauses in which the alarming or pressing words stand, by their position in the message. */
  readonly clauses: ReadonlySet<number>;
  /** Clauses that name this very day: what is asked for in them presses. */
  readonly today: ReadonlySet<number>;
  /** The folded words that alarm or press. */
  readonly words: readonly string[];
  /** The last clause that says it is over, by its position in the message; -1 where none does. */
  readonly overAt: number;
};

/** The lists as they lie on disk, by language. */
export const URGENCY_FILES: Readonly<Record<string, UrgencyFile>> = {
  en: english,
  tr: turkish,
  ko: korean,
  zh: chinese,
  th: thai,
  ru: russian,
};

let built: PhraseNode<Set<UrgencyKind>> | undefined;

/** Gives the tree of all urgency cues. */
export function urgencyCues(): PhraseNode<Set<UrgencyKind>> {
  built ??= cueTree(Object.values(URGENCY_FILES), URGENCY_KINDS);
  return built;
}

/** What is damage only together: the second says what happens to the first, which stands in reach before or after it. */
const TOGETHER: readonly { readonly what: UrgencyKind; readonly how: UrgencyKind; readonly reach: [number, number] }[] =
  [
    { what: 'things', how: 'fails', reach: [-1, 0] },
    { what: 'people', how: 'cannot', reach: [-1, 0] },
    { what: 'fails', how: 'spreads', reach: [-2, 1] },
    { what: 'cannot', how: 'spreads', reach: [-2, 1] },
    { what: 'slips', how: 'spreads', reach: [-2, 2] },
    { what: 'money', how: 'burns', reach: [-2, 2] },
    { what: 'spent', how: 'excess', reach: [-3, 1] },
    { what: 'private', how: 'exposed', reach: [-2, 1] },
    { what: 'private', how: 'spreads', reach: [-2, 2] },
    { what: 'others', how: 'seen', reach: [-1, 1] },
    { what: 'strangers', how: 'ours', reach: [-1, 1] },
    { what: 'cries', how: 'fails', reach: [-2, 2] },
    { what: 'cries', how: 'cannot', reach: [-2, 2] },
    { what: 'cries', how: 'slips', reach: [-2, 2] },
    { what: 'cries', how: 'burns', reach: [-2, 2] },
  ];
/** Kinds that hide the shorter cues within them. */
const HIDING: readonly UrgencyKind[] = [
  'guards',
  'spared',
  'past',
  'now',
  'over',
  'calm',
  'harmless',
  'damage',
  'legal',
];

/** One clause and what it holds, and whether what alarms in it is no alarm. */
type ClauseAlarm = {
  readonly clause: Clause;
  readonly cues: readonly Cue<UrgencyKind>[];
  readonly guarded: boolean;
  /** The same for threats, which a neighbour may be the one to make. */
  readonly harmless: boolean;
};

/**
 * What only the text shows, before it is cut into words: a time of the day is set; a digit slipped in a number; so many have
 * acted on something already.
 */
export type UrgencyMarks = {
  readonly byTheClock?: boolean;
  readonly slippedDigit?: boolean;
  readonly counted?: boolean;
};

/** Takes a message's sentences, and what the text showed, and gives how pressing it is. */
export function readUrgency(sentences: readonly Sentence[], marks: UrgencyMarks = {}): UrgencyReading {
  const alarms = sentences.flatMap(alarmsOf);
  const today = new Set(alarms.flatMap((alarm, at) => (has(alarm, 'todays') && !has(alarm, 'calm') ? [at] : [])));
  const overAt = alarms.findLastIndex((alarm) => has(alarm, 'over'));
  const isMispriced = (alarm: ClauseAlarm) => marks.slippedDigit === true && !alarm.guarded && has(alarm, 'spreads');
  const isCounted = (alarm: ClauseAlarm) => marks.counted === true && !alarm.guarded && has(alarm, 'slips');
  const isBroken = (alarm: ClauseAlarm, at: number) =>
    at > overAt && (isDamage(alarms, at) || isMispriced(alarm) || isCounted(alarm) || isToStop(alarms, at));
  const isThreat = (alarm: ClauseAlarm, at: number) => at > overAt && !alarm.harmless && has(alarm, 'legal');
  const broken = positions(alarms, isBroken);
  const threats = positions(alarms, isThreat);
  if (broken.size + threats.size > 0) {
    const emergency = broken.size > 0 ? 'broken' : 'threat';
    const clauses = new Set([...broken, ...threats]);
    const words = [...clauses].sort((a, b) => a - b).flatMap((at) => wordsOf(alarms[at], ALARMING));
    return { urgency: 'emergency', emergency, clauses, today, words, overAt };
  }
  const presses = marks.byTheClock === true || alarms.some((alarm) => isPressing(alarm));
  const elevated = presses && !alarms.some((alarm) => has(alarm, 'calm'));
  return {
    urgency: elevated ? 'elevated' : 'normal',
    emergency: undefined,
    clauses: new Set(),
    today,
    words: elevated ? alarms.flatMap((alarm) => wordsOf(alarm, ['presses', 'todays'])) : [],
    overAt,
  };
}

/** Takes a sentence and says whether trouble in it nearly happened, was practised or is somebody else's: nobody has to act. */
export function isSpared(sentence: Sentence): boolean {
  return sentence.some((clause) => has({ cues: cuesOf(clause) }, 'spared'));
}

const ALARMING: readonly UrgencyKind[] = [
  'damage',
  'legal',
  'fails',
  'cannot',
  'slips',
  'spreads',
  'burns',
  'spent',
  'exposed',
  'seen',
  'strangers',
  'halts',
  'cries',
];

function alarmsOf(sentence: Sentence): ClauseAlarm[] {
  const clauses = sentence.map((clause) => ({ clause, cues: cuesOf(clause) }));
  const spared = clauses.some((clause) => has(clause, 'spared'));
  let past = false;
  return clauses.map((own, index) => {
    past = (past || has(own, 'past')) && !has(own, 'now');
    // What is supposed in one clause is so in the next: "if it crashes, nobody can order".
    const beside = [clauses[index - 1], clauses[index + 1]];
    const supposed = beside.some((other) => other && has(other, 'guards') && !has(other, 'damage'));
    const harmless = past || supposed || has(own, 'guards');
    return { ...own, guarded: spared || harmless, harmless };
  });
}

function isDamage(alarms: readonly ClauseAlarm[], at: number): boolean {
  const alarm = alarms[at];
  if (alarm === undefined || alarm.guarded) return false;
  if (has(alarm, 'damage')) return true;
  return TOGETHER.some(({ what, how, reach: [before, after] }) => {
    if (!has(alarm, how)) return false;
    return alarms.slice(Math.max(0, at + before), at + after + 1).some((other) => has(other, what));
  });
}

/** What people see, or are about to, has to be stopped this instant. */
function isToStop(alarms: readonly ClauseAlarm[], at: number): boolean {
  const alarm = alarms[at];
  if (alarm === undefined || alarm.guarded || !has(alarm, 'halts')) return false;
  const around = alarms.slice(Math.max(0, at - 1), at + 2);
  const isCalm = alarms.some((other) => has(other, 'calm'));
  return !isCalm && around.some((one) => has(one, 'live')) && around.some((one) => has(one, 'instantly'));
}

function isPressing(alarm: ClauseAlarm): boolean {
  if (has(alarm, 'spared')) return false;
  return has(alarm, 'presses') || (has(alarm, 'todays') && has(alarm, 'hours'));
}

function positions(alarms: readonly ClauseAlarm[], test: (alarm: ClauseAlarm, at: number) => boolean): Set<number> {
  return new Set(alarms.flatMap((alarm, at) => (test(alarm, at) ? [at] : [])));
}

function cuesOf(clause: Clause): Cue<UrgencyKind>[] {
  const all = cuesIn(urgencyCues(), clause);
  const hiding = all.filter(({ value }) => HIDING.some((kind) => value.has(kind)));
  return all.filter((cue) => !isHidden(cue, hiding));
}

function has({ cues }: Pick<ClauseAlarm, 'cues'>, kind: UrgencyKind): boolean {
  return cues.some(({ value }) => value.has(kind));
}

function wordsOf(alarm: ClauseAlarm | undefined, kinds: readonly UrgencyKind[]): string[] {
  if (alarm === undefined) return [];
  return alarm.cues
    .filter(({ value }) => kinds.some((kind) => value.has(kind)))
    .map(({ from, to }) => spell(alarm.clause.slice(from, to)));
}

function isHidden(cue: Cue<UrgencyKind>, hiding: readonly Cue<UrgencyKind>[]): boolean {
  return hiding.some((other) => other !== cue && isWithin(cue, other) && lengthOf(other) > lengthOf(cue));
}
