/**
 * Takes a pasted statement of work: opens the form, reads what was pasted, shows what was found, and puts what is confirmed
 * on the list. What is pasted is kept among the words until then, a day at most; what is read of it is read anew each time.
 */
import type { AgreedItem } from '../../agreement/change.ts';
import { itemSchema, MOST_ITEMS, type ScopeItem, scopeOf } from '../../agreement/scope-list.ts';
import { asItems, idFromTitle, type WrittenItem } from '../../agreement/statement/as-items.ts';
import { type Proposed, readStatement } from '../../agreement/statement/read-statement.ts';
import { clientSubject, versionSubject } from '../../engine/client-subject.ts';
import type { Answer, Effect } from '../../engine/effect.ts';
import type { EventOf, FormValues } from '../../engine/event.ts';
import { readFormSubject, standing } from '../../engine/form-subject.ts';
import { placeOfPasted } from '../../engine/kept-place.ts';
import type { Ruling } from '../../engine/rule.ts';
import { fold } from '../../language/day-words.ts';
import { answered, ruling } from './answers.ts';
import type { EntryFacts } from './load.ts';
import { type Key, say } from './words.ts';

/** So many are shown to be confirmed at once; the rest is named. */
export const mostShown = 40;
/** Fields of the form, each as long as Slack lets one be. */
export const parts = ['part1', 'part2', 'part3'] as const;
/** In letters of one field: as many as Slack takes. */
export const longestPart = 3000;
const DAY = 86_400_000;

/** What was found, as it is shown; what stands on the list already under its id or title, and what is named much alike. */
export type Shown = Proposed & { known: ScopeItem | null; alike: ScopeItem | null };

/** Takes what was pasted; gives it in the order of the form, what is in first. */
export function foundIn(text: string, items: readonly ScopeItem[]) {
  const { items: proposed, unread } = readStatement(text);
  const shown = proposed.map((one): Shown => ({ ...one, known: knownAs(one, items), alike: alikeTo(one, items) }));
  return { shown: shown.slice(0, mostShown), more: shown.slice(mostShown), unread };
}

function knownAs({ id, title }: Proposed, items: readonly ScopeItem[]): ScopeItem | null {
  const ids = [id ?? idFromTitle(title)];
  return items.find((one) => ids.includes(one.id) || fold(one.title) === fold(title)) ?? null;
}

/** `Video production` where `Video` is on the list, or one that has it among its words. */
function alikeTo({ title }: Proposed, items: readonly ScopeItem[]): ScopeItem | null {
  const name = `${fold(title)} `;
  const isAlike = (other: string) => name.startsWith(`${fold(other)} `) || `${fold(other)} `.startsWith(name);
  return (
    items.find((one) => isAlike(one.title) || (one.keywords ?? []).some((word) => `${fold(word)} ` === name)) ?? null
  );
}

/** Opens the form to paste into. */
export function asksToImport({ agreement, mayChange }: EntryFacts): Ruling {
  if (!mayChange) return answered('not-yours', { what: 'may-not-change' });
  const subject = standing(clientSubject(agreement.id), agreement.version);
  return ruling('asked', {}, [{ kind: 'answer', how: 'open-form', view: 'scope-import', data: { subject } }]);
}

/** Reads what was pasted, keeps it, and shows what was found in the same form. */
export function pasted({ actor, values }: EventOf<'FormSubmitted'>, facts: EntryFacts, now: number): Ruling {
  const { agreement, channelId, language } = facts;
  if (!facts.mayChange) return answered('not-yours', { what: 'may-not-change' });
  const tooLong = parts.filter((part) => String(values[part] ?? '').length > longestPart);
  if (tooLong.length > 0)
    return fieldError(Object.fromEntries(tooLong.map((part) => [part, say(language, 'edit.error.long')])));
  const text = parts
    .map((part) => String(values[part] ?? ''))
    .join('\n')
    .trim();
  if (readStatement(text).items.length === 0) return fieldError({ part1: say(language, 'import.nothing') });
  const keep: Effect = { kind: 'keep-words', channelId, place: placeOfPasted(actor, now), text, keptFor: DAY };
  return ruling('asked', {}, [keep, confirmForm(agreement, now, false)]);
}

/** Carries the version that it was compared with, and when it was pasted: under that it is kept. */
function confirmForm({ id, version }: EntryFacts['agreement'], pastedAt: number, isChanged: boolean): Answer {
  const data = { subject: standing(versionSubject(id, version), pastedAt), isChanged };
  return { kind: 'answer', how: 'update-form', view: 'scope-import-confirm', data };
}

