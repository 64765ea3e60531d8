/** The agreed sign by which a client raises an emergency: a word in a message, whole where its script parts words, or an emoji. */
import { emergencyOf } from '../../agreement/emergency.ts';
import type { Ask } from '../../engine/facts.ts';
import type { Decision } from '../../engine/rule.ts';
import { fold } from '../../language/day-words.ts';

/** Scripts that put no space between words. */
const unparted = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Thai}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/**
 * Heard later than this (milliseconds), nobody is woken or asked by what was written: the response window tells of it. Somebody
 * has long been there by another way.
 */
export const HEARD_TOO_LATE = 86_400_000;

/** Whether a client's message or reaction is the agreed sign. Cheap where nothing is agreed: every message comes by. */
export async function isAgreedSign(
  ask: Ask,
  { event, agreement, now }: Pick<Decision<unknown>, 'event' | 'agreement' | 'now'>,
): Promise<boolean> {
  if (agreement === null || (event.side !== 'client' && event.side !== 'unknown')) return false;
  if (event.occurredAt <= now - HEARD_TOO_LATE) return false;
  const { words, emoji } = emergencyOf(agreement);
  if (event.kind === 'ReactionChanged') return event.on && event.name === emoji;
  if (words.length === 0 || (event.kind !== 'MessagePosted' && event.kind !== 'MessageEdited')) return false;
  const { channelId, ts } = event.message;
  return holdsWord((await ask('words', { channelId, ts })) ?? '', words);
}

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
