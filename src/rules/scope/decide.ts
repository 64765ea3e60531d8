import { readAmount } from '../../agreement/amount.ts';
import { type Counted, scopeOf } from '../../agreement/scope-list.ts';
import { passed } from '../../engine/allowance.ts';
import type { Answer, Effect } from '../../engine/effect.ts';
import type { Event, EventOf, ViewData } from '../../engine/event.ts';
import { placeOfNote } from '../../engine/kept-place.ts';
import { type Decision, firstWord, type Ruling } from '../../engine/rule.ts';
import type { ScopeEntry } from '../../engine/scope-entry.ts';
import { readFavour, readUsed } from './asked.ts';
import { asksToEdit, edited } from './edit.ts';
import { givenIn, tooMuch } from './given.ts';
import type { EntryFacts, Facts } from './load.ts';
import { allowanceKeys, allowanceNotice, favoursNotice, instead } from './notices.ts';
import { type Key, say } from './words.ts';

/** In letters. */
const LONGEST_NOTE = 500;

/** Shows the list and the favours, notes down what was used and given, and takes back; nothing is said to the client. */
export function decide({ event, facts }: Decision<Facts>): Ruling[] {
  switch (facts.kind) {
    case 'list':
      return [listed(event, facts)];
    case 'not-theirs':
      return [answered(facts.what, { what: facts.what })];
    case 'entry':
      return [requested(event, facts)];
    case 'undelivered': {
      const again = event.kind === 'DeliveryFailed' ? instead(event, facts) : null;
      return again === null ? [] : [ruling('passed-on', {}, [again])];
    }
    case 'nothing':
      return [];
  }
}

function listed(event: Event, { clientId, serves }: Extract<Facts, { kind: 'list' }>): Ruling {
  if (clientId === null) return answered('asked', { what: 'which' });
  if (!serves) return answered('not-yours', { what: 'not-yours' });
  const isFavours = event.kind === 'CommandGiven' && firstWord(event.words) === 'favours';
  const view = isFavours ? 'scope-favours' : 'scope-list';
  return ruling('asked', {}, [{ kind: 'answer', how: 'privately', view, data: { clientId } }]);
}

function requested(event: Event, facts: EntryFacts): Ruling {
  switch (event.kind) {
    case 'CommandGiven':
      if (firstWord(event.words) === 'scope') return asksToEdit(event.words, facts);
      return firstWord(event.words) === 'favour' ? favour(event, facts) : used(event, facts);
    case 'FormSubmitted':
      return event.form === 'scope-item' ? edited(event, facts) : filledIn(event, facts);
    default:
      return takenBack(facts);
  }
}

const behindCommand = (words: string) => words.trim().replace(/^\S+\s*/, '');

/** One item fits: it is noted down. None or several do, or no amount was named: a form asks, with what was typed in it. */
function used(event: EventOf<'CommandGiven'>, facts: EntryFacts): Ruling {
  const { agreement, usage } = facts;
  if (usage.length === 0) return answered('nothing-counted', { what: 'nothing-counted' });
  const asked = readUsed(
    behindCommand(event.words),
    usage.map(({ item }) => item),
  );
  const [item] = asked.items;
  const isTooLong = asked.note.length > LONGEST_NOTE;
  if (asked.amount !== null && item !== undefined && asked.items.length === 1 && !isTooLong)
    return noted(event, facts, { kind: 'used', item, amount: asked.amount }, asked.note);
  const subject = `client:${agreement.id}#${agreement.version}`;
  const data = { subject, amount: asked.amount, items: asked.items.map(({ id }) => id) };
  const form: Answer = { kind: 'answer', how: 'open-form', view: 'scope-used', data, words: asked.note };
  return ruling('asked', {}, [form]);
}

function filledIn({ values, ...event }: EventOf<'FormSubmitted'>, facts: EntryFacts): Ruling {
  const found = facts.usage.find(({ item }) => item.id === values.item);
  const amount = readAmount(String(values.amount ?? '').trim());
  const note = String(values.note ?? '').trim();
  const errors: Record<string, Key> = {
    ...(found === undefined ? { item: 'error.item' } : {}),
    ...(amount === null ? { amount: 'error.amount' } : {}),
    ...(note.length > LONGEST_NOTE ? { note: 'error.note' } : {}),
  };
  if (found !== undefined && amount !== null && Object.keys(errors).length === 0)
    return noted({ ...event, values }, facts, { kind: 'used', item: found.item, amount }, note);
  const worded = Object.entries(errors).map(([field, key]) => [field, say(facts.language, key)]);
  return ruling('refused', {}, [{ kind: 'answer', how: 'field-errors', errors: Object.fromEntries(worded), data: {} }]);
}

