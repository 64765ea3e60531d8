/**
 * The few shapes of Slack's blocks that every rule's views are made of. It deliberately escapes nothing: what people wrote
 * has passed `language/messages.ts` before.
 */
import type { Button, PlainTextElement, SectionBlock } from '@slack/types';

/** A section holds 3,000 characters; some room is left for what Slack makes of markup. */
const LONGEST_PART = 2900;

/** Text without markup. */
export function plain(text: string): PlainTextElement {
  return { type: 'plain_text', text, emoji: true };
}

/** A block of text, in Slack's markup. */
export function section(text: string): SectionBlock & { text: { type: 'mrkdwn'; text: string } } {
  return { type: 'section', text: { type: 'mrkdwn', text } };
}

/** Lines one below the other, in as many sections as they need. */
export function sections(lines: readonly string[]): SectionBlock[] {
  const texts: string[] = [];
  for (const line of lines) {
    const last = texts.at(-1);
    if (last === undefined || last.length + line.length + 1 > LONGEST_PART) texts.push(line);
    else texts[texts.length - 1] = `${last}\n${line}`;
  }
  return texts.map(section);
}

/** A button that carries a subject. */
export function button(action: string, text: string, value: string): Button & { value: string } {
  return { type: 'button', action_id: action, text: plain(text), value };
}
