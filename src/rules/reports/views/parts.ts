/** How people, times and kinds are said in every message of this rule, and how long texts end. */
import type { KnownBlock } from '@slack/types';
import { sections } from '../../../engine/blocks.ts';
import type { Names } from '../../../engine/incident-shown.ts';
import type { Rendered } from '../../../engine/rule.ts';
import { escapeName } from '../../../language/messages.ts';

const LONGEST_NAME = 60;
/** What a screen reader reads, and Slack can still change later. */
const LONGEST_TEXT = 3800;

/** A name ready for markup; Slack's own mention where none is known. */
export function nameOf(names: Names, userId: string): string {
  const name = names.get(userId) ?? '';
  return escapeName([...name].slice(0, LONGEST_NAME).join('')) || `<@${userId}>`;
}

/** Lines as one text; of what is too long for it the blocks have the rest, and `goesOn` says so. */
export function textOf(lines: readonly string[], goesOn: string): string {
  const whole = lines.join('\n');
  if (whole.length <= LONGEST_TEXT) return whole;
  const kept: string[] = [];
  for (const line of whole.split('\n')) {
    if (kept.join('\n').length + line.length > LONGEST_TEXT - goesOn.length) break;
    kept.push(line);
  }
  return [...kept, goesOn].join('\n');
}

/** A message of these lines and blocks, with the lines as its text. */
export function message(lines: readonly string[], blocks: readonly KnownBlock[] = []): Rendered {
  return { text: lines.join('\n'), blocks: [...sections(lines), ...blocks] };
}

/** Quiet words. */
export function context(text: string): KnownBlock {
  return { type: 'context', elements: [{ type: 'mrkdwn', text }] };
}
