/**
 * What somebody asks to be noted down: by a command, or for a message by its menu or a button, and then in a form. What is
 * clear is noted at once; the rest a form asks, with what was typed in it. A message that is counted already is said to be.
 */

import { readAmount } from '../../agreement/amount.ts';
import type { Counted } from '../../agreement/scope-list.ts';
import { clientSubject } from '../../engine/client-subject.ts';
import type { Answer } from '../../engine/effect.ts';
import type { EventOf } from '../../engine/event.ts';
import type { Place } from '../../engine/facts.ts';
import { readFormSubject, standing } from '../../engine/form-subject.ts';
import { messageSubject } from '../../engine/message-subject.ts';
import type { Ruling } from '../../engine/rule.ts';
import { answered, ruling } from './answers.ts';
import { readFavour, readUsed } from './asked.ts';
import { noted } from './entries.ts';
import type { EntryFacts } from './load.ts';
import { type Key, say } from './words.ts';

/** In letters. */
const LONGEST_NOTE = 500;

const behindCommand = (words: string) => words.trim().replace(/^\S+\s*/, '');

/** One item fits: it is noted down. None or several do, or no amount was named: a form asks. */
export function used(event: EventOf<'CommandGiven'>, facts: EntryFacts): Ruling {
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
  const subject = standing(clientSubject(agreement.id), agreement.version);
  const data = { subject, amount: asked.amount, items: asked.items.map(({ id }) => id) };
  const form: Answer = { kind: 'answer', how: 'open-form', view: 'scope-used', data, words: asked.note };
  return ruling('asked', {}, [form]);
}

/** What is readable as so much time is noted down. */
export function favour(event: EventOf<'CommandGiven'>, facts: EntryFacts): Ruling {
  const { hundredths, note } = readFavour(behindCommand(event.words));
  if (hundredths === null) return answered('refused', { what: 'favour-how' });
  if (note.length > LONGEST_NOTE) return answered('refused', { what: 'error.note' });
  return noted(event, facts, { kind: 'favour', item: null, amount: hundredths }, note);
}

/** Opens the form for a message; `again`: also where it is counted already. */
export function ofMessage(kind: 'used' | 'favour', message: Place, facts: EntryFacts, again: boolean): Ruling {
  if (facts.counted.length > 0 && !again) {
    const data = { subject: messageSubject(message), clientId: facts.agreement.id };
    return ruling('counted', {}, [{ kind: 'answer', how: 'privately', view: 'scope-counted', data }]);
  }
  if (kind === 'used' && facts.usage.length === 0) return answered('nothing-counted', { what: 'nothing-counted' });
  // How often it was counted when the form was drawn: two people who open it at once do not count it twice.
  const subject = standing(messageSubject(message), facts.counted.length);
  const data = kind === 'used' ? { subject, amount: null, items: facts.flagged } : { subject };
  return ruling('asked', {}, [{ kind: 'answer', how: 'open-form', view: `scope-${kind}`, data }]);
}

type Found = { item: Counted | undefined; amount: number | null };

/** What the form says is noted down, unless it cannot be read, or somebody counted the same message meanwhile. */
export function filledIn(event: EventOf<'FormSubmitted'>, facts: EntryFacts): Ruling {
  const { values, subject } = event;
  const isFavour = event.form === 'scope-favour';
  const note = String(values.note ?? '').trim();
  const found: Found = {
    item: facts.usage.find(({ item }) => item.id === values.item)?.item,
    amount: isFavour ? hoursIn(String(values.hours ?? '')) : readAmount(String(values.amount ?? '').trim()),
  };
  const isStale = facts.message !== null && facts.counted.length > (readFormSubject(subject).stood ?? 0);
  const errors = errorsIn(found, { isFavour, isStale, isTooLong: note.length > LONGEST_NOTE });
  const { item, amount } = found;
  if (Object.keys(errors).length === 0 && amount !== null) {
    if (isFavour) return noted(event, facts, { kind: 'favour', item: null, amount }, note);
    if (item !== undefined) return noted(event, facts, { kind: 'used', item, amount }, note);
  }
  const worded = Object.entries(errors).map(([field, key]) => [field, say(facts.language, key)]);
  return ruling('refused', {}, [{ kind: 'answer', how: 'field-errors', errors: Object.fromEntries(worded), data: {} }]);
}

type Wrong = { isFavour: boolean; isStale: boolean; isTooLong: boolean };

/** By field, what is wrong there. */
function errorsIn({ item, amount }: Found, { isFavour, isStale, isTooLong }: Wrong): Record<string, Key> {
  const first = isFavour ? 'hours' : 'item';
  return {
    ...(!isFavour && item === undefined ? { item: 'error.item' } : {}),
    ...(!isFavour && amount === null ? { amount: 'error.amount' } : {}),
    ...(isFavour && amount === null ? { hours: 'error.hours' } : {}),
    ...(isTooLong ? { note: 'error.note' } : {}),
    ...(isStale ? { [first]: 'error.counted' } : {}),
  };
}

/** A number alone is hours. */
function hoursIn(text: string): number | null {
  const { hundredths, note } = readFavour(text);
  return note === '' ? (hundredths ?? readAmount(text.trim())) : null;
}
