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
  'damage',
  'legal',
  'presses',
  'todays',
  'hours',
  'calm',
  'guards',
  'over',
  'product',
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

type ClauseAlarm = {
  readonly broken: boolean;
  readonly threat: boolean;
  readonly thing: boolean;
  readonly fails: boolean;
  readonly guarded: boolean;
  readonly presses: boolean;
  readonly calm: boolean;
  readonly over: boolean;
  readonly today: boolean;
  readonly alarming: readonly string[];
  readonly pressing: readonly string[];
};

/** Kinds that hide the shorter cues within them. */
const HIDING: readonly UrgencyKind[] = ['guards', 'over', 'calm', 'product'];

/**
 * Takes a message's sentences, and whether a time of the day is set in it (tokens hold no colon), and gives how pressing
 * it is.
 */
export function readUrgency(sentences: readonly Sentence[], { byTheClock = false } = {}): UrgencyReading {
  const alarms = sentences.map((sentence) => sentence.map(alarmOf));
  const isOver = alarms.flat().some(({ over }) => over);
  const clauses = new Set<number>();
  const today = new Set<number>();
  const words: string[] = [];
  let broken = false;
  let threat = false;
  let position = 0;
  for (const sentence of alarms) {
    sentence.forEach((alarm, index) => {
      if (alarm.today && !alarm.calm) today.add(position + index);
      const neighbours = [sentence[index - 1], sentence[index + 1]];
      const guarded = alarm.guarded || neighbours.some((neighbour) => neighbour?.guarded && !neighbour.broken);
      const thing = alarm.thing || sentence[index - 1]?.thing === true;
      if (!isOver && !guarded && (alarm.broken || (thing && alarm.fails) || alarm.threat)) {
        clauses.add(position + index);
        words.push(...alarm.alarming);
        if (alarm.threat) threat = true;
        else broken = true;
      }
    });
    position += sentence.length;
  }
  if (threat || broken) return { urgency: 'emergency', emergency: broken ? 'broken' : 'threat', clauses, today, words };
  const all = alarms.flat();
  const elevated = (byTheClock || all.some(({ presses }) => presses)) && !all.some(({ calm }) => calm);
  if (!elevated) return { urgency: 'normal', emergency: undefined, clauses, today, words };
  return { urgency: 'elevated', emergency: undefined, clauses, today, words: all.flatMap(({ pressing }) => pressing) };
}

function alarmOf(clause: Clause): ClauseAlarm {
  const all = cuesIn(urgencyCues(), clause);
  const hiding = all.filter(({ value }) => HIDING.some((kind) => value.has(kind)));
  const cues = all.filter((cue) => !isHidden(cue, hiding));
  const has = (kind: UrgencyKind) => cues.some(({ value }) => value.has(kind));
  const said = (kinds: readonly UrgencyKind[]) => wordsOf(cues, kinds, clause);
  return {
    broken: has('damage'),
    threat: has('legal'),
    thing: has('things'),
    fails: has('fails'),
    guarded: has('guards'),
    presses: has('presses') || (has('todays') && has('hours')),
    calm: has('calm'),
    over: has('over'),
    today: has('todays'),
    alarming: said(['damage', 'legal', 'fails']),
    pressing: said(['presses', 'todays']),
  };
}

function wordsOf(cues: readonly Cue<UrgencyKind>[], kinds: readonly UrgencyKind[], clause: Clause): string[] {
  return cues
    .filter(({ value }) => kinds.some((kind) => value.has(kind)))
    .map(({ from, to }) => spell(clause.slice(from, to)));
}

function isHidden(cue: Cue<UrgencyKind>, hiding: readonly Cue<UrgencyKind>[]): boolean {
  return hiding.some((other) => other !== cue && isWithin(cue, other) && lengthOf(other) > lengthOf(cue));
}
