import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  visit,
} from 'yaml';
import { inOrder, type Problem } from './problem.ts';
import { MISTAKES, syntaxProblem } from './yaml-mistakes.ts';

/** Everything a person could want to agree fits in this many characters. */
const LONGEST_TEXT = 64 * 1024;
/** Deeper than any agreement goes; beyond it the parser's own time grows with the square of the depth. */
const DEEPEST = 20;

/** The one character that no database keeps in a text. */
const NUL = '\0';
const NO_TEXT = 'a character stands here that is no text (NUL); take it out';

/** A YAML text that was read: its plain value, and where in the text each part of it stands. */
export interface YamlSource {
  file: string;
  text: string;
  value: Record<string, unknown>;
  /** Line and column (from 1) of what stands at the path, or of its key; nothing when the path is not in this text. */
  locate(path: readonly PropertyKey[], of: 'key' | 'value'): { line: number; column: number } | undefined;
}

/**
 * Reads a YAML text which must be one group of `key: value` lines. Refuses what could mislead or overwhelm: duplicate
 * keys, anchors and aliases, tags, several documents, texts longer or deeper than any agreement.
 */
export function readYaml(text: string, file: string): { source: YamlSource } | { problems: Problem[] } {
  const refuse = (message: string, line = 1, column = 1) => ({ problems: [{ file, line, column, path: '', message }] });
  if (text.length > LONGEST_TEXT) {
    return refuse(
      `the file has ${text.length} characters; more than ${LONGEST_TEXT} is no agreement, so it was not read`,
    );
  }
  const unkeptAt = text.indexOf(NUL);
  if (unkeptAt >= 0) {
    const before = text.slice(0, unkeptAt).split('\n');
    return refuse(NO_TEXT, before.length, (before.at(-1)?.length ?? 0) + 1);
  }
  const deepAt = tooDeep(text);
  if (deepAt !== undefined)
    return refuse(`more than ${DEEPEST} groups within each other on one line; write one value a line`, deepAt);
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    stringKeys: true,
    prettyErrors: true,
    version: '1.2',
    schema: 'core',
  });
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  const problems = [...document.errors, ...document.warnings].map((error) => syntaxProblem(error, file));
  visit(document, (_key, node) => {
    const message = isNode(node) ? indirection(node) : undefined;
    if (isNode(node) && message) problems.push({ file, ...at(node.range?.[0] ?? 0), path: '', message });
  });
  if (document.directives?.yaml.explicit && document.directives.yaml.version !== '1.2') {
    problems.push(...refuse('this YAML version reads 09:00 as a number; take the %YAML line out').problems);
  }
  if (problems.length > 0) return { problems: inOrder(problems) };
  if (document.contents === null) return refuse('the file is empty; begin with schema: 1');
  if (!isMap(document.contents) || document.contents.flow)
    return refuse('the file must be lines of the form key: value, beginning with schema: 1');
  const value = document.toJS() as Record<string, unknown>;
  const locate: YamlSource['locate'] = (path, of) => {
    const offset = offsetOf(document, path, of);
    return offset === undefined ? undefined : at(offset);
  };
  return { source: { file, text, value, locate } };
}

/** What makes a node mean something else than its text says, or something that cannot be kept. */
function indirection(node: Node): string | undefined {
  if (isScalar(node) && typeof node.value === 'string' && node.value.includes(NUL)) return NO_TEXT;
  if (isAlias(node) || ('anchor' in node && node.anchor)) {
    return 'anchors (&name) and aliases (*name) are not read here; write the value out, or move it to a template';
  }
  return node.tag ? MISTAKES.TAG_RESOLVE_FAILED : undefined;
}

function offsetOf(document: Document, path: readonly PropertyKey[], of: 'key' | 'value'): number | undefined {
  if (path.length === 0) return (document.contents as Node | null)?.range?.[0];
  const parent = document.getIn(path.slice(0, -1), true);
  const last = path.at(-1);
  if (isMap(parent)) {
    const pair = parent.items.find(({ key }) => isScalar(key) && String(key.value) === String(last));
    if (!pair || !isPair(pair)) return undefined;
    const [key, value] = [pair.key as Node, pair.value as Node | null];
    return of === 'key' || !value?.range || isBelow(value) ? key.range?.[0] : value.range[0];
  }
  const node = document.getIn(path, true);
  return isNode(node) ? node.range?.[0] : undefined;
}

/** Whether a value stands on the lines below its key, or nowhere at all: then its key is the place to look at. */
function isBelow(value: Node): boolean {
  if (isMap(value) || isSeq(value)) return !value.flow;
  return isScalar(value) && value.value === null;
}

/** The line at which brackets or indicators nest too deeply, found before the parser would follow them down. */
function tooDeep(text: string): number | undefined {
  const indicators = /(?:[?-][ \t]+){20}/;
  let depth = 0;
  for (const [index, line] of text.split('\n').entries()) {
    for (const character of line) {
      if (character === '[' || character === '{') depth++;
      else if ((character === ']' || character === '}') && depth > 0) depth--;
      if (depth > DEEPEST) return index + 1;
    }
    if (indicators.test(line)) return index + 1;
  }
  return undefined;
}
