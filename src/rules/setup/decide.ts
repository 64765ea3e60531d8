import type { Sections } from '../../agreement/section.ts';
import type { Answer, Effect } from '../../engine/effect.ts';
import type { Event, EventOf, ViewData } from '../../engine/event.ts';
import { readFormSubject, standing } from '../../engine/form-subject.ts';
import type { Decision, Ruling } from '../../engine/rule.ts';
import { agreedValues, differing } from './as-file.ts';
import { errorsIn, type Filling, firstTrouble, made } from './checks.ts';
import { type Draft, enteredIn, fitting, kept } from './draft.ts';
import { after, type FieldName, type Place, type Step, steps, type Values } from './fields.ts';
import { type Asker, enteredAnywhere, type Facts, type Sheet, unofferedIn } from './load.ts';
import { understood } from './typed.ts';

/** Of hundreds of people a select shows a hundred. */
const lists = ['managers', 'staff', 'client'] as const;

type SheetFacts = Extract<Facts, { kind: 'sheet' }>;
type About = SheetFacts & { event: Event; now: number; sections: Sections };

/** Opens the form, keeps what is filled in step by step, and in the end puts it into force. */
export function decide({ event, facts, now }: Decision<Facts>, sections: Sections): Ruling[] {
  if (facts.kind === 'nothing') return [];
  if (facts.kind === 'instead') return [instead(facts)];
  const about = { ...facts, event, now, sections };
  const { sheet, asker } = facts;
  if (event.kind === 'CommandGiven') return [opened(about)];
  const may = sheet.isNew && sheet.agreement === null ? asker.mayChange : asker.serves && asker.mayChange;
  if (!may) return [notYours()];
  if (sheet.isNew && sheet.agreement !== null) return [over('agreed-meanwhile', { clientId: sheet.agreement.id })];
  if (event.kind === 'ButtonPressed') return [pressed(about, event)];
  return event.kind === 'FormSubmitted' ? [submitted(about, event)] : [];
}

function instead({ what, asker, clientId }: Extract<Facts, { kind: 'instead' }>): Ruling {
  const isNoMatter = what === 'agreed' ? !asker.serves : what !== 'which' && what !== 'where' && !asker.mayChange;
  if (isNoMatter) return notYours();
  return ruling('asked', [privately({ what, clientId, mayChange: asker.mayChange })]);
}

function opened({ sheet, asker, now }: About): Ruling {
  if (!asker.serves && !(sheet.isNew && asker.mayChange)) return notYours();
  if (!sheet.isNew) {
    if (!asker.mayChange) return ruling('asked', [privately({ what: 'in-force', subject: sheet.about })]);
    const forget: Effect = { kind: 'set-slot', subject: sheet.slot, data: null };
    return ruling('opened', [forget, form('open-form', standing(sheet.about, sheet.stands), 'summary')]);
  }
  const draft = sheet.draft ?? begun(sheet, asker, now);
  const keep: Effect[] = sheet.draft === null ? [{ kind: 'set-slot', subject: sheet.slot, data: draft }] : [];
  const subject = standing(sheet.about, draft.stands);
  return ruling('opened', [...keep, form('open-form', subject, draft.place, { isContinued: sheet.draft !== null })]);
}

function begun(sheet: Sheet, { userId }: Asker, now: number): Draft {
  const { name: template } = sheet.templates;
  const values = sheet.isNew ? sheet.values : {};
  const place = sheet.isNew ? 'client' : 'summary';
  return { schema: 1, stands: sheet.stands, by: userId, at: now, place, isWhole: !sheet.isNew, template, values };
}

/** Whether the form was drawn as things stand; somebody's own last step, sent once more, counts. */
function isStale({ sheet, asker }: About, subject: string): boolean {
  const { stood } = readFormSubject(subject);
  if (stood === sheet.stands) return false;
  return !(sheet.isNew && sheet.draft?.by === asker.userId && stood === sheet.stands - 1);
}

function pressed(about: About, { action, value, entered = {} }: EventOf<'ButtonPressed'>): Ruling {
  const { sheet, asker, now } = about;
  if (action === 'setup-throw-away') {
    return over('thrown-away', { isNew: sheet.isNew }, [{ kind: 'set-slot', subject: sheet.slot, data: null }]);
  }
  if (sheet.isNew && sheet.draft === null) return over('gone', { isNew: true });
  if (action === 'setup-anew') {
    const forget: Effect[] = sheet.isNew ? [] : [{ kind: 'set-slot', subject: sheet.slot, data: null }];
    const place = sheet.isNew ? (sheet.draft?.place ?? 'client') : 'summary';
    return ruling('opened', [...forget, form('update-form', standing(sheet.about, sheet.stands), place)]);
  }
  if (isStale(about, value)) return stale(about, value);
  const place = steps.find((one) => action === `setup-to-${one}`) ?? 'client';
  const typed = understood(enteredAnywhere(entered), asker.language);
  return keeping(about, fitting(typed), place, now);
}

