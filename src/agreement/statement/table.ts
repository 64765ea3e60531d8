/**
 * Reads a table whose first row names its columns, in any order and any of the six languages: fields between commas,
 * semicolons, tabs or bars, quoted or not. A table without a column of titles is none.
 */
import { CsvError, parse } from 'csv-parse/sync';
import { fold } from '../../language/day-words.ts';
import { readAmount } from '../amount.ts';
import { LONGEST, readAllowance } from '../scope-list.ts';
import { takeAmount, unitFrom } from './amount.ts';
import type { Proposed } from './item-line.ts';
import { keysOf } from './phrases.ts';
import { amountOf, currencyOf, type Price, takePrice } from './price.ts';
import words from './words.json' with { type: 'json' };

/** A line, or a part of it, of which nothing came; `value`: the part that could not be read. */
export type Unread = {
  line: number;
  text: string;
  because: 'unread' | 'twice' | 'side' | 'allowance' | 'price' | 'quote';
};

export type Table = { items: Proposed[]; unread: Unread[] };

type Column = keyof typeof words.columns;
type Columns = Partial<Record<Column, number>>;
type Row = { line: number; cells: string[] };

const names = (Object.entries(words.columns) as [Column, string[]][]).map(
  ([column, list]) => [column, keysOf(list)] as const,
);
const yes = new Set(words.yes.map(fold));
const no = new Set(words.no.map(fold));
const delimiters = ['\t', ';', ',', '|'];
const mostExamples = 50;
const mostBroken = 20;

/** Null where the text is no table. `isSure`: it is said to be one, so that one column is enough. */
export function readTable(text: string, { isSure }: { isSure: boolean }): Table | null {
  for (const delimiter of delimiters) {
    const header = headOf(text, delimiter);
    const columns = columnsOf(header);
    const isTable = columns.title !== undefined && (Object.keys(columns).length > 1 || (isSure && header.length === 1));
    if (isTable) return readRows(text, delimiter);
  }
  return null;
}

const options = {
  info: true as const,
  bom: true,
  trim: true,
  relax_column_count: true,
  relax_quotes: true,
  skip_empty_lines: true,
};

function readRows(text: string, delimiter: string): Table {
  const { rows, unread } = rowsOf(text, delimiter);
  const [header, ...rest] = rows;
  const columns = columnsOf(header?.cells ?? []);
  const head = header?.cells ?? [];
  const table: Table = { items: [], unread: [...unread] };
  for (const row of rest) {
    // The line under the head of a table of bars.
    if (row.cells.every((cell) => /^[:\s-]*$/.test(cell))) continue;
    const read = readRow(row, columns, head);
    table.items.push(...read.items);
    table.unread.push(...read.unread);
  }
  return table;
}

/** A quote that is opened and not closed takes its line out, and no other. */
function rowsOf(text: string, delimiter: string): { rows: Row[]; unread: Unread[] } {
  const lines = text.split('\n');
  const read: { rows: Row[]; unread: Unread[] } = { rows: [], unread: [] };
  let from = 0;
  while (from < lines.length) {
    const rest = lines.slice(from);
    const isTooMany = read.unread.length >= mostBroken;
    const at = isTooMany ? 0 : brokenAt(rest, delimiter);
    const whole = records(rest.slice(0, at ?? rest.length).join('\n'), delimiter);
    read.rows.push(...whole.map((row) => ({ ...row, line: row.line + from })));
    if (at === null) break;
    read.unread.push({ line: from + at + 1, text: rest[at] ?? '', because: 'quote' });
    from += at + 1;
  }
  return read;
}

/** The line of the quote that is not closed, from 0; null where all are. */
function brokenAt(lines: readonly string[], delimiter: string): number | null {
  try {
    records(lines.join('\n'), delimiter);
    return null;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const odd = lines.findIndex((line) => line.split('"').length % 2 === 0);
    return odd < 0 ? 0 : odd;
  }
}

/** The cells of the first row; none where it is not to be read so. */
function headOf(text: string, delimiter: string): string[] {
  try {
    return records(text.trimStart().split('\n', 1)[0] ?? '', delimiter)[0]?.cells ?? [];
  } catch {
    return [];
  }
}

function records(text: string, delimiter: string): Row[] {
  const read = parse(text, { ...options, delimiter }) as unknown as { record: string[]; info: { lines: number } }[];
  const bars =
    delimiter === '|'
      ? (cells: string[]) => cells.slice(cells[0] === '' ? 1 : 0, cells.at(-1) === '' ? -1 : undefined)
      : null;
  return read.map(({ record, info }) => ({ line: info.lines, cells: bars === null ? record : bars(record) }));
}

