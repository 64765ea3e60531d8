import { isGroup } from './layers.ts';
import { pathText } from './problem.ts';
import { readYaml } from './yaml-source.ts';

/** One difference between two versions, as people read it. */
export interface Change {
  /** As in `responseWindow.priorities.high.first`, or `people.client` for a line of a list. */
  path: string;
  before?: string;
  after?: string;
  /** The change in one line: `people.owner: U0MIRA Mira Aksoy → U0ELIF Elif Kaya`. */
  text: string;
}

/** What to say of a new version in which nothing that was agreed differs. */
export const ONLY_LAYOUT = 'Only its comments or layout changed.';

/**
 * What differs between two resolved texts, in the order of the later one. Lists of single lines are compared line by
 * line; the `version` itself is no difference. Throws for a text that is no YAML, which a stored one never is.
 */
export function diffAgreements(before: string, after: string): Change[] {
  return differences(plainValue(before), plainValue(after), []).filter(({ path }) => path !== 'version');
}

function plainValue(text: string): Record<string, unknown> {
  const read = readYaml(text, 'stored text');
  if ('problems' in read) throw new Error(`stored text is no YAML: ${read.problems[0]?.message}`);
  return read.source.value;
}

function differences(before: unknown, after: unknown, path: readonly string[]): Change[] {
  if (isGroup(before) || isGroup(after)) {
    const [old, young] = [isGroup(before) ? before : {}, isGroup(after) ? after : {}];
    return [...new Set([...Object.keys(young), ...Object.keys(old)])].flatMap((key) =>
      differences(own(old, key), own(young, key), [...path, key]),
    );
  }
  if (Array.isArray(before ?? after) && Array.isArray(after ?? before)) {
    return listDifferences(linesOf(before), linesOf(after), path);
  }
  const [old, young] = [before, after].map((value) => (value === undefined ? undefined : line(value)));
  return old === young ? [] : [change(path, old, young)];
}

function listDifferences(before: readonly string[], after: readonly string[], path: readonly string[]): Change[] {
  const changes = [
    ...after.filter((entry) => !before.includes(entry)).map((entry) => change(path, undefined, entry)),
    ...before.filter((entry) => !after.includes(entry)).map((entry) => change(path, entry, undefined)),
  ];
  // The same lines in another order: the order of the client's channels or of an escalation may matter.
  if (changes.length > 0 || before.join('\n') === after.join('\n')) return changes;
  return [change(path, before.join(', '), after.join(', '))];
}

function change(path: readonly string[], before: string | undefined, after: string | undefined): Change {
  const name = pathText(path);
  const text =
    before === undefined
      ? `${name}: + ${after}`
      : after === undefined
        ? `${name}: − ${before}`
        : `${name}: ${before} → ${after}`;
  return { path: name, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }), text };
}

function linesOf(list: unknown): string[] {
  return Array.isArray(list) ? list.map(line) : [];
}

function line(value: unknown): string {
  if (Array.isArray(value)) return value.map(line).join(', ');
  if (isGroup(value)) {
    return Object.entries(value)
      .map(([key, part]) => `${key}: ${line(part)}`)
      .join(', ');
  }
  return String(value);
}

function own(group: Record<string, unknown>, key: string): unknown {
  return Object.hasOwn(group, key) ? group[key] : undefined;
}
