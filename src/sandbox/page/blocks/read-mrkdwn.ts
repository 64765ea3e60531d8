/** Reads Slack's mrkdwn in time that grows with its length only, whatever somebody writes. */
import type { Inline, Mark, MrkdwnBlock } from './mrkdwn-tree.ts';
import { readEntities, readReference } from './read-reference.ts';

/** `verbatim`: bare addresses stay text, as where an app asks for it. */
export type Reading = { verbatim?: boolean };

/** A text as its blocks: lines, quotes and fenced code, in order. */
export function readMrkdwn(text: string, reading: Reading = {}): MrkdwnBlock[] {
  const blocks: MrkdwnBlock[] = [];
  let at = 0;
  while (at < text.length) {
    const open = text.indexOf(FENCE, at);
    const close = open < 0 ? -1 : text.indexOf(FENCE, open + FENCE.length);
    if (close < 0) break;
    const code = text.slice(open + FENCE.length, close).replace(/^\n/, '');
    if (code.trim() === '') break;
    readLines(blocks, text.slice(at, open).replace(/\n$/, ''), reading);
    blocks.push({ type: 'code', text: wordsOf(readInline(code.replace(/\n$/, ''), { ...reading, isCode: true })) });
    at = close + FENCE.length;
    if (text[at] === '\n') at += 1;
  }
  readLines(blocks, text.slice(at), reading);
  return blocks;
}

const FENCE = '```';
const QUOTE = /^(?:>|&gt;) ?/;
const QUOTE_REST = /^(?:>>>|&gt;&gt;&gt;)\s*/;

function readLines(blocks: MrkdwnBlock[], text: string, reading: Reading): void {
  if (text === '') return;
  let type: 'lines' | 'quote' = 'lines';
  let held: string[] = [];
  const close = () => {
    if (held.length > 0) blocks.push({ type, children: readInline(held.join('\n'), reading) });
    held = [];
  };
  let rest = false;
  for (const line of text.split('\n')) {
    const isRest: boolean = !rest && QUOTE_REST.test(line);
    const next = rest || isRest || QUOTE.test(line) ? 'quote' : 'lines';
    if (next !== type) close();
    type = next;
    held.push(isRest ? line.replace(QUOTE_REST, '') : rest ? line : line.replace(QUOTE, ''));
    rest ||= isRest;
  }
  close();
}

/** What stands in a line or several: marks pair within one line only. */
export function readInline(text: string, reading: Reading & { isCode?: boolean } = {}): Inline[] {
  const line: Line = { nodes: [], open: new Map(), words: '', text };
  let at = 0;
  while (at < text.length) at = step(line, at, reading);
  flush(line);
  return line.nodes;
}

type Line = {
  nodes: Inline[];
  /** Where in `nodes` each mark stands that is not closed yet, itself as text. */
  open: Map<Mark, number>;
  words: string;
  text: string;
};

/** Reads one thing and gives where the next begins. */
function step(line: Line, at: number, reading: Reading & { isCode?: boolean }): number {
  const { text } = line;
  const character = text[at] ?? '';
  if (character === '<') return readAngle(line, at);
  if (reading.isCode) return plainly(line, at);
  if (character === '\n') {
    push(line, { type: 'break' });
    line.open.clear();
    return at + 1;
  }
  if (character === '*' || character === '_' || character === '~') return readMark(line, at, character);
  if (character === '`') return readCode(line, at);
  if (character === ':') return readEmoji(line, at);
  if (character === 'h' && !reading.verbatim) return readBareLink(line, at);
  return plainly(line, at);
}

