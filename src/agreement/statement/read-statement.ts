/**
 * Reads the text of a statement of work, or a table of it, as items of a scope list to be confirmed: headings say on which
 * side their lines are, a line is an item. It decides nothing: what it is not sure of comes out as a line that was not read.
 */
import { type Chapter, readHeading } from './heading.ts';
import { type Proposed, readInline, readItems } from './item-line.ts';
import { keyOf } from './phrases.ts';
import { readTable, type Unread } from './table.ts';

export type { Proposed } from './item-line.ts';
export type { Unread } from './table.ts';

/** What was found, in the order of the text, and every line of which nothing came. */
export type Statement = { items: Proposed[]; unread: Unread[] };

/** In letters; a longer line is a paragraph, and no line of a list. */
const LONGEST_LINE = 400;
const mostWords = 10;
const bullet =
  /^(\s*)(?:([-–—*+>])\s+|([•·▪◦●○■□➢➤►▶‣⁃✓✔✅☑✗✘❌☒])\s*|\[([ xX])\]\s+|(\(?(?:\d{1,2}(?:\.\d{1,2})*[.)]|[a-z][.)]|[ivx]{1,4}[.)])(?=\s+)|(?:\d{1,2}|[一二三四五六七八九十]{1,3})[、．]|[（(][一二三四五六七八九十\d]{1,3}[)）])\s*|(\d{1,2}(?:\.\d{1,2})+)\s+(?=\p{Lu}))/u;

type Line = {
  number: number;
  text: string;
  indent: number;
  isBullet: boolean;
  isNumbered: boolean;
  /** A heading's mark of its own: `#`, or bold as a whole. */
  isMarked: boolean;
  /** What a check mark or a cross before it says. */
  mark: 'in' | 'out' | null;
};

/** Takes what was pasted. `form`: what it is said to be; else a table is known by its head. Never throws. */
export function readStatement(text: string, form: 'table' | 'either' = 'either'): Statement {
  const clean = text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cf}\u200d]|[^\P{Cc}\n\t]|\uFEFF/gu, '')
    .replace(/[\u00a0\u202f]/gu, ' ');
  const table = readTable(clean, { isSure: form === 'table' });
  const read = table ?? (form === 'table' ? { items: [], unread: [] } : readLines(linesOf(clean)));
  return withoutTwins(read, clean.split('\n'));
}

