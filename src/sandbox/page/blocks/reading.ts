/** Reads what an app has sent, whatever it has sent: nothing here throws. */

/** An object with fields. */
export type Given = Record<string, unknown>;

/** Whether this is an object with fields. */
export function isGiven(value: unknown): value is Given {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The objects in a list; none where it is no list. */
export function givenIn(value: unknown): Given[] {
  return Array.isArray(value) ? value.filter(isGiven) : [];
}

/** The texts in a list. */
export function textsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}

/** A text; empty where it is none. */
export function textIn(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** A number, or a text that is one; null where it is neither. */
export function numberIn(value: unknown): number | null {
  const number = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

/** The words of a text object, as written. */
export function wordsIn(value: unknown): string {
  return isGiven(value) ? textIn(value.text) : '';
}

/** The parts of something whose parts have no names, each with its place as its key. */
export function inOrder<T>(parts: readonly T[]): { key: string; part: T }[] {
  return parts.map((part, index) => ({ key: String(index), part }));
}
