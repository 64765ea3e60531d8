import { Refusal } from './refusal.ts';

/** What a caller sent, in whichever of Slack's forms. */
export type Arguments = Record<string, unknown>;

/** An optional text; numbers are taken as their text. */
export function textOf(given: Arguments, name: string): string | undefined {
  const value = given[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new Refusal('invalid_arguments', { response_metadata: { messages: [`[ERROR] ${name} must be a string`] } });
}

/** A text that must be there; else the given error. */
export function needText(given: Arguments, name: string, error = 'invalid_arguments'): string {
  const value = textOf(given, name);
  if (value) return value;
  throw new Refusal(error, { response_metadata: { messages: [`[ERROR] missing required field: ${name}`] } });
}

/** A yes or no: true, "true" and "1" are yes. */
export function flagOf(given: Arguments, name: string): boolean {
  const value = given[name];
  return value === true || value === 'true' || value === '1' || value === 1;
}

/** A whole number between bounds, or the default. */
export function numberOf(given: Arguments, name: string, usual: number, most: number, error = 'invalid_limit'): number {
  const value = textOf(given, name);
  if (value === undefined || value === '') return usual;
  const number = Number(value);
  if (!Number.isInteger(number) || number < 0) throw new Refusal(error);
  return number === 0 ? usual : Math.min(number, most);
}

/** A structure: as such in a JSON body, as JSON text in a form body. */
export function structureOf(given: Arguments, name: string, error: string): unknown {
  const value = given[name];
  if (typeof value !== 'string') return value ?? undefined;
  if (value === '') return undefined;
  try {
    return JSON.parse(value);
  } catch {
    throw new Refusal(error);
  }
}

/** Whether a value is an object with names, not a list. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