function linesOf(text: string): Line[] {
  return text.split('\n').flatMap((raw, index) => {
    const found = bullet.exec(raw);
    const body = raw.slice(found?.[0].length ?? 0).trim();
    const isMarked = /^#{1,6}\s/.test(body) || /^(\*\*|__|\*)[^*_]+\1:?$/.test(body);
    const plain = body
      .replace(/^#{1,6}\s+/, '')
      .replace(/^[*_]+(.*?)[*_]+(:?)$/u, '$1$2')
      .trim();
    const sign = found?.[3] ?? '';
    const mark = /[✓✔✅☑]/u.test(sign) || /x/i.test(found?.[4] ?? '') ? 'in' : /[✗✘❌☒]/u.test(sign) ? 'out' : null;
    const isNumbered = (found?.[5] ?? found?.[6]) !== undefined;
    const indent = (found?.[1] ?? /^\s*/.exec(raw)?.[0] ?? '').replaceAll('\t', '    ').length;
    const line: Line = { number: index + 1, text: plain, indent, isBullet: found !== null, isNumbered, isMarked, mark };
    return plain === '' ? [] : [line];
  });
}

type Reading = {
  chapter: Chapter | null;
  group: string | null;
  items: Proposed[];
  unread: Unread[];
  /** The last line of a list that made items, and how deep it stood. */
  last: { indent: number; isNumbered: boolean; items: Proposed[] } | null;
};

function readLines(lines: readonly Line[]): Statement {
  // Without a list, lines are one only where each of them could be of one.
  const hasList = lines.some(({ isBullet }) => isBullet) || !lines.every(mayBeItem);
  const reading: Reading = { chapter: null, group: null, items: [], unread: [], last: null };
  for (const [index, line] of lines.entries()) readLine(line, isAbove(line, lines.slice(index + 1)), reading, hasList);
  return { items: reading.items, unread: reading.unread };
}

function readLine(line: Line, isHead: boolean, reading: Reading, hasList: boolean): void {
  const { text, isBullet } = line;
  const isMarked = line.isMarked || isHead;
  const heading = line.mark === null ? readHeading(text, { isMarked, isBullet: isBullet && !isHead }) : null;
  if (heading !== null) {
    readUnder(line, heading, reading);
    return;
  }
  if (
    isMarked &&
    !/\d/.test(text.replace(/^\d+/, '')) &&
    text.split(/\s+/).length <= mostWords &&
    !/[.!?。]$/u.test(text)
  ) {
    reading.group = text.replace(/[\s:：]+$/u, '');
    reading.last = null;
    return;
  }
  const kind = line.mark ?? sideIn(reading, line, hasList);
  if (kind === null || text.length > LONGEST_LINE || !mayBeItem(line)) {
    reading.unread.push({ line: line.number, text, because: 'unread' });
    return;
  }
  if (reading.last !== null && isUnder(line, reading.last)) addDetail(line, reading);
  else add(line, readItems(text, { line: line.number, kind, group: reading.group }), reading);
}

/** Whether what follows is a list of this line's own: deeper lines that only say more of an item are none. */
function isAbove(line: Line, next: readonly Line[]): boolean {
  if (!line.isBullet) return next[0]?.isBullet === true;
  const end = next.findIndex((one) => !isUnder(one, line));
  const own = next.slice(0, end < 0 ? next.length : end);
  return own.length > 0 && (/[:：]$/u.test(line.text) || own.some(({ text }) => /\d/.test(text)));
}

/** Whether a line of a list belongs to another one above it. */
function isUnder(line: Line, above: Pick<Line, 'indent' | 'isNumbered'>): boolean {
  if (!line.isBullet) return false;
  return line.indent > above.indent || (above.isNumbered && !line.isNumbered && line.indent >= above.indent);
}

function readUnder(line: Line, { chapter, rest }: { chapter: Chapter; rest: string }, reading: Reading): void {
  // A line such as "Term: 12 months" in a list ends no chapter.
  if (chapter !== 'elsewhere' || !line.isBullet || rest === '') {
    reading.chapter = chapter;
    reading.group = null;
  }
  reading.last = null;
  if (rest === '') return;
  if (chapter === 'elsewhere') reading.unread.push({ line: line.number, text: line.text, because: 'unread' });
  else add(line, readInline(rest, { line: line.number, kind: chapter, group: null }), reading);
}

/** Lines above the first heading are items only where they are of a list, or nothing in the text is one. */
function sideIn({ chapter }: Reading, { isBullet }: Line, hasList: boolean): 'in' | 'out' | null {
  if (chapter === 'elsewhere') return null;
  if (chapter === null) return isBullet || !hasList ? 'in' : null;
  return chapter;
}

/** A sentence of prose is none, unless it says how much; nor is a bare link. */
function mayBeItem({ text, isBullet }: Line): boolean {
  if (/^<?https?:\S+$/u.test(text)) return false;
  if (isBullet) return true;
  const words = text.split(/\s+/).length;
  return /\d/.test(text) ? words <= 25 : words <= mostWords && !/[.!?。]$/u.test(text);
}

/** A line deeper than the one above says more of it. */
function addDetail({ text, number }: Line, reading: Reading): void {
  const [of] = reading.last?.items ?? [];
  const more = [of?.description, text].filter(Boolean).join('; ');
  if (of !== undefined && more.length <= 600) of.description = more;
  else reading.unread.push({ line: number, text, because: 'unread' });
}

function add({ text, number, indent, isBullet, isNumbered }: Line, items: Proposed[], reading: Reading): void {
  if (items.length === 0) reading.unread.push({ line: number, text, because: 'unread' });
  reading.items.push(...items);
  reading.last = items.length > 0 && isBullet ? { indent, isNumbered, items } : null;
}

/** What is named twice is an item once. */
function withoutTwins({ items, unread }: Statement, lines: readonly string[]): Statement {
  const seen = new Set<string>();
  const kept: Proposed[] = [];
  const twice: Unread[] = [];
  for (const item of items) {
    const key = keyOf(item.title);
    if (seen.has(key))
      twice.push({ line: item.line, text: lines[item.line - 1]?.trim() ?? item.title, because: 'twice' });
    else kept.push(item);
    seen.add(key);
  }
  return { items: kept, unread: [...unread, ...twice].sort((one, other) => one.line - other.line) };
}
