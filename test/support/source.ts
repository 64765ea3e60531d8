/** Reads the project's own code as syntax trees, for the tests that hold its laws. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { parseAst } from 'vitest/node';

export const root = join(import.meta.dirname, '../..');

/** A node of the syntax tree; what it holds besides is asked for by name. */
export type Node = { type: string; start: number; end: number } & { [field: string]: unknown };

export type Import = {
  /** As written; a file of ours by its path from the project's root. */
  from: string;
  isOurs: boolean;
  typeOnly: boolean;
  /** What it brings, by the name it has here: the name it has there; empty for what is exported on at once. */
  names: Record<string, string>;
};

export type Source = { path: string; text: string; body: Node[]; imports: Import[] };

/** What is made by machines or by installing, and therefore under no law of ours. */
const notOurs = new Set(['node_modules', 'dist', '.git', '.groundrules', 'coverage']);

/** Every file below a folder, by path from the project's root, sorted. */
export function filesUnder(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter(({ name }) => !notOurs.has(name) && !name.endsWith('.log'))
    .flatMap((entry) => (entry.isDirectory() ? filesUnder(join(folder, entry.name)) : [join(folder, entry.name)]))
    .sort();
}

/** A file's text, by path from the project's root. */
export function textOf(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

const read = new Map<string, Source>();

/** A TypeScript file as a tree; read once. */
export function sourceOf(path: string): Source {
  const known = read.get(path) ?? parseSource(path, textOf(path));
  read.set(path, known);
  return known;
}

/** The same of a text that is in no file, as if it stood at `path`. */
export function parseSource(path: string, text: string): Source {
  const body = parseAst(text, { lang: path.endsWith('x') ? 'tsx' : 'ts' }).body as unknown as Node[];
  return { path, text, body, imports: body.flatMap((node) => importOf(node, path)).concat(dynamic(body, path)) };
}

/** Whether a file is a test or serves only tests. */
export function isTest(path: string): boolean {
  return path.startsWith('test/') || path.includes('/tests/') || /\.test\.tsx?$/.test(path);
}

/** Every node below (and with) this one. */
export function nodesOf(value: unknown): Node[] {
  const found: Node[] = [];
  collect(value, found);
  return found;
}

function collect(value: unknown, found: Node[]): void {
  if (Array.isArray(value)) {
    for (const one of value) collect(one, found);
  } else if (isNode(value)) {
    found.push(value);
    for (const field in value) if (field !== 'type') collect(value[field], found);
  }
}

const trees = new WeakMap<Source, Node[]>();

/** Every node of a file; walked once, for many laws ask. */
export function allNodesOf(source: Source): Node[] {
  const known = trees.get(source) ?? nodesOf(source.body);
  trees.set(source, known);
  return known;
}

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

/** The name of an identifier or the text of a literal; empty for any other node. */
export function nameOf(value: unknown): string {
  if (!isNode(value)) return '';
  return String(value.name ?? value.value ?? '');
}

/** `a.b` as text; empty where it is anything else. */
export function memberName(node: Node): string {
  if (node.type !== 'MemberExpression' || node.computed === true) return '';
  const object = node.object as Node;
  return object.type === 'Identifier' ? `${nameOf(object)}.${nameOf(node.property)}` : '';
}

function importOf(node: Node, path: string): Import[] {
  if (!isNode(node.source)) return [];
  const specifiers = (node.specifiers ?? []) as Node[];
  const typeOnly =
    node.importKind === 'type' ||
    node.exportKind === 'type' ||
    (specifiers.length > 0 && specifiers.every((one) => one.importKind === 'type' || one.exportKind === 'type'));
  const names = specifiers.map((one) => [nameOf(one.local), nameOf(one.imported) || '*'] as const);
  const brought = node.type === 'ImportDeclaration' ? Object.fromEntries(names) : {};
  return [{ ...target(nameOf(node.source), path), typeOnly, names: brought }];
}

/** `import('…')` as an expression, and as a type. */
function dynamic(body: Node[], path: string): Import[] {
  const found: Import[] = [];
  for (const node of nodesOf(body)) {
    if (node.type === 'ImportExpression')
      found.push({ ...target(nameOf(node.source), path), typeOnly: false, names: {} });
    if (node.type === 'TSImportType') found.push({ ...target(nameOf(node.source), path), typeOnly: true, names: {} });
  }
  return found;
}

function target(from: string, path: string): { from: string; isOurs: boolean } {
  if (!from.startsWith('.')) return { from, isOurs: false };
  return { from: relative('.', normalize(join(dirname(path), from))), isOurs: true };
}
