/** What is wrong with what was filled in, at which field, in words of the form's own; the file's own checks decide. */
import { holidayStates } from '../../agreement/holidays.ts';
import type { Problem } from '../../agreement/problem.ts';
import type { Sections } from '../../agreement/section.ts';
import type { Seen } from '../../engine/facts.ts';
import { changedFile, differing, fieldAt, type Made, newFile } from './as-file.ts';
import { days, type FieldName, fieldOf, fieldsOf, listed, type Step, steps, type Values } from './fields.ts';
import type { Free, Sheet } from './load.ts';
import { nearestZone } from './typed.ts';
import { type Key, say } from './words.ts';

export type Errors = Partial<Record<FieldName, string>>;

export type Filling = {
  sheet: Sheet;
  free: Free;
  sections: Sections;
  /** In which errors are worded. */
  language: string;
  /** How those are seen who were chosen just now. */
  chosen: readonly Seen[];
};

/** The file that these values make, or what is wrong with it. `isWhole`: owner and backup must be there. */
export function made(values: Values, { sheet, sections }: Pick<Filling, 'sheet' | 'sections'>, isWhole: boolean): Made {
  const { agency, names, stored, channel } = sheet;
  const making = { sections, agency, names, templates: sheet.templates.texts };
  if (stored !== null) return changedFile(stored, { changed: differing(sheet.base, values), values }, making);
  const { name: template } = sheet.templates;
  return newFile({ values, template, slackChannelId: channel?.slackChannelId ?? '' }, making, isWhole);
}

/** What is wrong in one step, by field; nothing when it can be left. */
export function errorsIn(step: Step, values: Values, filling: Filling): Errors {
  const asked = fieldsOf(step, filling.sheet.isNew);
  const own = ownErrors(asked, values, filling);
  if (Object.keys(own).length > 0) return own;
  const found = made(values, filling, step === 'people');
  if (found.ok) return {};
  return worded(found.problems, values, filling, asked);
}

/** The first step in which something is wrong, and what; null when the whole can come into force. */
export function firstTrouble(values: Values, filling: Filling): { step: Step; errors: Errors } | null {
  const { isNew, base } = filling.sheet;
  // What was agreed before in another way stays as it is.
  const looked = isNew ? null : differing(base, values);
  for (const step of steps) {
    const asked = fieldsOf(step, isNew).filter((name) => looked?.includes(name) ?? true);
    const errors = ownErrors(asked, values, filling);
    if (Object.keys(errors).length > 0) return { step, errors };
  }
  const found = made(values, filling, true);
  if (found.ok) return null;
  const errors = worded(
    found.problems,
    values,
    filling,
    steps.flatMap((step) => fieldsOf(step, filling.sheet.isNew)),
  );
  const [first] = Object.keys(errors) as FieldName[];
  return { step: first === undefined ? 'client' : fieldOf(first).step, errors };
}

/** What only the form knows: what is left out, too long, taken, or no good choice. */
function ownErrors(asked: readonly FieldName[], values: Values, filling: Filling): Errors {
  const { language } = filling;
  const errors: Errors = {};
  for (const name of asked) {
    const value = values[name] ?? '';
    const { longest, isNeeded } = fieldOf(name);
    if (value.length > longest) errors[name] = say(language, 'error.too-long', { most: longest });
    else if (value === '' && isNeeded) errors[name] = say(language, 'error.needed');
    else {
      const why = unfit(name, values, filling);
      if (why !== null) errors[name] = why;
    }
  }
  return errors;
}

function unfit(name: FieldName, values: Values, { sheet, free, language, chosen }: Filling): string | null {
  const value = values[name] ?? '';
  if (name === 'id' && sheet.isNew && free.isTaken && value !== '' && value !== free.id) {
    return say(language, 'error.id-taken', { id: value, free: free.id });
  }
  if (
    name === 'internal' &&
    value !== '' &&
    (free.claimed.includes(value) || value === sheet.channel?.slackChannelId)
  ) {
    return say(language, value === sheet.channel?.slackChannelId ? 'error.internal-same' : 'error.internal-taken');
  }
  if (name === 'backup' && value !== '' && value === values.owner) return say(language, 'error.backup-same');
  if (name === 'client') {
    const ours = [values.owner, values.backup, ...listed(values.managers), ...listed(values.staff)];
    const both = listed(value).find((one) => ours.includes(one));
    return both === undefined ? null : say(language, 'error.both-sides', { person: nameOf(both, sheet, chosen) });
  }
  const isOurs = ['owner', 'backup', 'managers', 'staff'].includes(name);
  const wrong = isOurs ? listed(value).find((one) => cannotServe(one, sheet, chosen)) : undefined;
  return wrong === undefined ? null : say(language, 'error.not-ours', { person: nameOf(wrong, sheet, chosen) });
}

/** A bot, a closed account, or somebody of another company, unless the agreement has named them before. */
function cannotServe(userId: string, { people, base }: Sheet, chosen: readonly Seen[]): boolean {
  const before = [base.owner, base.backup, ...listed(base.managers), ...listed(base.staff)];
  const seen = [...chosen, ...people].find((one) => one.userId === userId);
  if (seen === undefined || before.includes(userId)) return false;
  return ['bot', 'other-company'].includes(seen.inSlack.because) || seen.person?.isDeleted === true;
}

function nameOf(userId: string, { names }: Sheet, chosen: readonly Seen[]): string {
  return names.get(userId) ?? (chosen.find((one) => one.userId === userId)?.person?.name || userId);
}

/** Problems of the file at the fields they belong to; what belongs to none stands at the first. */
function worded(
  problems: readonly Problem[],
  values: Values,
  { sheet, language }: Filling,
  asked: readonly FieldName[],
): Errors {
  const errors: Errors = {};
  for (const problem of problems) {
    const at = fieldAt(problem.path);
    const isGeneral = at === null || (sheet.isNew === false && fieldOf(at).isForNew === true);
    const name = isGeneral ? asked[0] : at;
    if (name === undefined || !asked.includes(name)) continue;
    errors[name] ??= isGeneral ? problem.message : sentence(name, problem, values, language);
  }
  return errors;
}

function sentence(name: FieldName, problem: Problem, values: Values, language: string): string {
  const value = (values[name] ?? '').slice(0, 60);
  if (problem.path === 'officeHours.weekly') return say(language, 'error.never-open');
  if ((days as readonly FieldName[]).includes(name)) return say(language, 'error.day', { value });
  const { step } = fieldOf(name);
  if (step === 'windows') return say(language, 'error.window', { value });
  if (name === 'state') {
    const states = Object.entries(holidayStates(values.country ?? '')).map(([code, full]) => `${code} (${full})`);
    return states.length === 0
      ? say(language, 'error.no-states')
      : say(language, 'error.state', { states: states.join(', ').slice(0, 900) });
  }
  const near = (name === 'zone' || name === 'clientZone' ? nearestZone(value) : null) ?? '';
  const own = ownSentences[name];
  return own === undefined ? problem.message : say(language, own, { value, near, hasNear: near === '' ? 'no' : 'yes' });
}

const ownSentences: Partial<Record<FieldName, Key>> = {
  name: 'error.needed',
  id: 'error.id',
  zone: 'error.zone',
  clientZone: 'error.zone',
  country: 'error.country',
  client: 'error.other-people',
  owner: 'error.needed',
  backup: 'error.needed',
  emergency: 'error.other',
  mayPost: 'error.other',
  language: 'error.needed',
};
