/**
 * Reads one message of a client person: does it need a reply, and why. The question is turned round: it does, unless it
 * is plainly chatter. Pure: no clock, no I/O, nothing kept; the reading holds none of the message's words. Does not say
 * whether it asks for work, how urgent it is, or whether it is in scope (read-request.ts does).
 */
import { judge } from './chatter.ts';
import any from './lexicon/any.json' with { type: 'json' };
import { type ChatterKind, type Lexicon, lexicon, type OpeningKind } from './lexicon.ts';
import { abridge, type NormalisedText, normalise } from './normalise.ts';
import type { RequestKind } from './request/request-lexicon.ts';
import { type Segment, segmentsOf } from './request/segments.ts';
import { weighSegments } from './request/strength.ts';
import { isSpared, readUrgency } from './request/urgency.ts';
import { cutSentences, type Sentence } from './tokens.ts';

/** Why a message needs a reply. */
export type ReplyReason = 'chasing' | 'question' | 'trouble' | 'request' | 'not-plainly-chatter';
/** Why it needs none. */
export type NoReplyReason = ChatterKind | 'emoji-only' | 'empty';
export type ReadingReason = ReplyReason | NoReplyReason;
export type Reading = { readonly needsReply: boolean; readonly reason: ReadingReason };

/** Longer texts are never plainly chatter, and are not read word by word. */
const LONGEST_CHATTER = 3000;
/** An answer of more words than this says something besides; characters count half. */
const LONGEST_ANSWER = 3;
/** Beside one of these, words that want nothing are told. */
const TELLING: readonly ChatterKind[] = ['thanks', 'praise', 'laughter', 'no-hurry'];
/** Says who does something, or that it is done or not wanted. */
const SETTLED: readonly RequestKind[] = ['ours', 'done', 'denies'];
/** Says that something is wrong, or asks about anything. */
const DOUBTFUL: readonly RequestKind[] = ['faults', 'states', 'questions', 'prices', 'tells', 'asks', 'wants', 'meets'];
/** Words that sound like trouble, though they may only tell of it. */
const TROUBLING: readonly OpeningKind[] = ['trouble', 'unsettled', 'request'];
/** Asks about anything. */
const ASKING: readonly RequestKind[] = ['states', 'questions', 'prices', 'tells', 'asks', 'wants', 'meets'];
/** Who writes more sentences than this has something to say. */
const MOST_TOLD = 3;
const MERRY = new Set(any.emoji.merry);
const QUESTION_MARK = /[?？؟⁇⁈⁉]/;

/**
 * Takes a message's text as in Slack's `event.text` and whether files came with it; gives whether a reply is owed and
 * the named reason. Never throws, whatever the text.
 */
export function readMessage(text: string, context: { hasFiles: boolean }): Reading {
  const lists = lexicon();
  const normalised = normalise(abridge(text));
  const asks = QUESTION_MARK.test(normalised.words) || normalised.emoji.some((mark) => lists.questionEmoji.has(mark));
  if (normalised.words.trim().length > LONGEST_CHATTER) return needs(asks ? 'question' : 'not-plainly-chatter');
  const sentences = cutSentences(normalised.words.replace(/[?？؟⁇⁈⁉]+/g, '\n'));
  if (sentences.length === 0) return readWordless(normalised, asks, context.hasFiles, lists);
  return readSentences(sentences, normalised, asks, context.hasFiles, lists);
}

function readWordless({ emoji, mention, unread }: NormalisedText, asks: boolean, hasFiles: boolean, lists: Lexicon) {
  if (asks) return needs('chasing');
  if (emoji.some((mark) => lists.troubleEmoji.has(mark))) return needs('trouble');
  if (hasFiles) return needsNone('handed-over');
  if (unread) return needs('not-plainly-chatter');
  if (emoji.length > 0) return needsNone('emoji-only');
  // Somebody's name called with nothing beside it is how people tug at a sleeve.
  return mention ? needs('chasing') : needsNone('empty');
}

function readSentences(
  sentences: readonly Sentence[],
  { emoji, answers }: NormalisedText,
  asks: boolean,
  hasFiles: boolean,
  lists: Lexicon,
): Reading {
  const plainly = readPlainly(sentences, emoji, asks, hasFiles, lists);
  const reading =
    answers && plainly.needsReply && isShortAnswer(sentences, asks, lists) ? needsNone('informing') : plainly;
  // "Only a white screen now": told like news, yet somebody has to act.
  const alarming = !reading.needsReply && readUrgency(sentences).urgency === 'emergency';
  return alarming ? needs('trouble') : reading;
}

/** "> Front or back?" and below it "back": a few words that want nothing themselves. */
function isShortAnswer(sentences: readonly Sentence[], asks: boolean, lists: Lexicon): boolean {
  const tokens = sentences.flat(2);
  const size = tokens.reduce((sum, { kind }) => sum + (kind === 'word' ? 1 : 0.5), 0);
  const verdict = judge(sentences, lists, false);
  return !asks && size <= LONGEST_ANSWER && (verdict.chatter || verdict.opening === undefined);
}

