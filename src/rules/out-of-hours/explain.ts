/** Says to staff why a client's message got a reply outside the agreed hours, or none. */
import type { Reason } from '../../engine/facts.ts';
import type { Reader } from '../../engine/rule.ts';
import { escapeMrkdwn, formatInstant } from '../../language/messages.ts';
import { reasonNames } from './reasons.ts';
import { say } from './words.ts';

/** The reason as one sentence, in the reader's language and zone; null for one that is not known. */
export function explain({ name, data }: Reason, reader: Reader): string | null {
  const known = reasonNames.find((one) => one === name);
  if (known === undefined) return null;
  const back = typeof data.backAt === 'number' ? formatInstant(data.backAt, reader) : '';
  return say(reader.language, `reason.${known}`, { back, because: escapeMrkdwn(String(data.because ?? '')) });
}
