/** The few shapes in which whoever asks is answered, and how rulings of this rule are named. */
import type { Effect } from '../../engine/effect.ts';
import type { Event, ViewData } from '../../engine/event.ts';
import type { Milestone } from '../../engine/milestone.ts';
import type { Ruling } from '../../engine/rule.ts';

/** A ruling about a milestone. */
export function about({ id, date }: Milestone, name: string, effects: Effect[]): Ruling {
  return { reason: { name, data: { milestone: id, date } }, subject: null, effects };
}

/** A private word; `what` names it. In a form's place where it was asked for in one. */
export function answered(event: Event, what: string, milestone: Milestone | null = null): Ruling {
  const data: ViewData = { what, milestone: milestone?.id ?? null };
  const effect: Effect =
    event.kind === 'FormSubmitted'
      ? { kind: 'answer', how: 'update-form', view: 'milestone-over', data }
      : privately('milestone-said', data);
  return { reason: { name: what, data: {} }, subject: null, effects: [effect] };
}

/** Shown to whoever asked, and to nobody else. */
export function privately(view: string, data: ViewData): Effect {
  return { kind: 'answer', how: 'privately', view, data };
}

/** What is wrong with a form, by field. */
export function fieldErrors(errors: Record<string, string>): Ruling {
  const effect: Effect = { kind: 'answer', how: 'field-errors', errors, data: {} };
  return { reason: { name: 'refused', data: {} }, subject: null, effects: [effect] };
}
