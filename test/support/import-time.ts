/**
 * What a file does while it is imported: whatever its top-level values call, followed through our own functions. Anything
 * there that reaches for the machine is an offence; so are bare statements. Functions that are only made are not followed.
 */
import { isNode, memberName, type Node, nameOf, type Source, sourceOf } from './source.ts';

/** Libraries that only compute; of all others nothing may be called while a file is imported. */
const pureLibraries =
  /^(zod|drizzle-orm(\/pg-core)?|intl-messageformat|luxon|date-holidays|yaml|node:path|node:url|@codemirror\/[\w-]+|@lezer\/highlight)$/;
/** Of the others, what was looked at and only gives a class or a value. */
const lookedAt = new Set(['withBackend', 'createPostgresBackend', 'createContext', 'memo', 'lazy']);
/** Of those, what keeps a function that it is given without calling it. */
const onlyKeeping = new Set(['memo', 'lazy']);
const reachesOut = new Set([
  ...['process', 'fetch', 'console', 'globalThis', 'performance', 'queueMicrotask'],
  ...['setTimeout', 'setInterval', 'setImmediate', 'Worker', 'WebSocket', 'eval', 'Function'],
]);
const sameForEver = new Set(['process.platform', 'process.arch']);
const mayStandAlone = new Set([
  ...['ImportDeclaration', 'ExportNamedDeclaration', 'ExportAllDeclaration', 'FunctionDeclaration', 'ClassDeclaration'],
  ...['TSTypeAliasDeclaration', 'TSInterfaceDeclaration', 'TSModuleDeclaration', 'VariableDeclaration'],
]);

/** Each offence as `path: what`. */
export function offencesOnImport(source: Source): string[] {
  const { path, body } = source;
  const offences = new Set<string>();
  const followed = new Set<Node>();
  for (const statement of body) {
    const declared = isNode(statement.declaration) ? statement.declaration : statement;
    if (!mayStandAlone.has(declared.type)) offences.add(`${path}: a bare ${declared.type}`);
    if (declared.type !== 'VariableDeclaration') continue;
    follow(declared.declarations, source, { offences, followed });
  }
  return [...offences];
}

type Trail = { offences: Set<string>; followed: Set<Node> };

/** Follows what is evaluated here. Functions and classes that are only made are left alone. */
function follow(value: unknown, source: Source, trail: Trail): void {
  if (Array.isArray(value)) {
    for (const one of value) follow(one, source, trail);
  } else if (isNode(value) && !isOnlyMade(value)) {
    judge(value, source, trail);
    if (['CallExpression', 'NewExpression', 'TaggedTemplateExpression'].includes(value.type))
      enter(value, source, trail);
    for (const [field, child] of Object.entries(value)) {
      const isName = field === 'property' || field === 'key';
      if (!isName || value.computed === true) follow(child, source, trail);
    }
  }
}

function isOnlyMade(node: Node): boolean {
  const { type } = node;
  return isFunction(node) || type.startsWith('Class') || type.startsWith('TSType') || sameForEver.has(memberName(node));
}

function judge(node: Node, { path }: Source, { offences }: Trail): void {
  if (node.type === 'AwaitExpression') offences.add(`${path}: a top-level await`);
  if (node.type === 'Identifier' && reachesOut.has(nameOf(node))) offences.add(`${path}: ${nameOf(node)}`);
}

/** Follows a call into the function it names, and into those handed to it, which it may call. */
function enter(call: Node, source: Source, trail: Trail): void {
  const callee = call.callee ?? call.tag;
  if (!isNode(callee)) return;
  const given = onlyKeeping.has(nameOf(callee)) ? [] : ((call.arguments ?? []) as Node[]);
  for (const argument of given) if (isFunction(argument)) walkFunction(argument, source, trail);
  if (isFunction(callee)) walkFunction(callee, source, trail);
  else enterNamed(nameOf(innermost(callee)), source, trail);
}

/** A function of this file, of another of ours, or of a library. */
function enterNamed(name: string, source: Source, trail: Trail): void {
  const { path, body, imports } = source;
  const imported = imports.find(({ names }) => Object.hasOwn(names, name));
  const original = imported?.names[name] ?? name;
  if (imported === undefined) {
    into(functionNamed(body, name), source, trail);
  } else if (/\.tsx?$/.test(imported.from)) {
    const other = sourceOf(imported.from);
    into(functionNamed(other.body, original), other, trail);
  } else if (!imported.isOurs && !pureLibraries.test(imported.from) && !lookedAt.has(original)) {
    trail.offences.add(`${path}: ${name} of ${imported.from}`);
  }
}

function into(found: Node | undefined, source: Source, trail: Trail): void {
  if (found !== undefined) walkFunction(found, source, trail);
}

function walkFunction(found: Node, source: Source, trail: Trail): void {
  if (trail.followed.has(found)) return;
  trail.followed.add(found);
  follow(found.body, source, trail);
}

function functionNamed(body: Node[], name: string): Node | undefined {
  for (const statement of body) {
    const declared = isNode(statement.declaration) ? statement.declaration : statement;
    if (declared.type === 'FunctionDeclaration' && nameOf(declared.id) === name) return declared;
    if (declared.type !== 'VariableDeclaration') continue;
    for (const { id, init } of declared.declarations as { id: Node; init: unknown }[]) {
      if (nameOf(id) === name && isNode(init) && isFunction(init)) return init;
    }
  }
  return undefined;
}

/** Of `a.b(…).c` it is `a`. */
function innermost(node: Node): Node {
  const inner =
    node.type === 'MemberExpression' ? node.object : node.type === 'CallExpression' ? node.callee : undefined;
  return isNode(inner) ? innermost(inner) : node;
}

function isFunction(node: Node): boolean {
  return ['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'].includes(node.type);
}