function submitted(about: About, event: EventOf<'FormSubmitted'>): Ruling {
  const { sheet, asker } = about;
  if (sheet.isNew && sheet.draft === null) return over('gone', { isNew: true });
  if (isStale(about, event.subject)) return stale(about, event.subject);
  const step = steps.find((one) => event.form === `setup-${one}`);
  if (step === undefined) return finished(about);
  const typed = understood(enteredIn(step, event.values), asker.language);
  if (step === 'client' && sheet.isNew && typed.id === '') typed.id = about.free.id;
  for (const name of lists) if (name in typed) typed[name] = withUnoffered(about, name, typed[name] ?? '');
  const values = { ...sheet.values, ...typed };
  const errors = errorsIn(step, values, filling(about));
  if (Object.keys(errors).length > 0) {
    return ruling('refused', [
      { kind: 'answer', how: 'field-errors', errors: errors as Record<string, string>, data: {} },
    ]);
  }
  const next = sheet.draft?.isWhole || !sheet.isNew ? 'summary' : after(step);
  return keeping(about, typed, next, about.now);
}

/** Of hundreds of people a select holds a hundred: those of the list whom it could not show stay on it. */
function withUnoffered({ sheet }: About, name: FieldName, chosen: string): string {
  const unoffered = unofferedIn(name, sheet);
  return [...new Set([...chosen.split(','), ...unoffered])].filter((one) => one !== '').join(',');
}

function filling({ sheet, free, sections, asker, chosen }: About): Filling {
  return { sheet, free, sections, language: asker.language, chosen };
}

function keeping(about: About, typed: Values, place: Place, now: number): Ruling {
  const { sheet, asker } = about;
  const before = sheet.draft ?? begun(sheet, asker, now);
  const changed = kept(before, { values: typed, place, by: asker.userId, at: now });
  const stands = sheet.isNew ? sheet.stands + 1 : sheet.stands;
  const data: Draft = { ...changed, stands };
  const keep: Effect = { kind: 'set-slot', subject: sheet.slot, data };
  return ruling('kept', [keep, form('update-form', standing(sheet.about, stands), place)]);
}

function stale({ sheet }: About, subject: string): Ruling {
  const { stood } = readFormSubject(subject);
  const data: ViewData = { subject: sheet.about, stood };
  return ruling('stale', [{ kind: 'answer', how: 'update-form', view: 'setup-stale', data }]);
}

/** The whole is looked at once more: others may have taken what was free, and people may have left. */
function finished(about: About): Ruling {
  const { sheet } = about;
  const trouble = firstTrouble(sheet.values, filling(about));
  const subject = standing(sheet.about, sheet.stands);
  if (trouble !== null) {
    const told = Object.values(trouble.errors).join('\n').slice(0, 1500);
    return ruling('refused', [form('update-form', subject, trouble.step, { trouble: told })]);
  }
  if (about.free.claimed.includes(sheet.channel?.slackChannelId ?? '')) return over('claimed', {});
  const forget: Effect = { kind: 'set-slot', subject: sheet.slot, data: null };
  if (!sheet.isNew) {
    const changed = differing(sheet.base, sheet.values);
    if (changed.length === 0) return over('nothing-changed', {}, [forget]);
    const values = agreedValues(changed, sheet.values, sheet.names);
    return over('changed', { clientId: sheet.agreement?.id ?? '' }, [{ kind: 'change-agreement', values }, forget]);
  }
  const found = made(sheet.values, about, true);
  if (!found.ok) return ruling('refused', [form('update-form', subject, 'client')]);
  const begin: Effect = { kind: 'begin-agreement', file: found.file };
  return over('begun', { clientId: found.file.agreement.id }, [begin, forget]);
}

function over(what: string, data: ViewData, effects: Effect[] = []): Ruling {
  const answer: Answer = { kind: 'answer', how: 'update-form', view: 'setup-over', data: { ...data, what } };
  return ruling(what, [...effects, answer]);
}

function form(how: 'open-form' | 'update-form', subject: string, place: Place | Step, more: ViewData = {}): Answer {
  return { kind: 'answer', how, view: 'setup', data: { ...more, subject, place } };
}

function privately(data: ViewData): Answer {
  return { kind: 'answer', how: 'privately', view: 'setup-word', data };
}

function notYours(): Ruling {
  return ruling('not-yours', [privately({ what: 'not-yours' })]);
}

function ruling(name: string, effects: Effect[]): Ruling {
  return { reason: { name, data: {} }, subject: null, effects };
}
