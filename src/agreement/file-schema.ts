import { z } from 'zod';
import { agencySchema } from './agency.ts';
import { coreShape } from './agreement.ts';
import type { Sections } from './section.ts';

/** A JSON Schema, as far as we look into it. */
export interface JsonSchema {
  [key: string]: unknown;
  properties?: Record<string, JsonSchema>;
  items?: JsonSchema;
  /** What stands under keys that people choose themselves. */
  additionalProperties?: JsonSchema | boolean;
  /** The forms that it may have. */
  anyOf?: JsonSchema[];
  required?: string[];
  description?: string;
  examples?: unknown[];
  enum?: unknown[];
  const?: unknown;
  type?: string;
}

const DRAFT = 'http://json-schema.org/draft-07/schema#';

/** The schema of an agreement's file: its own keys, and under each rule's name that rule's section. */
export function agreementFileSchema(sections: Sections) {
  return z
    .strictObject({
      extends: z
        .string()
        .optional()
        .meta({
          description: 'The template whose lines hold where this file says nothing.',
          examples: ['standard.yml'],
        }),
      ...coreShape,
      mayPost: permissionsSchema(sections),
      ...Object.fromEntries(sections.map(({ name, schema }) => [name, schema.optional()])),
    })
    .meta({ title: 'Groundrules agreement', description: 'What an agency and a client agreed on.' });
}

/** The names that may stand under `mayPost`: what the rules can post to a client, and nothing else. */
function permissionsSchema(sections: Sections) {
  const names = sections.flatMap(({ mayPost }) => mayPost ?? []);
  const meta = { description: 'What the bot may post to the client by itself; nothing where the list is empty.' };
  if (names.length === 0) {
    const error = 'there is nothing yet that the bot could post to the client by itself; write mayPost: []';
    return z.array(z.string()).max(0, error).default([]).meta(meta);
  }
  const error = `there is no such permission; what there is: ${names.join(', ')}`;
  return z
    .array(z.enum(names, { error }))
    .default([])
    .meta({ ...meta, examples: [[], names] });
}

/**
 * The JSON Schema of an agreement's file, for editors. Only `schema` is required there, since a template may hold
 * everything else; `groundrules check` says what is missing once the templates are worked in.
 */
export function jsonSchema(sections: Sections): JsonSchema {
  const schema = describe(agreementFileSchema(sections));
  return { $schema: DRAFT, ...(withoutRequired(schema) as JsonSchema), required: ['schema'] };
}

/** The JSON Schema of the agency file, for editors. */
export function agencyJsonSchema(): JsonSchema {
  return { $schema: DRAFT, ...describe(agencySchema) };
}

/** What the file may hold, with everything that is required; for error messages. */
export function describe(schema: z.ZodType): JsonSchema {
  const { $schema: _draft, ...rest } = z.toJSONSchema(schema, { io: 'input', target: 'draft-7', reused: 'inline' });
  return rest as JsonSchema;
}

/** The part of a JSON Schema that describes what stands at a path. */
export function schemaAt(schema: JsonSchema, path: readonly PropertyKey[]): JsonSchema | undefined {
  return path.reduce<JsonSchema | undefined>(
    (reached, key) => [reached, ...(reached?.anyOf ?? [])].map((form) => below(form, key)).find((form) => form),
    schema,
  );
}

function below(schema: JsonSchema | undefined, key: PropertyKey): JsonSchema | undefined {
  if (typeof key === 'number') return schema?.items;
  const { properties, additionalProperties: others } = schema ?? {};
  return properties?.[String(key)] ?? (typeof others === 'object' ? others : undefined);
}

/** Groups of keys may be completed by a template; what stands in a list may not. */
function withoutRequired(schema: JsonSchema): JsonSchema {
  const { required: _required, ...rest } = schema;
  if (!rest.properties) return rest;
  const properties = Object.entries(rest.properties).map(([key, value]) => [key, withoutRequired(value)]);
  return { ...rest, properties: Object.fromEntries(properties) };
}