/** Puts what was chosen on the list. Changed meanwhile: it is shown once more, as it now is, and nothing is lost. */
export function confirmed(event: EventOf<'FormSubmitted'>, facts: EntryFacts): Ruling {
  const { agreement, named, language, channelId } = facts;
  if (!facts.mayChange) return answered('not-yours', { what: 'may-not-change' });
  const pastedAt = readFormSubject(event.subject).stood;
  if (facts.pasted === null || pastedAt === null) return answered('gone', { what: 'import.gone' });
  if (named?.version !== agreement.version) return ruling('asked', {}, [confirmForm(agreement, pastedAt, true)]);
  const { items } = scopeOf(agreement);
  const { shown } = foundIn(facts.pasted, items);
  const chosen = chosenOf(shown, event.values);
  const first = 'item-0';
  if (chosen.length === 0) return fieldError({ [first]: say(language, 'import.none') });
  const values = agreedOf(chosen, items);
  const added = values.filter(({ id }) => !items.some((one) => one.id === id)).length;
  if (items.length + added > MOST_ITEMS)
    return fieldError({ [first]: say(language, 'import.full', { count: items.length + added - MOST_ITEMS }) });
  const data = { clientId: agreement.id, count: chosen.length, version: agreement.version + 1 };
  return ruling('imported', { count: chosen.length }, [
    { kind: 'change-agreement', values },
    { kind: 'drop-words', channelId, place: placeOfPasted(event.actor, pastedAt), atOnce: true },
    { kind: 'answer', how: 'privately', view: 'scope-imported', data },
  ]);
}

function chosenOf(shown: readonly Shown[], values: FormValues): Shown[] {
  return shown.flatMap((one, index) => {
    const kind = values[`item-${index}`];
    return kind === 'in' || kind === 'out' ? [{ ...one, kind }] : [];
  });
}

function agreedOf(chosen: readonly Shown[], items: readonly ScopeItem[]): AgreedItem[] {
  const path = ['scope', 'items'] as const;
  const known = chosen.flatMap(({ known, alike: _, ...one }) =>
    known === null ? [] : [{ path, id: known.id, item: changeOf(one) }],
  );
  const fresh = asItems(
    chosen.filter(({ known }) => known === null).map(({ known: _, alike: _alike, ...one }) => one),
    items.map(({ id }) => id),
  );
  return [...known, ...fresh.filter(stands).map(({ id, ...item }) => ({ path, id, item: written(item) }))];
}

/** Of an item that is on the list already, what was not said stays. */
function changeOf({ kind, title, allowance, ...more }: Omit<Proposed, 'line'> & { line: number }) {
  const { description, price, examples, keywords } = more;
  const isOut = kind === 'out' ? { allowance: null, carryOver: null } : {};
  return written({ kind, title, allowance, description, price, examples, keywords, ...isOut });
}

function stands(item: WrittenItem): boolean {
  return itemSchema.safeParse(written(item)).success;
}

/** What is out has no amount; what is not said is not written. */
function written(item: Record<string, unknown>): NonNullable<AgreedItem['item']> {
  const entries = Object.entries(item).filter(
    ([key, value]) => value !== undefined && !(key === 'allowance' && item.kind === 'out' && value !== null),
  );
  return Object.fromEntries(entries) as NonNullable<AgreedItem['item']>;
}

/** Brings the list back to what it was before, while no other version has followed. */
export function importUndone({ agreement, named, before, mayChange }: EntryFacts): Ruling {
  if (!mayChange) return answered('not-yours', { what: 'may-not-change' });
  if (before === null || named?.version !== agreement.version) return answered('refused', { what: 'import.late' });
  const [now, then] = [scopeOf(agreement).items, scopeOf(before).items];
  const path = ['scope', 'items'] as const;
  const values = now.flatMap((item): AgreedItem[] => {
    const earlier = then.find(({ id }) => id === item.id);
    if (earlier === undefined) return [{ path, id: item.id, item: null }];
    return JSON.stringify(earlier) === JSON.stringify(item)
      ? []
      : [{ path, id: item.id, item: restored(item, earlier) }];
  });
  if (values.length === 0) return answered('refused', { what: 'import.late' });
  const shown: Effect = { kind: 'answer', how: 'privately', view: 'scope-list', data: { clientId: agreement.id } };
  return ruling('import-undone', { count: values.length }, [{ kind: 'change-agreement', values }, shown]);
}

function restored(now: ScopeItem, then: ScopeItem): NonNullable<AgreedItem['item']> {
  const gone = Object.keys(now)
    .filter((key) => !(key in then))
    .map((key) => [key, null]);
  const { id: _, owner: _owner, allowance, ...rest } = then;
  const amount = allowance === undefined ? {} : { allowance: `${allowance.amount / 100} ${allowance.unit}` };
  return { ...Object.fromEntries(gone), ...written({ ...rest, ...amount }) };
}

function fieldError(errors: Record<string, string>): Ruling {
  return ruling('refused', {}, [{ kind: 'answer', how: 'field-errors', errors, data: {} }]);
}

/** What a line could not be read for, in words. */
export const unreadKeys: Record<string, Key> = {
  twice: 'import.twice',
  side: 'import.side',
  allowance: 'import.allowance',
  price: 'import.price',
};
