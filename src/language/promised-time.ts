/**
 * Reads in one message of the staff whether it promises something by a stated time, and by which. Told apart from all
 * other times that people write of: a promise has somebody who will do something, and lies ahead. It is slow to see one: a
 * wrong offer is noise, a missed one costs nothing. English by chrono-node within frames of its own, Turkish by own lists.
 * It deliberately keeps no words, asks for no clock, and knows no opening hours: a date without a time stays a date.
 */
import { normalise } from './normalise.ts';
import { readEnglish } from './promised-time/english.ts';
import type { StatedTime, Written } from './promised-time/stated.ts';
import { readTurkish } from './promised-time/turkish.ts';

export type { StatedTime } from './promised-time/stated.ts';

/** Nobody promises in an essay; longer texts are not read. */
const LONGEST = 3000;
const SPEECH = /["“”„«][^"“”„«»]*["“”»]/g;
/** Amounts, versions, and numbers to be called: figures that are no times. */
const FIGURES =
  /[€$£₺]\s?\d[\d.,]*|\d[\d.,]*\s?(?:[€$£₺%]|(?:tl|eur|usd|gbp|euros?|dollars?|lira)(?![\p{L}]))|\bv\.?\s?\d+(?:\.\d+)*|\b(?:version|sürüm)\s\d+(?:\.\d+)*|\+?\d[\d ]{8,}\d/giu;
const SENTENCE = /[^.!?\n;]*(?:\.(?=\d|\p{Ll}\.)[^.!?\n;]*|(?<=\b[ap])\.m\.?[^.!?\n;]*)*[.!?\n;]?/giu;

/**
 * Takes a message's text as in Slack's `event.text`, when it was written and in whose zone, and gives the time by which it
 * promises something: of several the first. Null where it promises nothing, or the time is past. Never throws.
 */
export function readPromisedTime(text: string, written: Written): StatedTime | null {
  const words = normalise(text).words.replace(SPEECH, ' ').replace(FIGURES, ' # ').trim();
  if (words.length > LONGEST) return null;
  for (const [sentence] of words.matchAll(SENTENCE)) {
    if (sentence.trim() === '' || sentence.endsWith('?')) continue;
    const found = readEnglish(sentence.trim(), written) ?? readTurkish(sentence.trim(), written);
    if (found !== null) return found;
  }
  return null;
}
