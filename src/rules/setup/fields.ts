/** What the form asks, field by field: in which step, where it stands in the agreement's file, and how long it may be. */

export const steps = ['client', 'hours', 'windows', 'people', 'posts'] as const;
export type Step = (typeof steps)[number];
/** Where somebody is in the form. */
export type Place = Step | 'summary';

/** How a field is asked. */
export type Kind =
  | 'words'
  | 'long'
  | 'language'
  | 'channel'
  | 'clock'
  | 'person'
  | 'persons'
  | 'members'
  | 'permissions';

type Path = readonly [string, ...string[]];
type Field = {
  step: Step;
  path: Path;
  kind: Kind;
  longest: number;
  isNeeded?: boolean;
  /** Settled once: a channel belongs to one client, and an id is how everything else names it. */
  isForNew?: boolean;
};

const day = (name: string): Field => ({
  step: 'hours',
  path: ['officeHours', 'weekly', name],
  kind: 'words',
  longest: 100,
});
const window = (priority: string, which: string, isNeeded = false): Field => ({
  step: 'windows',
  path: ['responseWindow', 'priorities', priority, which],
  kind: 'words',
  longest: 40,
  isNeeded,
});

export const fields = {
  name: { step: 'client', path: ['client', 'name'], kind: 'words', longest: 80, isNeeded: true },
  id: { step: 'client', path: ['id'], kind: 'words', longest: 40, isForNew: true },
  language: { step: 'client', path: ['client', 'language'], kind: 'language', longest: 10, isNeeded: true },
  clientZone: { step: 'client', path: ['client', 'timeZone'], kind: 'words', longest: 60 },
  internal: { step: 'client', path: ['internalChannel'], kind: 'channel', longest: 200, isForNew: true },
  zone: { step: 'hours', path: ['officeHours', 'timeZone'], kind: 'words', longest: 60, isNeeded: true },
  mon: day('mon'),
  tue: day('tue'),
  wed: day('wed'),
  thu: day('thu'),
  fri: day('fri'),
  sat: day('sat'),
  sun: day('sun'),
  country: { step: 'hours', path: ['officeHours', 'holidays', 'country'], kind: 'words', longest: 60 },
  state: { step: 'hours', path: ['officeHours', 'holidays', 'state'], kind: 'words', longest: 60 },
  clock: { step: 'windows', path: ['responseWindow', 'hours'], kind: 'clock', longest: 20, isNeeded: true },
  normalFirst: window('normal', 'first', true),
  normalNext: window('normal', 'next'),
  highFirst: window('high', 'first'),
  highNext: window('high', 'next'),
  urgentFirst: window('urgent', 'first'),
  urgentNext: window('urgent', 'next'),
  lowFirst: window('low', 'first'),
  lowNext: window('low', 'next'),
  owner: { step: 'people', path: ['people', 'owner'], kind: 'person', longest: 40, isNeeded: true },
  backup: { step: 'people', path: ['people', 'backup'], kind: 'person', longest: 40, isNeeded: true },
  managers: { step: 'people', path: ['people', 'managers'], kind: 'persons', longest: 3000 },
  staff: { step: 'people', path: ['people', 'staff'], kind: 'persons', longest: 3000 },
  client: { step: 'people', path: ['people', 'client'], kind: 'members', longest: 3000 },
  mayPost: { step: 'posts', path: ['mayPost'], kind: 'permissions', longest: 3000 },
  emergency: { step: 'posts', path: ['outOfHours', 'emergency'], kind: 'long', longest: 300 },
} as const satisfies Record<string, Field>;

export type FieldName = keyof typeof fields;
export const fieldNames = Object.keys(fields) as FieldName[];
export const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const satisfies readonly FieldName[];
export const priorities = ['normal', 'high', 'urgent', 'low'] as const;

/** What stands in the fields, as text: several of one field joined by commas, empty for nothing. */
export type Values = Partial<Record<FieldName, string>>;

/** A field as it is asked. */
export function fieldOf(name: FieldName): Field {
  return fields[name];
}

/** The fields of a step, in their order; `isNew`: those too that are asked of a new agreement only. */
export function fieldsOf(step: Step, isNew: boolean): FieldName[] {
  return fieldNames.filter((name) => fieldOf(name).step === step && (isNew || fieldOf(name).isForNew !== true));
}

/** The place after this one. */
export function after(place: Step): Place {
  return steps[steps.indexOf(place) + 1] ?? 'summary';
}

/** The step before this one; null for the first. */
export function before(place: Place): Step | null {
  return (place === 'summary' ? steps.at(-1) : steps[steps.indexOf(place) - 1]) ?? null;
}

/** Several of one field. */
export function listed(value: string | undefined): string[] {
  return (value ?? '').split(',').filter((one) => one !== '');
}
