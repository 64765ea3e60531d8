import type { Reason } from '../../engine/facts.ts';
import type { Reader } from '../../engine/rule.ts';
import { escapeMrkdwn } from '../../language/messages.ts';
import { reasonNames } from './reasons.ts';
import { say } from './words.ts';

/** The reason as one sentence, in the reader's language; null for what is not worth telling. */
export function explain({ name, data }: Reason, { language }: Reader): string | null {
  const known = reasonNames.find((one) => one === name);
  if (known === undefined) return null;
  const items = (Array.isArray(data.items) ? data.items : []).map((id) => `\`${escapeMrkdwn(id)}\``);
  const by = typeof data.by === 'string' ? `<@${escapeMrkdwn(data.by)}>` : '';
  const version = typeof data.version === 'number' ? data.version : 0;
  return say(language, `reason.${known}`, { items: items.join(', ') || 'none', by, version });
}
