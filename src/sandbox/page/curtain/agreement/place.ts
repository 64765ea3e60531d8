/** Where in a YAML file the cursor stands, read from the lines above it: the file is half typed and parses rarely. */

/** A key, or `[]` for any entry of a list. */
export type Path = string[];

export type YamlPlace = {
  /** Of the mapping, list or value around the cursor. */
  path: Path;
  /** Whether a key or a value is being typed. An entry of a list may be either. */
  wants: 'key' | 'value' | 'either';
  /** What stands already of it, and the offset where that begins. */
  typed: string;
  from: number;
  /** Keys that the same mapping has already. */
  siblings: string[];
  /** The column at which keys of this mapping stand. */
  indent: number;
};

type Line = { dashes: number[]; column: number; key: string | null; rest: string };

const KEY = /^("?)([\w.-]+)\1\s*:(?=\s|$)\s*/;

/** A line as columns of its dashes, its key and what follows it; null where it is empty or a comment. */
function readLine(text: string): Line | null {
  const code = text.replace(/(^|\s)#.*$/, '$1').trimEnd();
  if (code.trim() === '') return null;
  const dashes: number[] = [];
  let column = code.length - code.trimStart().length;
  for (let dash = /^-(\s+|$)/.exec(code.slice(column)); dash; dash = /^-(\s+|$)/.exec(code.slice(column))) {
    dashes.push(column);
    column += dash[0].length;
  }
  const key = KEY.exec(code.slice(column));
  return { dashes, column, key: key?.[2] ?? null, rest: code.slice(column + (key?.[0].length ?? 0)) };
}

/** The column at which the line after this one begins: within a key that has nothing beside it, else in line with it. */
export function indentAfter(text: string): number {
  const line = readLine(text);
  if (line === null) return text.length - text.trimStart().length;
  return line.key !== null && line.rest === '' ? line.column + 2 : line.column;
}

/** Climbs from a column to the file's edge; `isDash`: the column is that of a dash, whose key may stand in the same one. */
function climb(lines: readonly string[], before: number, column: number, isDash: boolean): Path {
  const path: Path = [];
  let keysBefore = isDash ? column + 1 : column;
  let dashesBefore = column;
  for (let index = before - 1; index >= 0 && keysBefore > 0; index -= 1) {
    const line = readLine(lines[index] ?? '');
    if (!line) continue;
    if (line.key !== null && line.column < keysBefore && line.rest === '') {
      path.unshift(line.key);
      keysBefore = line.column;
      dashesBefore = line.column;
    }
    for (const dash of [...line.dashes].reverse()) {
      if (dash >= dashesBefore) continue;
      path.unshift('[]');
      keysBefore = dash + 1;
      dashesBefore = dash;
    }
  }
  return path;
}

/** Keys of the mapping that has a key in this column at this line. */
function siblingsOf(lines: readonly string[], at: number, column: number): string[] {
  const found: string[] = [];
  for (const step of [-1, 1]) {
    for (let index = at + step; index >= 0 && index < lines.length; index += step) {
      const line = readLine(lines[index] ?? '');
      if (!line) continue;
      const outermost = line.dashes[0] ?? line.column;
      if (step === 1 && outermost < column) break;
      if (line.column === column && line.key !== null) found.push(line.key);
      if (outermost < column) break;
    }
  }
  return found;
}

type Flow = { path: Path; typed: string; wants: 'key' | 'value'; siblings: string[] };

/** Reads on within `{ first: 1h, ne` and `[a, b`; null where nothing is open at the end. */
function readFlow(text: string): Flow | null {
  const stack: { key: string | null; siblings: string[]; isList: boolean }[] = [];
  let word = '';
  for (const character of text) {
    const top = stack.at(-1);
    if (character === '{' || character === '[') stack.push({ key: null, siblings: [], isList: character === '[' });
    else if (character === '}' || character === ']') stack.pop();
    else if (character === ',' && top) top.key = null;
    else if (character === ':' && top && !top.isList && top.key === null) {
      top.key = word.trim();
      top.siblings.push(top.key);
    } else {
      word += character;
      continue;
    }
    word = '';
  }
  const top = stack.at(-1);
  if (!top) return null;
  const path = stack.flatMap(({ isList, key }) => (isList ? ['[]'] : key === null ? [] : [key]));
  return {
    path,
    typed: word.trimStart(),
    wants: top.isList || top.key !== null ? 'value' : 'key',
    siblings: top.siblings,
  };
}

/** Takes the file and an offset into it; gives null within a comment. */
export function placeAt(text: string, offset: number): YamlPlace | null {
  const before = text.slice(0, offset);
  const lines = text.split('\n');
  const at = before.split('\n').length - 1;
  const typedLine = before.slice(before.lastIndexOf('\n') + 1);
  if (/(^|\s)#/.test(typedLine)) return null;
  const trailing = typedLine.length - typedLine.trimEnd().length;
  const line = readLine(typedLine) ?? { dashes: [], column: typedLine.length, key: null, rest: '' };
  const lastDash = line.dashes.at(-1);
  const column = line.key === null && line.rest === '' && lastDash !== undefined ? lastDash + 2 : line.column;
  const first = line.dashes[0];
  const dashes = line.dashes.map(() => '[]');
  const path = [...climb(lines, at, first ?? column, first !== undefined), ...dashes];
  const own = line.key === null ? path : [...path, line.key];
  const rest = line.rest + (line.rest === '' ? '' : ' '.repeat(trailing));
  const flow = readFlow(rest);
  if (flow) {
    const inner = [...own, ...flow.path];
    return {
      path: inner,
      wants: flow.wants,
      typed: flow.typed,
      from: offset - flow.typed.length,
      siblings: flow.siblings,
      indent: -1,
    };
  }
  const place = {
    path: own,
    typed: rest,
    from: offset - rest.length,
    siblings: siblingsOf(lines, at, column),
    indent: column,
  };
  if (line.key !== null) return { ...place, wants: 'value' };
  return { ...place, wants: dashes.length > 0 ? 'either' : 'key' };
}
