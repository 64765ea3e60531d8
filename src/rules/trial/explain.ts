import type { Reason } from '../../engine/facts.ts';
import type { Reader } from '../../engine/rule.ts';
import { say } from './words.ts';

/** Says of a message that what followed from it was shown to the staff only. */
export function explain({ name }: Reason, { language }: Reader): string | null {
  return name === 'held-back' ? say(language, 'reason.held-back') : null;
}
