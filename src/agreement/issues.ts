import type { z } from 'zod';
import { closest } from './closest.ts';
import { describe, type JsonSchema, schemaAt } from './file-schema.ts';
import { type Layers, locate, valueAt } from './layers.ts';
import { type Problem, pathText } from './problem.ts';
import { alternatives, quoted } from './written.ts';

/** Turns what the schema finds wrong into problems: where it stands, what is wrong, what to write instead. */
export function problemsOf(issues: readonly z.core.$ZodIssue[], layers: Layers, schema: z.ZodType): Problem[] {
  const described = describe(schema);
  return issues.flatMap(nearestForm).flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      const group = schemaAt(described, issue.path);
      const known = [group, ...(group?.anyOf ?? [])].flatMap((form) => Object.keys(form?.properties ?? {}));
      return issue.keys.map((key) => problemAt(layers, [...issue.path, key], unknownKey(key, known), 'key'));
    }
    const input = valueAt(layers.merged, issue.path);
    const expected = schemaAt(described, issue.path);
    const name = String(issue.path.at(-1) ?? 'the file');
    const message =
      input === undefined && isMissing(issue) ? missing(name, expected) : wrong(issue, input, expected, name);
    return [problemAt(layers, issue.path, message, 'value')];
  });
}

/** Where a value may have several forms, what is wrong with the one that it was meant to have, or else with the first. */
function nearestForm(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue];
  const isOther = (issues: z.core.$ZodIssue[]) =>
    issues.some(({ code, path }) => code === 'invalid_type' && path.length === 0);
  const meant = issue.errors.find((issues) => !isOther(issues)) ?? issue.errors[0] ?? [];
  return meant.map((one) => ({ ...one, path: [...issue.path, ...one.path] })).flatMap(nearestForm);
}

/** A problem at a path of the file or of a template it extends. */
export function problemAt(
  layers: Pick<Layers, 'sources'>,
  path: readonly PropertyKey[],
  message: string,
  of: 'key' | 'value' = 'value',
): Problem {
  return { ...locate(layers.sources, path, of), path: pathText(path), message };
}

function unknownKey(key: string, known: readonly string[]): string {
  const near = closest(key, known);
  if (near !== undefined) return `${key} is not known here; did you mean ${near}?`;
  return known.length === 0
    ? `${key} is not known here`
    : `${key} is not known here; what can stand here: ${known.join(', ')}`;
}

function isMissing(issue: z.core.$ZodIssue): boolean {
  return issue.code === 'invalid_type' || issue.code === 'invalid_value';
}

function missing(name: string, expected: JsonSchema | undefined): string {
  if (expected?.properties) {
    return `${name} is missing; write ${name}: and below it ${(expected.required ?? Object.keys(expected.properties)).join(', ')}`;
  }
  const example = exampleOf(expected);
  return example === undefined ? `${name} is missing` : `${name} is missing; write ${name}: ${example}`;
}

function exampleOf(expected: JsonSchema | undefined): string | undefined {
  if (expected?.type === 'array') return `[${exampleOf(expected.items) ?? ''}]`;
  const example = expected?.const ?? expected?.examples?.[0] ?? expected?.enum?.[0];
  if (example !== undefined) return String(example);
  if (expected?.anyOf !== undefined) return exampleOf(expected.anyOf[0]);
  return { string: '…', boolean: 'true', integer: '1', number: '1' }[expected?.type ?? ''];
}

function wrong(issue: z.core.$ZodIssue, input: unknown, expected: JsonSchema | undefined, name: string): string {
  if (input === null) return `nothing stands after ${name}; write it out, or take the line out`;
  // A sentence of our own schemas says it best; what the library says by itself begins in these ways.
  if (!/^(Invalid|Too |Unrecognized)/.test(issue.message)) return issue.message;
  if (issue.code === 'invalid_value') {
    const values = issue.values.map(String);
    const near = typeof input === 'string' ? closest(input, values) : undefined;
    const advice = near === undefined ? '' : `; did you mean ${near}?`;
    const written = values.length === 1 ? 'must be' : 'is not one of';
    return values.length === 1
      ? `${quoted(input)} ${written} ${values[0]}`
      : `${quoted(input)} ${written} ${values.join(', ')}${advice || `; write ${alternatives(values)}`}`;
  }
  if (issue.code === 'invalid_type') return `${quoted(input)} stands here; ${wanted(issue.expected, expected, name)}`;
  if (issue.code === 'too_big' && issue.origin === 'string')
    return `longer than ${issue.maximum} letters; write it shorter`;
  if (issue.code === 'too_big' && issue.origin === 'array') return `more than ${issue.maximum}; take some out`;
  return issue.message;
}

function wanted(type: string, expected: JsonSchema | undefined, name: string): string {
  if (type === 'object') return `write lines below ${name}: ${Object.keys(expected?.properties ?? {}).join(', ')}`;
  if (type === 'array') return `write a list, such as ${name}: ${exampleOf(expected) ?? '[]'}`;
  if (type === 'boolean') return 'write true or false';
  if (type === 'int' || type === 'number') return 'write a number';
  return `write text${exampleOf(expected) === '…' ? '' : `, such as ${exampleOf(expected)}`}`;
}
