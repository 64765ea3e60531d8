/** The form and the agreement's file are the same thing: values as lines of the file, the file as values, and what is wrong. */
import type { Agency } from '../../agreement/agency.ts';
import type { Agreement, Person } from '../../agreement/agreement.ts';
import { type AgreedValue, changedAgreement, changedText } from '../../agreement/change.ts';
import { valueAt } from '../../agreement/layers.ts';
import { type LoadedAgreement, loadAgreement } from '../../agreement/load.ts';
import type { Problem } from '../../agreement/problem.ts';
import { pathText } from '../../agreement/problem.ts';
import type { Sections } from '../../agreement/section.ts';
import type { AgreementText } from '../../engine/facts.ts';
import { days, type FieldName, fieldNames, fieldOf, listed, priorities, type Values } from './fields.ts';

/** Names to stand beside the ids of people. */
export type Names = ReadonlyMap<string, string>;

/** What stands in a file, its templates worked in, as values of the form. */
export function valuesOf(file: Record<string, unknown>): Values {
  const found = fieldNames.flatMap((name): [FieldName, string][] => {
    const value = valueAt(file, fieldOf(name).path);
    return value === undefined || value === null ? [] : [[name, written(name, value)]];
  });
  return { clock: 'office', ...Object.fromEntries(found) };
}

function written(name: FieldName, found: unknown): string {
  const { kind } = fieldOf(name);
  const isPerson = kind === 'person' || kind === 'persons' || kind === 'members';
  const texts = (Array.isArray(found) ? found : [found]).map((one) => String(one).trim());
  const text = texts.map((one) => (isPerson ? (one.split(/\s/)[0] ?? '') : one)).join(',');
  return (days as readonly FieldName[]).includes(name) && text === 'closed' ? '' : text;
}

/** Those of the fields that differ, as values of the file; `names` are written beside the ids of people. */
export function agreedValues(changed: readonly FieldName[], values: Values, names: Names): AgreedValue[] {
  const agreed = changed
    .filter((name) => name !== 'state' && name !== 'country')
    .map((name) => ({ path: fieldOf(name).path, value: agreedValue(name, values, names) }));
  const isElsewhere = changed.includes('country') || changed.includes('state');
  return isElsewhere ? [...agreed, ...holidays(values)] : agreed;
}

function agreedValue(name: FieldName, values: Values, names: Names): AgreedValue['value'] {
  const value = values[name] ?? '';
  const line = (id: string) => `${id} ${(names.get(id) ?? '').replace(/\s+/g, ' ').trim()}`.trim();
  switch (fieldOf(name).kind) {
    case 'person':
      return value === '' ? null : line(value);
    case 'persons':
    case 'members':
      return listed(value).map(line);
    case 'permissions':
      return listed(value);
    default:
      if (value !== '') return value;
      if ((days as readonly FieldName[]).includes(name)) return 'closed';
      return otherWindow(name, values);
  }
}

/** A time that is left out is that of the first reply, or of a matter of no priority. */
function otherWindow(name: FieldName, values: Values): string | null {
  const priority = priorities.find((one) => name === `${one}First` || name === `${one}Next`);
  if (priority === undefined) return null;
  const own = values[`${priority}First`] ?? '';
  if (name === `${priority}Next` && own !== '') return own;
  return (name === `${priority}Next` ? values.normalNext : values.normalFirst) || values.normalFirst || null;
}

function holidays({ country = '', state = '' }: Values): AgreedValue[] {
  if (country === '') return [{ path: ['officeHours', 'holidays'], value: null }];
  return [
    { path: ['officeHours', 'holidays', 'country'], value: country },
    { path: ['officeHours', 'holidays', 'state'], value: state === '' ? null : state },
  ];
}

/** What a file is made with. */
export type Making = {
  sections: Sections;
  agency: Agency | null;
  names: Names;
  /** Texts of the templates by name, with all that these extend. */
  templates: ReadonlyMap<string, string>;
};

export type Made = { ok: true; file: LoadedAgreement } | { ok: false; problems: readonly Problem[] };

/** Stand in for whoever is not chosen yet, so that the rest can be looked at. */
const nobody = { owner: 'U0NOBODY', backup: 'U0NOBODYELSE' };

/** The file of a new agreement. `isWhole` false: as if owner and backup had been chosen. */
export function newFile(
  { values, template, slackChannelId }: { values: Values; template: string; slackChannelId: string },
  { sections, agency, names, templates }: Making,
  isWhole: boolean,
): Made {
  const asked = isWhole
    ? values
    : { ...values, owner: values.owner || nobody.owner, backup: values.backup || nobody.backup };
  const beginning = `# Set up in Slack.\nschema: 1\nextends: ${template}\n`;
  const agreed = agreedValues(fieldNames, asked, names).filter(({ value }) => value !== null);
  const text = changedText(beginning, inOrder(agreed, { path: ['channels'], value: [slackChannelId] }));
  const found = loadAgreement(text, {
    fileName: 'agreement',
    sections,
    template: (name) => templates.get(name),
    agency: agency ?? undefined,
  });
  return found.ok ? { ok: true, file: found } : { ok: false, problems: found.problems };
}

/** As people look for it: which one, who the client is, where they are heard, and then the rest. */
function inOrder(values: AgreedValue[], channels: AgreedValue): AgreedValue[] {
  const under = (key: string) => values.filter(({ path }) => path[0] === key);
  const rest = values.filter(({ path }) => path[0] !== 'id' && path[0] !== 'client');
  return [...under('id'), ...under('client'), channels, ...rest];
}

/** The version in force with what was changed in it. */
export function changedFile(
  stored: AgreementText,
  { changed, values }: { changed: readonly FieldName[]; values: Values },
  { sections, names }: Making,
): Made {
  const found = changedAgreement(stored, agreedValues(changed, values, names), sections);
  return found.ok ? { ok: true, file: found } : { ok: false, problems: found.problems };
}

/** Which of two sets of values differ. */
export function differing(before: Values, now: Values): FieldName[] {
  const same = (name: FieldName) => {
    const [one, other] = [before[name] ?? '', now[name] ?? ''];
    const isSet = ['persons', 'members', 'permissions'].includes(fieldOf(name).kind);
    return isSet ? listed(one).sort().join() === listed(other).sort().join() : one === other;
  };
  return fieldNames.filter((name) => !same(name));
}

/** The field that a problem belongs to: the nearest above it in the file, or the first below it. */
export function fieldAt(path: string): FieldName | null {
  const texts = fieldNames.map((name) => ({ name, text: pathText(fieldOf(name).path) }));
  const isWithin = (inner: string, outer: string) =>
    inner === outer || inner.startsWith(`${outer}.`) || inner.startsWith(`${outer}[`);
  const above = texts.find(({ text }) => isWithin(path, text));
  return (above ?? texts.find(({ text }) => path !== '' && isWithin(text, path)))?.name ?? null;
}

/** The names that the agreement has beside ids. */
export function namesIn(agreement: Agreement | null): [string, string][] {
  if (agreement === null) return [];
  const { owner, backup, managers, staff, client, neither } = agreement.people;
  const all: Person[] = [owner, backup, ...managers, ...staff, ...client, ...neither];
  return all.flatMap(({ id, name }) => (name === undefined ? [] : [[id, name] as [string, string]]));
}
