import { extname } from 'node:path';
import { type Document, isMap, isNode, isPair, isScalar, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { inOrder, type Problem, pathText, problemText } from '../agreement/problem.ts';
import { scopeItemShape } from '../agreement/scope-item.ts';
import { type PreparedScope, prepareScope } from '../language/read-request.ts';
import { readText } from './files.ts';
import { Refusal } from './refusal.ts';

/** A key with nothing behind it says nothing. */
const item = z.object({
  ...scopeItemShape,
  description: scopeItemShape.description.nullish(),
  examples: scopeItemShape.examples.nullish(),
  keywords: scopeItemShape.keywords.nullish(),
});
const list = z.object({ items: z.array(item).min(1).max(500) });

/**
 * Reads a scope list, YAML or JSON: `{items: [...]}`, or a whole agreement with such a `scope`. Throws a refusal that says
 * with line and column what is wrong.
 */
export function readScope(path: string): PreparedScope {
  const { text } = readText(path);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, stringKeys: true });
  const problem = (offset: number, at: readonly PropertyKey[], message: string): Problem => {
    const { line: row, col: column } = lines.linePos(offset);
    return { file: path, line: row, column, path: pathText(at), message };
  };
  const broken = document.errors.map(({ pos, message }) => problem(pos[0], [], message));
  if (broken.length > 0) throw refusal(broken);
  const under = isMap(document.contents) && document.has('scope') ? ['scope'] : [];
  const value: unknown = document.toJS({ maxAliasCount: 10 });
  const found = list.safeParse(under.length > 0 ? (value as { scope: unknown }).scope : value);
  if (!found.success) {
    const problems = found.error.issues.map((issue) => {
      const at = [...under, ...issue.path];
      return problem(offsetOf(document, at), at, adviceFor(issue, extname(path) === '.json'));
    });
    throw refusal(problems);
  }
  const twice = found.data.items.findIndex(({ id }, index, all) => all.findIndex((one) => one.id === id) < index);
  if (twice >= 0) {
    const at = [...under, 'items', twice, 'id'];
    throw refusal([problem(offsetOf(document, at), at, 'another item has this id already; every item has its own')]);
  }
  return prepareScope(
    found.data.items.map(({ description, examples, keywords, ...one }) => ({
      ...one,
      description: description ?? undefined,
      examples: examples ?? undefined,
      keywords: keywords ?? undefined,
    })),
  );
}

function refusal(problems: readonly Problem[]): Refusal {
  return new Refusal(inOrder(problems).map(problemText).join('\n'));
}

function adviceFor(issue: z.core.$ZodIssue, isJson: boolean): string {
  const name = String(issue.path.at(-1) ?? 'the file');
  if (issue.path.length === 0 || issue.path.at(-1) === 'items') {
    const form = isJson
      ? '{"items": [{"id": "video", "kind": "out", "title": "Video production"}]}'
      : 'items: and below it a list';
    return `a scope list has items; write ${form}`;
  }
  if (name === 'kind') return 'kind is "in" or "out"';
  if (issue.code === 'invalid_type' && issue.expected === 'array') return `${name} is a list of texts`;
  if (issue.code === 'invalid_type') return `${name} is missing, or is no text`;
  if (issue.code === 'too_small') return `${name} is empty; write it out`;
  return issue.message;
}

/** Where the deepest part of a path that is there begins. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length--) {
    const parent = document.getIn(path.slice(0, length - 1), true);
    const last = path[length - 1];
    const pair = isMap(parent) ? parent.items.find(({ key }) => isScalar(key) && key.value === last) : undefined;
    const node = isPair(pair)
      ? isNode(pair.value)
        ? pair.value
        : pair.key
      : document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return isNode(document.contents) ? (document.contents.range?.[0] ?? 0) : 0;
}