const SPECIAL = /[<\n*_~`:h&]/g;

/** Takes the character and all that follows up to one that may mean something. */
function plainly(line: Line, at: number): number {
  const { text } = line;
  SPECIAL.lastIndex = at + 1;
  const next = SPECIAL.exec(text)?.index ?? text.length;
  line.words += text.slice(at, next);
  return next;
}

function flush(line: Line): void {
  if (line.words !== '') line.nodes.push({ type: 'text', text: readEntities(line.words) });
  line.words = '';
}

function push(line: Line, node: Inline): void {
  flush(line);
  line.nodes.push(node);
}

function readAngle(line: Line, at: number): number {
  const { text } = line;
  ANGLE_END.lastIndex = at + 1;
  const end = ANGLE_END.exec(text)?.index ?? text.length;
  const node = text[end] === '>' ? readReference(text.slice(at + 1, end)) : null;
  if (node !== null) {
    push(line, node);
    return end + 1;
  }
  line.words += '<';
  return at + 1;
}
const ANGLE_END = /[<>\n]/g;

const LETTER = /[\p{L}\p{N}]/u;

/** Whether a letter or digit stands right before or after here; a mark inside a word is none. */
function letterBefore(text: string, at: number): boolean {
  const last = text.charCodeAt(at - 1);
  const isSecondHalf = last >= 0xdc00 && last <= 0xdfff;
  return at > 0 && LETTER.test(text.slice(isSecondHalf ? at - 2 : at - 1, at));
}

function letterAfter(text: string, at: number): boolean {
  return at < text.length && LETTER.test(String.fromCodePoint(text.codePointAt(at) ?? 32));
}

function isSpace(character: string | undefined): boolean {
  return character === undefined || /\s/.test(character);
}

function readMark(line: Line, at: number, mark: Mark): number {
  const { text, open } = line;
  const before = text[at - 1];
  const after = text[at + 1];
  const begun = open.get(mark);
  if (before === mark || after === mark) {
    line.words += mark;
    return at + 1;
  }
  if (begun !== undefined && !isSpace(before) && !letterAfter(text, at + 1)) {
    close(line, mark, begun);
  } else if (!isSpace(after) && !letterBefore(text, at)) {
    push(line, { type: 'text', text: mark });
    open.set(mark, line.nodes.length - 1);
  } else {
    line.words += mark;
  }
  return at + 1;
}

const NAMES = { '*': 'bold', _: 'italic', '~': 'strike' } as const;

function close(line: Line, mark: Mark, begun: number): void {
  flush(line);
  const [, ...children] = line.nodes.splice(begun);
  line.nodes.push({ type: NAMES[mark], children });
  for (const [other, index] of line.open) if (index >= begun) line.open.delete(other);
}

const CODE_END = /[`\n]/g;

function readCode(line: Line, at: number): number {
  const { text } = line;
  CODE_END.lastIndex = at + 1;
  const end = CODE_END.exec(text)?.index ?? text.length;
  const fits = text[end] === '`' && end > at + 1 && !letterBefore(text, at) && !letterAfter(text, end + 1);
  if (!fits) {
    line.words += '`';
    return at + 1;
  }
  push(line, { type: 'code', text: wordsOf(readInline(text.slice(at + 1, end), { isCode: true })) });
  return end + 1;
}

const EMOJI = /:([\p{L}\p{N}_+'-]{1,100}):(?::(skin-tone-[2-6]):)?/uy;

function readEmoji(line: Line, at: number): number {
  EMOJI.lastIndex = at;
  const found = EMOJI.exec(line.text);
  if (!found) return plainly(line, at);
  const [typed, name = '', tone] = found;
  push(line, { type: 'emoji', name: tone ? `${name}::${tone}` : name, typed });
  return at + typed.length;
}

const BARE = /https?:\/\/[^\s<>|]+/y;

function readBareLink(line: Line, at: number): number {
  BARE.lastIndex = at;
  const found = letterBefore(line.text, at) ? null : BARE.exec(line.text);
  if (!found) return plainly(line, at);
  const address = withoutEnding(found[0]);
  const url = readEntities(address);
  if (!/^https?:\/\/[\p{L}\p{N}]/u.test(url) || !URL.canParse(url)) return plainly(line, at);
  push(line, { type: 'link', url, label: null });
  return at + address.length;
}

/** An address without what belongs to the sentence: marks, full stops, escaped angles. */
function withoutEnding(address: string): string {
  const angle = address.search(/&[lg]t;/);
  let end = angle < 0 ? address.length : angle;
  while (end > 0 && `.,;:!?)]}'"*_~\``.includes(address[end - 1] ?? '')) end -= 1;
  return address.slice(0, end);
}

/** The words of a tree without its marks, as code shows them. */
export function wordsOf(nodes: Inline[]): string {
  return nodes.map(wordsOfOne).join('');
}

function wordsOfOne(node: Inline): string {
  switch (node.type) {
    case 'text':
    case 'code':
      return node.text;
    case 'break':
      return '\n';
    case 'link':
      return node.label ?? node.url;
    case 'person':
      return `@${node.label ?? node.id}`;
    case 'channel':
      return `#${node.label ?? node.id}`;
    case 'group':
    case 'everybody':
      return `@${node.type === 'group' ? (node.label ?? node.id) : node.range}`;
    case 'date':
      return node.fallback;
    case 'emoji':
      return node.typed;
    default:
      return wordsOf(node.children);
  }
}
