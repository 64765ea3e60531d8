import type { Problem } from './problem.ts';
import { readYaml, type YamlSource } from './yaml-source.ts';

/** Gives the text of a template by the name that stands after `extends`, or nothing when there is none of that name. */
export type TemplateSource = (name: string) => string | undefined;

/** A file and the templates it extends, the file first. */
export interface Layers {
  sources: readonly [YamlSource, ...YamlSource[]];
  /** All of them worked into each other, over the defaults; without `extends`. */
  merged: Record<string, unknown>;
}

/** What only one client's own file can say. */
const OWN_KEYS = ['id', 'version', 'channels', 'internalChannel'];

/** Reads a file and, one after the other, the templates it extends. Lists replace lists, groups of keys are merged. */
export function readLayers(
  text: string,
  file: string,
  template: TemplateSource,
  under: { template?: string | undefined; values?: Record<string, unknown> } = {},
): Layers | { problems: Problem[] } {
  const own = readYaml(text, file);
  if ('problems' in own) return own;
  const sources: [YamlSource, ...YamlSource[]] = [own.source];
  const chain = [file];
  for (let name: unknown = extendsOf(own.source) ?? under.template; name !== undefined; ) {
    const problem = unusable(name, chain);
    const templateText = problem === undefined ? template(String(name)) : undefined;
    if (templateText === undefined) {
      const asked = sources.at(-1) ?? own.source;
      const message = problem ?? noTemplate(String(name), extendsOf(asked) === undefined);
      return { problems: [at(asked, ['extends'], message)] };
    }
    const read = readYaml(templateText, String(name));
    if ('problems' in read) return read;
    const misplaced = OWN_KEYS.filter((key) => key in read.source.value).map((key) =>
      at(
        read.source,
        [key],
        `a template is for several clients, so ${key} cannot stand in it; move it to the client's file`,
      ),
    );
    if (misplaced.length > 0) return { problems: misplaced };
    sources.push(read.source);
    chain.push(String(name));
    name = extendsOf(read.source);
  }
  let merged: Record<string, unknown> = under.values ?? {};
  for (const { value } of sources.toReversed()) merged = merge(merged, value) as Record<string, unknown>;
  const { extends: _extends, ...rest } = merged;
  return { sources, merged: rest };
}

/** Works `over` into `base`: groups key by key, everything else (lists too) replaced. */
export function merge(base: unknown, over: unknown): unknown {
  if (!isGroup(base) || !isGroup(over)) return over;
  const keys = new Set([...Object.keys(base), ...Object.keys(over)]);
  return Object.fromEntries(
    [...keys].map((key) => [
      key,
      Object.hasOwn(over, key) ? merge(Object.hasOwn(base, key) ? base[key] : undefined, over[key]) : base[key],
    ]),
  );
}

/** Whether the value is a group of keys. */
export function isGroup(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Where a path stands: in the uppermost layer that says it; else at the nearest group around it in the file itself. */
export function locate(
  sources: Layers['sources'],
  path: readonly PropertyKey[],
  of: 'key' | 'value',
): { file: string; line: number; column: number } {
  for (const source of sources) {
    const found = source.locate(path, of);
    if (found) return { file: source.file, ...found };
    const decided = path.findIndex((_, index) => decides(source.value, path.slice(0, index + 1)));
    if (decided >= 0) return around(source, path.slice(0, decided + 1));
  }
  return around(sources[0], path.slice(0, -1));
}

/** A problem at a path of one source. */
function at(source: YamlSource, path: readonly string[], message: string): Problem {
  return { ...around(source, path), path: path.join('.'), message };
}

function around(source: YamlSource, path: readonly PropertyKey[]): { file: string; line: number; column: number } {
  for (let length = path.length; length > 0; length--) {
    const found = source.locate(path.slice(0, length), 'key');
    if (found) return { file: source.file, ...found };
  }
  return { file: source.file, ...(source.locate([], 'value') ?? { line: 1, column: 1 }) };
}

/** Whether this source says something at the path that no layer below could add to. */
function decides(value: unknown, path: readonly PropertyKey[]): boolean {
  const reached = valueAt(value, path);
  return reached !== undefined && !isGroup(reached);
}

/** What stands at the path of a plain value, or nothing. */
export function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((reached, key) => {
    if (typeof reached !== 'object' || reached === null || !Object.hasOwn(reached, key)) return undefined;
    return (reached as Record<PropertyKey, unknown>)[key];
  }, value);
}

function noTemplate(name: string, isDefault: boolean): string {
  return isDefault
    ? `the agency's own template ${name} does not exist; write extends: and one that does, or change the agency file`
    : `there is no template ${name}; write the name of one that exists, or take the line out`;
}

function extendsOf({ value }: YamlSource): unknown {
  return value.extends;
}

function unusable(name: unknown, chain: readonly string[]): string | undefined {
  if (typeof name !== 'string' || !/^[\p{L}\p{N}_][\p{L}\p{N}_.-]*$/u.test(name)) {
    return 'write the name of one template, such as standard.yml, without a folder';
  }
  const before = chain.indexOf(name);
  if (before < 0) return undefined;
  return `these extend each other in a circle: ${[...chain.slice(before), name].join(' → ')}; let one of them stand on its own`;
}
