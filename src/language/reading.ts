/**
 * Reads one message of a client person: does it need a reply, and why. The question is turned round: it does, unless it
 * is plainly chatter. Pure: no clock, no I/O, nothing kept; the reading holds none of the message's words. Does not say
 * whether it asks for work, how urgent it is, or whether it is in scope (read-request.ts does).
 */
import { judge } from './chatter.ts';
import { type ChatterKind, type Lexicon, lexicon } from './lexicon.ts';
import { abridge, type NormalisedText, normalise } from './normalise.ts';
import { cutSentences, type Sentence } from './tokens.ts';

/** Why a message needs a reply. */
export type ReplyReason = 'chasing' | 'question' | 'trouble' | 'request' | 'not-plainly-chatter';
/** Why it needs none. */
export type NoReplyReason = ChatterKind | 'emoji-only' | 'empty';
export type ReadingReason = ReplyReason | NoReplyReason;
export type Reading = { readonly needsReply: boolean; readonly reason: ReadingReason };

/** Longer texts are never plainly chatter, and are not read word by word. */
const LONGEST_CHATTER = 3000;
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
  { emoji }: NormalisedText,
  asks: boolean,
  hasFiles: boolean,
  lists: Lexicon,
): Reading {
  const verdict = judge(sentences, lists, hasFiles);
  if (!verdict.chatter && verdict.opening === 'chasing') return needs('chasing');
  if (asks) return needs('question');
  if (emoji.some((mark) => lists.troubleEmoji.has(mark))) return needs('trouble');
  if (!verdict.chatter) {
    if (verdict.opening === 'waiting') return needs('chasing');
    return needs(
      verdict.opening === undefined || verdict.opening === 'unsettled' ? 'not-plainly-chatter' : verdict.opening,
    );
  }
  if (verdict.kind !== 'nothing-said') return needsNone(verdict.kind);
  if (hasFiles) return needsNone('handed-over');
  return emoji.length > 0 ? needsNone('emoji-only') : needs('not-plainly-chatter');
}

function needs(reason: ReplyReason): Reading {
  return { needsReply: true, reason };
}

function needsNone(reason: NoReplyReason): Reading {
  return { needsReply: false, reason };
}
