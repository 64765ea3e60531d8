/** Reads the common part of Markdown, as Slack's markdown block has it, by way of Slack's own marks. */
import type { Inline } from './mrkdwn-tree.ts';
import { readInline } from './read-mrkdwn.ts';

export type MarkdownPart =
  | { type: 'heading'; level: number; children: Inline[] }
  | { type: 'item'; mark: string; indent: number; children: Inline[] }
  | { type: 'quote' | 'lines'; children: Inline[] }
  | { type: 'code'; text: string }
  | { type: 'rule' };

/** A Markdown text as its parts, in order. */
export function readMarkdown(text: string): MarkdownPart[] {
  const parts: MarkdownPart[] = [];
  const lines = text.split('\n');
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (!line.startsWith('```')) {
      const part = readLine(line);
      if (part !== null) parts.push(part);
      continue;
    }
    const end = lines.findIndex((one, index) => index > at && one.startsWith('```'));
    const last = end < 0 ? lines.length : end;
    parts.push({ type: 'code', text: lines.slice(at + 1, last).join('\n') });
    at = last;
  }
  return parts;
}

function readLine(line: string): MarkdownPart | null {
  if (line.trim() === '') return null;
  if (/^ {0,3}(?:-{3,}|\*{3,}|_{3,})\s*$/.test(line)) return { type: 'rule' };
  const heading = /^(#{1,6}) +(.*)$/.exec(line);
  if (heading) return { type: 'heading', level: heading[1]?.length ?? 1, children: inline(heading[2] ?? '') };
  const item = /^(\s*)([-*+]|\d{1,9}[.)]) +(.*)$/.exec(line);
  if (item) {
    const [, space = '', mark = '', words = ''] = item;
    return {
      type: 'item',
      mark: /\d/.test(mark) ? mark : '•',
      indent: Math.floor(space.length / 2),
      children: inline(words),
    };
  }
  const quote = /^> ?(.*)$/.exec(line);
  return quote ? { type: 'quote', children: inline(quote[1] ?? '') } : { type: 'lines', children: inline(line) };
}

/** `**bold**`, `*soft*`, `~~gone~~` and `[words](address)` in Slack's spelling. */
function inline(text: string): Inline[] {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const marked = escaped
    .replace(/\[([^[\]\n]{1,500})\]\(((?:https?:\/\/|mailto:)[^\s()]{1,2000})\)/g, '<$2|$1>')
    .replace(/\*\*|(?<!\*)\*(?!\*)|~~/g, (mark) => (mark === '**' ? '*' : mark === '~~' ? '~' : '_'))
    .replaceAll('__', '*');
  return readInline(marked);
}
