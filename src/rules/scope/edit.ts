/** Adds, changes or takes out one item of the list by a form. Everything else of the agreement, and comments, stay. */
import { itemSchema, MOST_ITEMS, scopeOf } from '../../agreement/scope-list.ts';
import { idFromTitle } from '../../agreement/statement/as-items.ts';
import type { Effect } from '../../engine/effect.ts';
import type { EventOf, FormValues } from '../../engine/event.ts';
import { readFormSubject } from '../../engine/form-subject.ts';
import type { Ruling } from '../../engine/rule.ts';
import { fold } from '../../language/day-words.ts';
import { askedItem } from './asked.ts';
import type { EntryFacts } from './load.ts';
import { type Key, say } from './words.ts';

/** Opens the form, filled in where the item that is named is on the list. */
export function asksToEdit(words: string, facts: EntryFacts): Ruling {
  if (!facts.mayChange) return answered('not-yours', 'may-not-change');
  const wanted = fold(askedItem(words) ?? '');
  const { items } = scopeOf(facts.agreement);
  const found = items.find(({ id, title }) => wanted !== '' && [fold(id), fold(title)].includes(wanted));
  if (wanted !== '' && found === undefined) return answered('refused', 'edit.unknown');
  const subject = `client:${facts.agreement.id}#${facts.agreement.version}`;
  const data = { subject, item: found?.id ?? null };
  return ruling('asked', [{ kind: 'answer', how: 'open-form', view: 'scope-item', data }]);
}

/** Puts it into force, unless somebody else changed the agreement while the form was open. */
export function edited({ subject, values }: EventOf<'FormSubmitted'>, facts: EntryFacts): Ruling {
  const { agreement, language } = facts;
  if (!facts.mayChange) return answered('not-yours', 'may-not-change');
  const { items } = scopeOf(agreement);
  const typed = read(values);
  const isThere = items.some(({ id }) => id === typed.id);
  const isStale = readFormSubject(subject).stood !== agreement.version;
  const errors = isStale ? { title: 'edit.stale' as const } : errorsIn(typed, isThere, items.length);
  if (Object.keys(errors).length > 0) {
    const words = { version: agreement.version };
    const worded = Object.entries(errors).map(([field, key]) => [field, say(language, key as Key, words)]);
    return ruling('refused', [{ kind: 'answer', how: 'field-errors', errors: Object.fromEntries(worded), data: {} }]);
  }
  const item = typed.side === 'gone' ? null : written(typed);
  const change: Effect = { kind: 'change-agreement', values: [{ path: ['scope', 'items'], id: typed.id, item }] };
  const shown: Effect = { kind: 'answer', how: 'privately', view: 'scope-list', data: { clientId: agreement.id } };
  const name = item === null ? 'taken-off' : isThere ? 'changed' : 'added';
  return { reason: { name, data: { item: typed.id } }, subject: null, effects: [change, shown] };
}

type Typed = Record<'id' | 'title' | 'side' | 'description' | 'allowance', string> & {
  examples: string[];
  keywords: string[];
};

function read(values: FormValues): Typed {
  const text = (name: string) => String(values[name] ?? '').trim();
  const several = (name: string, between: RegExp) =>
    text(name)
      .split(between)
      .map((one) => one.trim())
      .filter(Boolean);
  const title = text('title');
  return {
    id: text('id').toLowerCase() || idFromTitle(title),
    title,
    side: text('side'),
    description: text('description'),
    allowance: text('allowance'),
    examples: several('examples', /\n/),
    keywords: several('keywords', /[,\n]/),
  };
}

function written({ side, title, description, allowance, examples, keywords }: Typed) {
  const amount = side === 'in' && allowance !== '' ? allowance : null;
  return {
    kind: side,
    title,
    description: description || null,
    allowance: amount,
    examples: examples.length > 0 ? examples : null,
    keywords: keywords.length > 0 ? keywords : null,
    // Nothing can be carried over of what has no allowance.
    ...(amount === null ? { carryOver: null } : {}),
  };
}

/** By field, what is wrong there. */
function errorsIn(typed: Typed, isThere: boolean, count: number): Record<string, Key> {
  if (typed.side === 'gone') return isThere ? {} : { id: 'edit.error.not-there' };
  const given = Object.entries({ ...written(typed), id: typed.id }).filter(([, value]) => value !== null);
  const found = itemSchema.safeParse(Object.fromEntries(given));
  const wrong = found.success ? [] : found.error.issues.map(({ path }) => String(path[0]));
  const errors: Record<string, Key> = {};
  for (const field of wrong) errors[field === 'kind' ? 'side' : field] = keyOf(field);
  if (typed.side === 'out' && typed.allowance !== '') errors.allowance = 'edit.error.out';
  if (!isThere && count >= MOST_ITEMS) errors.title = 'edit.error.full';
  return errors;
}

function keyOf(field: string): Key {
  const known: Record<string, Key> = {
    id: 'edit.error.id',
    title: 'edit.error.title',
    kind: 'edit.error.side',
    allowance: 'edit.error.allowance',
  };
  return known[field] ?? 'edit.error.long';
}

function answered(name: string, what: Key): Ruling {
  return ruling(name, [{ kind: 'answer', how: 'privately', view: 'scope-said', data: { what } }]);
}

function ruling(name: string, effects: Effect[]): Ruling {
  return { reason: { name, data: {} }, subject: null, effects };
}
