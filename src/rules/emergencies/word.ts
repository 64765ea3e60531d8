/** Whether a message holds an agreed word, whole where its script parts words. Reads nothing else in it. */

import { fold } from '../../language/day-words.ts';

/** Scripts that put no space between words. */
const unparted = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Thai}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** Takes text as Slack sent it. */
export function holdsWord(text: string, words: readonly string[]): boolean {
  const folded = fold(text);
  return words.some((word) => {
    const wanted = fold(word);
    if (unparted.test(wanted)) return folded.includes(wanted);
    const whole = wanted.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
    return new RegExp(`(?<![\\p{L}\\p{N}])${whole}(?![\\p{L}\\p{N}])`, 'u').test(folded);
  });
}
