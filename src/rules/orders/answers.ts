/** The few shapes in which whoever asks is answered. */
import type { ChangeOrder } from '../../engine/change-order.ts';
import type { Answer, Effect } from '../../engine/effect.ts';
import type { ViewData } from '../../engine/event.ts';
import type { Ruling } from '../../engine/rule.ts';
import { type Key, say } from './words.ts';

/** A private word; `what` names it. */
export function answered(name: string, data: ViewData): Ruling {
  return ruling(name, [{ kind: 'answer', how: 'privately', view: 'order-said', data }]);
}

/** A form about a subject. */
export function openForm(
  how: 'open-form' | 'update-form',
  view: 'order-form' | 'order-preview',
  subject: string,
): Ruling {
  return ruling('asked', [{ kind: 'answer', how, view, data: { subject } }]);
}

/** What is wrong with a form, by field. */
export function fieldErrors(language: string, errors: Record<string, Key>): Ruling {
  const worded = Object.fromEntries(Object.entries(errors).map(([field, key]) => [field, say(language, key)]));
  return ruling('refused', [{ kind: 'answer', how: 'field-errors', errors: worded, data: {} }]);
}

/** How it ended, in the place of the form. */
export function over(what: Key, { id }: Pick<ChangeOrder, 'id'>): Ruling {
  const answer: Answer = { kind: 'answer', how: 'update-form', view: 'order-over', data: { what, order: id } };
  return ruling('over', [answer]);
}

/** A ruling about an order. */
export function because(name: string, { id }: Pick<ChangeOrder, 'id'>, effects: Effect[]): Ruling {
  return { reason: { name, data: { order: id } }, subject: null, effects };
}

function ruling(name: string, effects: Effect[]): Ruling {
  return { reason: { name, data: {} }, subject: null, effects };
}
