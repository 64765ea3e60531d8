import type { Reason } from '../../engine/facts.ts';
import type { Reader } from '../../engine/rule.ts';
import { escapeMrkdwn, formatInstant } from '../../language/messages.ts';
import en from './words/en.json' with { type: 'json' };
import { type Key, say } from './words.ts';

/** Says what became of a kept message; null for what is not worth telling. */
export function explain({ name, data }: Reason, reader: Reader): string | null {
  const key = `reason.${name}`;
  if (!(key in en)) return null;
  const due = typeof data.dueAt === 'number' ? formatInstant(data.dueAt, reader) : '';
  return say(reader.language, key as Key, { due, because: escapeMrkdwn(String(data.because ?? '')) });
}