function favour(event: EventOf<'CommandGiven'>, facts: EntryFacts): Ruling {
  const { hundredths, note } = readFavour(behindCommand(event.words));
  if (hundredths === null) return answered('refused', { what: 'favour-how' });
  if (note.length > LONGEST_NOTE) return answered('refused', { what: 'error.note' });
  return noted(event, facts, { kind: 'favour', item: null, amount: hundredths }, note);
}

type What = { kind: 'used'; item: Counted; amount: number } | { kind: 'favour'; item: null; amount: number };

function noted(event: Event & { actor: string }, facts: EntryFacts, what: What, note: string): Ruling {
  const { agreement, month, channelId } = facts;
  const id = `scope:${event.id}`;
  const place = note === '' ? null : { channelId, place: placeOfNote(event.actor, event.id) };
  const { kind, item, amount } = what;
  const entry = {
    id,
    kind,
    itemId: item?.id ?? null,
    amount,
    unit: item?.allowance.unit ?? 'hours',
    month,
    note: place,
    message: null,
  };
  const effects: Effect[] = [
    { kind: 'add-scope-entry', entry: { ...entry, agreementVersion: agreement.version } },
    ...(place === null ? [] : [{ kind: 'keep-words' as const, ...place, text: note }]),
    ...(kind === 'used' ? usedSays(facts, what) : favourSays(facts, { ...entry, by: event.actor })),
    { kind: 'answer', how: 'privately', view: 'scope-entry', data: { id } },
  ];
  return ruling(kind === 'used' ? 'used' : 'favour', { item: item?.id ?? null, amount }, effects);
}

function usedSays(facts: EntryFacts, { item, amount }: Extract<What, { kind: 'used' }>): Effect[] {
  const found = facts.usage.find((one) => one.item.id === item.id);
  if (found === undefined) return [];
  const { used: before, available } = found;
  const percent = passed(before, before + amount, available, scopeOf(facts.agreement).allowanceWarnAt);
  const notice = percent === null ? null : allowanceNotice(facts, item, facts.month, percent);
  return notice === null ? [] : [notice];
}

/** Told when it becomes too much, not again for each that follows; both limits at once are one word. */
function favourSays(facts: EntryFacts, entry: { amount: number; by: string }): Effect[] {
  const scope = scopeOf(facts.agreement);
  const now = tooMuch(givenIn([...facts.favours, entry as ScopeEntry], scope), scope);
  const before = tooMuch(givenIn(facts.favours, scope), scope);
  const because = now.byNumber && !before.byNumber ? 'number' : now.byWorth && !before.byWorth ? 'worth' : null;
  const notice = because === null ? null : favoursNotice(facts, facts.month, because);
  return notice === null ? [] : [notice];
}

/** What was told of it is drawn again, as it stands now. */
function takenBack({ pressed, agreement }: EntryFacts): Ruling {
  if (pressed === null) return answered('gone', { what: 'entry-gone' });
  const back: Effect[] = pressed.takenBackAt === null ? [{ kind: 'take-back-scope-entry', id: pressed.id }] : [];
  const words: Effect[] = pressed.note === null ? [] : [{ kind: 'drop-words', ...pressed.note }];
  const { itemId, month } = pressed;
  const { allowanceWarnAt } = scopeOf(agreement);
  const told = itemId === null ? [] : allowanceKeys({ agreement }, itemId, month, allowanceWarnAt);
  const again = told.map((key): Effect => ({ kind: 'refresh', key }));
  const shown: Answer = { kind: 'answer', how: 'privately', view: 'scope-entry', data: { id: pressed.id } };
  return ruling('taken-back', { item: pressed.itemId, amount: pressed.amount }, [...back, ...words, ...again, shown]);
}

function answered(name: string, data: ViewData): Ruling {
  return ruling(name, {}, [{ kind: 'answer', how: 'privately', view: 'scope-said', data }]);
}

function ruling(name: string, data: ViewData, effects: Effect[]): Ruling {
  return { reason: { name, data }, subject: null, effects };
}