function columnsOf(header: readonly string[]): Columns {
  const cells = header[0] === '' ? header.slice(1) : header;
  const columns: Columns = {};
  for (const [index, cell] of cells.entries()) {
    const keys = [fold(cell), fold(cell.replace(/[(（[].*$/u, ''))].map((key) =>
      key.replace(/[\s:：.]+$/u, '').replace(/_/g, ' '),
    );
    const found = names.find(([column, list]) => columns[column] === undefined && keys.some((key) => list.has(key)));
    if (found !== undefined) columns[found[0]] = index;
  }
  return columns;
}

function readRow({ line, cells }: Row, columns: Columns, header: readonly string[]): Table {
  const cell = (column: Column) =>
    columns[column] === undefined ? '' : (cells[columns[column]] ?? '').replace(/\s+/g, ' ').trim();
  const title = cell('title');
  if (title === '') {
    const text = cells.filter(Boolean).join(' · ');
    return { items: [], unread: text === '' ? [] : [{ line, text, because: 'unread' }] };
  }
  const unread: Unread[] = [];
  const miss = (because: Unread['because'], text: string) => unread.push({ line, text: `${title}: ${text}`, because });
  const kind = sideOf(cell('kind'), cell('outside'));
  if (kind === null) miss('side', cell('kind') || cell('outside'));
  const allowance = allowanceOf(cell('allowance'), cell('unit') || unitFrom(title), title);
  if (allowance === null) miss('allowance', cell('allowance'));
  const price = priceOf(cell('price'), cell('currency') || currencyIn(header[columns.price ?? -1] ?? ''), cell('per'));
  if (price === null) miss('price', cell('price'));
  if (allowance && kind === 'out') miss('allowance', cell('allowance'));
  const item: Proposed = { line, kind: kind ?? 'in', title: title.slice(0, LONGEST.title), ...partsOf(cell) };
  if (allowance && kind !== 'out') item.allowance = allowance;
  if (price) item.price = price;
  return { items: [item], unread };
}

function partsOf(cell: (column: Column) => string): Partial<Proposed> {
  const several = (column: Column, between: RegExp) =>
    cell(column)
      .split(between)
      .map((one) => one.trim().slice(0, LONGEST.line))
      .filter(Boolean)
      .slice(0, mostExamples);
  const [examples, keywords] = [several('examples', /\s*[|;]\s*/), several('keywords', /\s*[,;|]\s*/)];
  const id = cell('id').toLowerCase();
  const description = cell('description').slice(0, LONGEST.description);
  return {
    ...(/^[a-z0-9][a-z0-9-]{0,39}$/.test(id) ? { id } : {}),
    ...(description === '' ? {} : { description }),
    ...(examples.length > 0 ? { examples } : {}),
    ...(keywords.length > 0 ? { keywords } : {}),
  };
}

/** Null where it says neither. */
function sideOf(kind: string, outside: string): 'in' | 'out' | null {
  if (outside !== '' && yes.has(fold(outside))) return 'out';
  const key = fold(kind);
  if (key === '') return 'in';
  if (yes.has(key)) return 'in';
  return no.has(key) ? 'out' : null;
}

/** Undefined where nothing is said, null where it cannot be read. */
function allowanceOf(text: string, unit: string, title: string): string | null | undefined {
  if (text === '' || no.has(fold(text))) return undefined;
  const number = readAmount(text);
  if (number !== null) return readAllowance(`${text} ${unit}`) === undefined ? null : `${text} ${unit}`;
  if (readAllowance(text) !== undefined && /\p{L}{2}/u.test(text.replace(/^\S+\s*(?:per|a)\s+month$/i, '')))
    return text;
  return takeAmount(`${title}: ${text}`).found?.allowance ?? null;
}

function priceOf(text: string, currency: string, per: string): Price | null | undefined {
  if (text === '' || no.has(fold(text))) return undefined;
  const found = takePrice(text)?.price;
  const amount = amountOf(text);
  const code = currencyOf(currency);
  const price = found ?? (amount === null || code === null ? null : { amount, currency: code });
  return price === null || per === '' ? price : { ...price, per: per.slice(0, LONGEST.unit) };
}

function currencyIn(head: string): string {
  return /[(（[]\s*([^)）\]]+?)\s*[)）\]]/u.exec(head)?.[1] ?? '';
}
