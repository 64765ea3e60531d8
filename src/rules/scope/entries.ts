/** Notes down what was used or given, and takes it back; with whom of the staff hears of it. Nothing is said to the client. */
import { type Counted, scopeOf } from '../../agreement/scope-list.ts';
import { passed } from '../../engine/allowance.ts';
import type { Answer, Effect } from '../../engine/effect.ts';
import type { Event } from '../../engine/event.ts';
import { placeOfNote } from '../../engine/kept-place.ts';
import type { Ruling } from '../../engine/rule.ts';
import type { ScopeEntry } from '../../engine/scope-entry.ts';
import { answered, ruling } from './answers.ts';
import { givenIn, tooMuch } from './given.ts';
import type { EntryFacts } from './load.ts';
import { allowanceKeys, allowanceNotice, favoursNotice } from './notices.ts';
import { recapAfter } from './recap.ts';

/** What is noted down; amounts in hundredths. */
export type What = { kind: 'used'; item: Counted; amount: number } | { kind: 'favour'; item: null; amount: number };

/** Notes it down, of the message that it is about where there is one, and shows whoever did what it comes to. */
export function noted(event: Event & { actor: string }, facts: EntryFacts, what: What, note: string): Ruling {
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
    message: facts.message,
  };
  const effects: Effect[] = [
    { kind: 'add-scope-entry', entry: { ...entry, agreementVersion: agreement.version } },
    ...(place === null ? [] : [{ kind: 'keep-words' as const, ...place, text: note }]),
    recapAfter(agreement, month),
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
export function takenBack({ pressed, agreement }: EntryFacts): Ruling {
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
