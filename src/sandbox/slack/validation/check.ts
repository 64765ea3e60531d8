import { isRecord } from '../arguments.ts';

/** Looks at a value, and writes what is wrong with it, with its place, into `found`. */
export type Check = (value: unknown, place: string, found: string[]) => void;

function report(found: string[], place: string, what: string): void {
  found.push(`${what} [json-pointer:${place}]`);
}

/** Text of at least `least` and at most `most` characters. */
export function text(most: number, least = 0): Check {
  return (value, place, found) => {
    if (typeof value !== 'string') report(found, place, 'must be a string');
    else if (value.length > most) report(found, place, `must be less than ${most + 1} characters`);
    else if (value.length < least) report(found, place, `must be more than ${least - 1} characters`);
  };
}

/** True or false. */
export const flag: Check = (value, place, found) => {
  if (typeof value !== 'boolean') report(found, place, 'must be a boolean');
};

/** A whole number within bounds. */
export function whole(least: number, most: number): Check {
  return (value, place, found) => {
    const fits = typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
    if (!fits) report(found, place, `must be a number from ${least} to ${most}`);
  };
}

/** A number, above a bound where there is one. */
export function amount(above = Number.NEGATIVE_INFINITY): Check {
  return (value, place, found) => {
    const fits = typeof value === 'number' && Number.isFinite(value) && value > above;
    if (!fits) report(found, place, above === 0 ? 'must be greater than 0' : 'must be a number');
  };
}

/** One of a few words. */
export function oneOf(...allowed: unknown[]): Check {
  return (value, place, found) => {
    if (!allowed.includes(value)) report(found, place, `must be a valid enum value: ${allowed.join(', ')}`);
  };
}

/** Text of a form, as a date or a time of day. */
export function shaped(pattern: RegExp, name: string): Check {
  return (value, place, found) => {
    if (typeof value !== 'string' || !pattern.test(value)) report(found, place, `must be ${name}`);
  };
}

/** A list of a length, every item of a form. */
export function list(item: Check, most: number, least = 1): Check {
  return (value, place, found) => {
    if (!Array.isArray(value)) return report(found, place, 'must be an array');
    if (value.length > most) report(found, place, `no more than ${most} items allowed`);
    if (value.length < least) report(found, place, `no fewer than ${least} items allowed`);
    value.forEach((one, index) => {
      item(one, `${place}/${index}`, found);
    });
  };
}

/** An object with these fields and no others; those named in `needed` must be there. */
export function shape(fields: Record<string, Check>, needed: string[] = []): Check {
  return (value, place, found) => {
    if (!isRecord(value)) return report(found, place, 'must be an object');
    for (const name of needed) if (value[name] === undefined) report(found, place, `missing required field: ${name}`);
    for (const [name, inner] of Object.entries(value)) {
      if (inner === undefined) continue;
      const check = Object.hasOwn(fields, name) ? fields[name] : undefined;
      if (check) check(inner, `${place}/${name}`, found);
      else report(found, place, `invalid additional property: ${name}`);
    }
  };
}

/** An object whose `type` chooses its form. */
export function variant(forms: Record<string, Check>): Check {
  return (value, place, found) => {
    if (!isRecord(value)) return report(found, place, 'must be an object');
    const form = typeof value.type === 'string' && Object.hasOwn(forms, value.type) ? forms[value.type] : undefined;
    if (form) form(value, place, found);
    else report(found, place, `unsupported type: ${String(value.type)}`);
  };
}

/** Every one of several checks. */
export function all(...checks: Check[]): Check {
  return (value, place, found) => {
    for (const check of checks) check(value, place, found);
  };
}

/** An object that must have exactly one of these fields. */
export function exactlyOne(...names: string[]): Check {
  return (value, place, found) => {
    if (!isRecord(value)) return;
    if (names.filter((name) => value[name] !== undefined).length !== 1) {
      report(found, place, `must have exactly one of ${names.join(', ')}`);
    }
  };
}

/** An object that must have at least one of these fields. */
export function atLeastOne(...names: string[]): Check {
  return (value, place, found) => {
    if (isRecord(value) && names.every((name) => value[name] === undefined)) {
      report(found, place, `must have one of ${names.join(', ')}`);
    }
  };
}

/** Takes anything. */
export const anything: Check = () => {};
