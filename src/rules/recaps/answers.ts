/** The few shapes in which whoever asks is answered, and how rulings of this rule are named. */
import type { Effect } from '../../engine/effect.ts';
import type { Event, ViewData } from '../../engine/event.ts';
import type { Ruling } from '../../engine/rule.ts';
import { askKey, postKey, type Recap, type RecapData } from './record.ts';

/** The forms that this rule opens. */
export type Form = 'recap-form' | 'recap-preview' | 'recap-missing-form' | 'recap-over';

/** A ruling about what came out of a meeting. */
export function because(
  name: string,
  { meeting, plannedFor }: Pick<RecapData, 'meeting' | 'plannedFor'>,
  effects: Effect[],
): Ruling {
  return { reason: { name, data: { meeting, plannedFor } }, subject: null, effects };
}

/** A private word; `what` names it. */
export function answered(what: string, data: ViewData = {}): Ruling {
  return { reason: { name: what, data: {} }, subject: null, effects: [privately(what, data)] };
}

/** A private word as an effect; in a form's place where it was asked for in one. */
export function told(event: Event, what: string, data: ViewData = {}): Effect {
  return isInForm(event)
    ? { kind: 'answer', how: 'update-form', view: 'recap-over', data: { what, ...data } }
    : privately(what, data);
}

/** Opens a form, or puts it in the place of the one that was asked in. */
export function formOf(event: Event, view: Form, data: ViewData): Effect {
  return { kind: 'answer', how: isInForm(event) ? 'update-form' : 'open-form', view, data };
}

/** What is wrong with a form, by field. */
export function fieldErrors(errors: Record<string, string>): Ruling {
  return {
    reason: { name: 'refused', data: {} },
    subject: null,
    effects: [{ kind: 'answer', how: 'field-errors', errors, data: {} }],
  };
}

/** Everything that stands of it reads as it is now. */
export function drawnAgain({ subject, data }: Recap): Effect[] {
  const editions = Array.from({ length: data.editions }, (_, index) => postKey(subject, index + 1));
  return [askKey(subject), ...editions].map((key): Effect => ({ kind: 'refresh', key }));
}

function isInForm(event: Event): boolean {
  return event.kind === 'FormSubmitted' || (event.kind === 'ButtonPressed' && event.entered !== undefined);
}

function privately(what: string, data: ViewData): Effect {
  return { kind: 'answer', how: 'privately', view: 'recap-said', data: { what, ...data } };
}
