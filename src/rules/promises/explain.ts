import type { Reason } from '../../engine/facts.ts';
import type { Reader } from '../../engine/rule.ts';
import { formatInstant } from '../../language/messages.ts';
import { reasonNames } from './reasons.ts';
import { say } from './words.ts';

/** The reason as one sentence, in the reader's language and zone; null for what is not worth telling. */
export function explain({ name, data }: Reason, reader: Reader): string | null {
  const known = reasonNames.find((one) => one === name);
  if (known === undefined || typeof data.by !== 'string' || typeof data.dueAt !== 'number') return null;
  return say(reader.language, `reason.${known}`, { by: `<@${data.by}>`, due: formatInstant(data.dueAt, reader) });
}
