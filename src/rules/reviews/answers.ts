/** The few shapes in which whoever asks is answered, and how rulings of this rule are named. */
import type { Effect } from '../../engine/effect.ts';
import type { Event, ViewData } from '../../engine/event.ts';
import type { Incident } from '../../engine/incident.ts';
import type { Ruling } from '../../engine/rule.ts';

/** The forms that this rule opens. */
export type Form =
  | 'review-form'
  | 'review-better-form'
  | 'review-follow-ups'
  | 'review-follow-up-form'
  | 'review-preview';

/** A private word; `what` names it. */
export function answered(name: string, data: ViewData): Ruling {
  return ruling(name, [privately(data)]);
}

/** A private word as an effect; in a form's place where it was asked for in one. */
export function told(event: Event, data: ViewData): Effect[] {
  if (isInForm(event)) return [{ kind: 'answer', how: 'update-form', view: 'review-over', data }];
  return event.source === 'request' ? [privately(data)] : [];
}

/** Opens a form about a subject, or puts it in the place of the one that was asked in. */
export function formAbout(event: Event, view: Form, subject: string): Effect {
  return { kind: 'answer', how: isInForm(event) ? 'update-form' : 'open-form', view, data: { subject } };
}

/** What is wrong with a form, by field. */
export function fieldErrors(errors: Record<string, string>): Ruling {
  return ruling('refused', [{ kind: 'answer', how: 'field-errors', errors, data: {} }]);
}

/** A ruling about an emergency. */
export function because(name: string, { id, number }: Incident, effects: Effect[], data: ViewData = {}): Ruling {
  return { reason: { name, data: { incident: id, number: number ?? 0, ...data } }, subject: null, effects };
}

/** A ruling about nothing in particular. */
export function ruling(name: string, effects: Effect[]): Ruling {
  return { reason: { name, data: {} }, subject: null, effects };
}

function isInForm(event: Event): boolean {
  return event.kind === 'FormSubmitted' || (event.kind === 'ButtonPressed' && event.entered !== undefined);
}

function privately(data: ViewData): Effect {
  return { kind: 'answer', how: 'privately', view: 'review-said', data };
}