function readPlainly(
  sentences: readonly Sentence[],
  emoji: readonly string[],
  asks: boolean,
  hasFiles: boolean,
  lists: Lexicon,
): Reading {
  const verdict = judge(sentences, lists, hasFiles);
  if (!verdict.chatter && verdict.opening === 'chasing') return needs('chasing');
  if (asks) return needs('question');
  if (emoji.some((mark) => lists.troubleEmoji.has(mark))) return needs('trouble');
  if (!verdict.chatter) {
    const told = mayBeTold(verdict.opening, sentences) ? tellingKind(verdict.kinds, emoji, sentences) : undefined;
    if (told !== undefined) return needsNone(told);
    if (isNobodysTrouble(verdict.opening, sentences)) return needsNone('informing');
    if (verdict.opening === 'waiting') return needs('chasing');
    return needs(
      verdict.opening === undefined || verdict.opening === 'unsettled' ? 'not-plainly-chatter' : verdict.opening,
    );
  }
  if (verdict.kind !== 'nothing-said') return needsNone(verdict.kind);
  if (hasFiles) return needsNone('handed-over');
  return emoji.length > 0 ? needsNone('emoji-only') : needs('not-plainly-chatter');
}

/** "We don't need it" and "we made it" hold words that elsewhere want something: then every sentence has to settle it. */
function mayBeTold(opening: OpeningKind | undefined, sentences: readonly Sentence[]): boolean {
  if (opening === undefined) return true;
  const settles = (sentence: Sentence) => segmentsOf([sentence]).some((segment) => has(segment, ['ours', 'denies']));
  const isSettled = (sentence: Sentence) => settles(sentence) || judge([sentence], lexicon(), false).chatter;
  return (opening === 'request' || opening === 'unsettled') && sentences.every(isSettled);
}

/**
 * What a message is that holds words no list explains, but none that want anything: told with thanks, praise or laughter, or
 * with a merry face, and not asking for work in any way.
 */
function tellingKind(
  kinds: readonly ChatterKind[],
  emoji: readonly string[],
  sentences: readonly Sentence[],
): NoReplyReason | undefined {
  const merry = emoji.some((mark) => MERRY.has(mark));
  const kind =
    TELLING.find((one) => kinds.includes(one)) ?? (merry || sentences.every(isOurs) ? 'informing' : undefined);
  if (kind === undefined || sentences.length > MOST_TOLD || !(merry || sentences.every(isTold))) return undefined;
  if (readUrgency(sentences).urgency !== 'normal') return undefined;
  const asked = weighSegments(segmentsOf(sentences), { pressing: false, broken: new Set() });
  return asked.some(({ strength, segment }) => strength > 0 || has(segment, DOUBTFUL)) ? undefined : kind;
}

/** "We nearly sent the wrong list", "it was down, all fine now": trouble that is over or somebody else's, and nothing asked. */
function isNobodysTrouble(opening: OpeningKind | undefined, sentences: readonly Sentence[]): boolean {
  if ((opening !== undefined && !TROUBLING.includes(opening)) || sentences.length > MOST_TOLD) return false;
  const { urgency, overAt } = readUrgency(sentences);
  // "It is back, but the form is still broken" is not over.
  const rest = sentences.flat().slice(overAt + 1);
  const over = overAt >= 0 && opening !== 'request' && judge([rest], lexicon(), false).chatter;
  const isHarmless = (sentence: Sentence) => over || isSpared(sentence) || judge([sentence], lexicon(), false).chatter;
  if (opening === undefined && !over) return false;
  if (urgency !== 'normal' || !sentences.every(isHarmless)) return false;
  const asked = weighSegments(segmentsOf(sentences), { pressing: false, broken: new Set() });
  return asked.every(({ strength, segment }) => strength === 0 && !has(segment, ASKING));
}

/** Whether a sentence is chatter, holds some, or says who does something or what is done; a number tells something new. */
function isTold(sentence: Sentence): boolean {
  if (sentence.some((clause) => clause.some(({ text }) => /^\d{2,}$/.test(text) && !/^5+$/.test(text)))) return false;
  const verdict = judge([sentence], lexicon(), false);
  if (verdict.chatter || TELLING.some((one) => verdict.kinds.includes(one))) return true;
  return segmentsOf([sentence]).some((segment) => has(segment, SETTLED));
}

/** Whether the writer or somebody else does what is spoken of. */
function isOurs(sentence: Sentence): boolean {
  return segmentsOf([sentence]).some((segment) => has(segment, ['ours']));
}

function has({ cues }: Segment, kinds: readonly RequestKind[]): boolean {
  return cues.some(({ value }) => kinds.some((one) => value.has(one)));
}

function needs(reason: ReplyReason): Reading {
  return { needsReply: true, reason };
}

function needsNone(reason: NoReplyReason): Reading {
  return { needsReply: false, reason };
}
