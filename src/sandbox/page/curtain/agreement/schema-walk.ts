/** Finds its way in a JSON Schema: what may stand at a path of a file, and what the schema says of it. */
import type { Path } from './place.ts';

export type Schema = {
  $ref?: string;
  description?: string;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  examples?: unknown[];
  properties?: Record<string, Schema>;
  additionalProperties?: boolean | Schema;
  items?: boolean | Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  required?: string[];
  [other: string]: unknown;
};

export type SchemaKey = { key: string; description: string; holds: 'mapping' | 'list' | 'value'; isRequired: boolean };
export type SchemaValue = { text: string; isExample: boolean };

function referred(root: Schema, reference: string): Schema | null {
  if (!reference.startsWith('#')) return null;
  const steps = reference.split('/').slice(1);
  const names = steps.map((step) => decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~'));
  const found = names.reduce<unknown>(
    (place, name) =>
      typeof place === 'object' && place !== null ? (place as Record<string, unknown>)[name] : undefined,
    root,
  );
  return typeof found === 'object' && found !== null ? (found as Schema) : null;
}

/** Every schema that one stands for, with references followed and alternatives laid side by side. */
function alternatives(root: Schema, schema: Schema, seen: readonly Schema[] = []): Schema[] {
  if (seen.includes(schema)) return [];
  const parts = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])];
  const target = schema.$ref === undefined ? null : referred(root, schema.$ref);
  if (target) parts.push(target);
  return [schema, ...parts.flatMap((part) => alternatives(root, part, [...seen, schema]))];
}

function below(schema: Schema, step: string): Schema[] {
  if (step === '[]') return typeof schema.items === 'object' ? [schema.items] : [];
  const named = Object.hasOwn(schema.properties ?? {}, step) ? schema.properties?.[step] : undefined;
  if (named) return [named];
  return typeof schema.additionalProperties === 'object' ? [schema.additionalProperties] : [];
}

/** Takes the whole schema and a path, gives all that may stand there; none where the path leads nowhere. */
export function schemasAt(root: Schema, path: Path): Schema[] {
  let here = alternatives(root, root);
  for (const step of path) {
    here = here.flatMap((schema) => below(schema, step)).flatMap((schema) => alternatives(root, schema));
  }
  return here;
}

function holds(schemas: readonly Schema[]): SchemaKey['holds'] {
  const hasType = (type: string) =>
    schemas.some((schema) => schema.type === type || schema.type?.includes(type) === true);
  const takesText = hasType('string') || hasType('number') || hasType('integer') || hasType('boolean');
  if (takesText) return 'value';
  return hasType('object') ? 'mapping' : hasType('array') ? 'list' : 'value';
}

/** The keys that a mapping at that path may have, in the schema's order. */
export function keysAt(root: Schema, path: Path): SchemaKey[] {
  const here = schemasAt(root, path);
  const names = [...new Set(here.flatMap((schema) => Object.keys(schema.properties ?? {})))];
  return names.map((key) => ({
    key,
    description: describe(root, [...path, key]),
    holds: holds(schemasAt(root, [...path, key])),
    isRequired: here.some((schema) => schema.required?.includes(key) === true),
  }));
}

/** The values that may stand at that path: those it must be one of first, then examples. Only single words and numbers. */
export function valuesAt(root: Schema, path: Path): SchemaValue[] {
  const here = schemasAt(root, path);
  const fixed = here.flatMap((schema) => [
    ...(schema.enum ?? []),
    ...(schema.const === undefined ? [] : [schema.const]),
    ...(schema.type === 'boolean' ? [true, false] : []),
  ]);
  const examples = here.flatMap((schema) => [
    ...(schema.default === undefined ? [] : [schema.default]),
    ...(schema.examples ?? []),
  ]);
  const texts = (values: unknown[]) =>
    values.filter((value) => value !== null && typeof value !== 'object').map(String);
  const known = [...new Set(texts(fixed))];
  const more = [...new Set(texts(examples))].filter((text) => !known.includes(text));
  return [...known.map((text) => ({ text, isExample: false })), ...more.map((text) => ({ text, isExample: true }))];
}

/** What the schema says of that path in words; empty where it says nothing. */
export function describe(root: Schema, path: Path): string {
  return schemasAt(root, path).find((schema) => schema.description !== undefined)?.description ?? '';
}
