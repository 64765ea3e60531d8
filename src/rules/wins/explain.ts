import type { Reason } from '../../engine/facts.ts';
import type { Reader } from '../../engine/rule.ts';
import { type Key, say } from './words.ts';

const told: readonly string[] = ['raised', 'asked-owner', 'undone'];

/** Says of a message why it was celebrated, or is not; null for what is nobody's matter but the asker's. */
export function explain({ name }: Reason, { language }: Reader): string | null {
  return told.includes(name) ? say(language, `explain.${name}` as Key) : null;
}
