import type { Reason } from '../../engine/facts.ts';
import type { Reader } from '../../engine/rule.ts';
import { say } from './words.ts';

/** Says what may be asked for of a message: that its writer's side was guessed, and who was asked. */
export function explain({ name, data }: Reason, { language }: Reader): string | null {
  if (name !== 'asked-owner' || typeof data.by !== 'string' || typeof data.to !== 'string') return null;
  return say(language, 'reason.asked-owner', { by: `<@${data.by}>`, to: `<@${data.to}>` });
}
