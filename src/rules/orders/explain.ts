import type { Reason } from '../../engine/facts.ts';
import type { Reader } from '../../engine/rule.ts';
import { type Key, say } from './words.ts';

const told: readonly string[] = ['offered', 'accepted', 'declined', 'expired', 'withdrawn'];

/** Says what became of an offer; null for what is nobody's matter but the asker's. */
export function explain({ name }: Reason, { language }: Reader): string | null {
  return told.includes(name) ? say(language, `explain.${name}` as Key) : null;
}
