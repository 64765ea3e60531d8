import type { ErrorCode, YAMLError } from 'yaml';
import type { Problem } from './problem.ts';

const QUOTE = 'put the text in quotation marks';
const LOOK_BEFORE = 'look for a quotation mark, bracket, colon or space that was left out';
const INDIRECT = 'anchors (&name) and aliases (*name) are not read here; write the value out, or move it to a template';

/** What each mistake in the form of a YAML text means to its writer, and what to write instead. */
export const MISTAKES: Readonly<Record<ErrorCode, string>> = {
  ALIAS_PROPS: INDIRECT,
  BAD_ALIAS: INDIRECT,
  BAD_COLLECTION_TYPE: 'tags (!name) are not read here; write the plain value',
  BAD_DIRECTIVE: 'a line that begins with % is not read here; take it out',
  BAD_DQ_ESCAPE: 'a backslash in double quotation marks needs a second one; write \\\\, or use single quotation marks',
  BAD_INDENT: 'the indentation does not match the lines above; keys of one group begin in the same column',
  BAD_PROP_ORDER: INDIRECT,
  BAD_SCALAR_START: `text cannot begin with this character; ${QUOTE}`,
  BLOCK_AS_IMPLICIT_KEY: 'two "key: value" on one line; put the second on its own line, or quote the text',
  BLOCK_IN_FLOW:
    'lines with keys or hyphens cannot stand within brackets; close the bracket first, or write it all in lines',
  DUPLICATE_KEY: 'this key stands twice in the same group; keep one of the two',
  IMPOSSIBLE: `this cannot be read; ${LOOK_BEFORE} before it`,
  KEY_OVER_1024_CHARS: `no key is that long; ${LOOK_BEFORE} before it`,
  MISSING_CHAR: `something is missing before this; ${LOOK_BEFORE}`,
  MULTILINE_IMPLICIT_KEY: 'the line is no "key: value"; put a colon and a space after the key, or quote the text',
  MULTIPLE_ANCHORS: INDIRECT,
  MULTIPLE_DOCS: 'a second document begins here; write one agreement per file, without --- between',
  MULTIPLE_TAGS: 'tags (!name) are not read here; write the plain value',
  NON_STRING_KEY: 'a key must be a word',
  RESOURCE_EXHAUSTION: 'this nests too deeply; write one value a line',
  TAB_AS_INDENT: 'a tab stands at the beginning of the line; indent with spaces',
  TAG_RESOLVE_FAILED: 'tags (!name) are not read here; write the plain value',
  UNEXPECTED_TOKEN: `this does not belong here; ${LOOK_BEFORE} before it`,
};

/** A mistake that the YAML parser found, in our words. */
export function syntaxProblem({ code, linePos, message }: YAMLError, file: string): Problem {
  const { line, col } = linePos?.[0] ?? { line: 1, col: 1 };
  // The parser calls it bad indentation when the next line begins before a bracket was closed.
  const mistake = code === 'BAD_INDENT' && message.startsWith('Flow') ? 'MISSING_CHAR' : code;
  return { file, line, column: col, path: '', message: MISTAKES[mistake] };
}
