/** The few shapes in which whoever asks is answered. */
import type { Effect } from '../../engine/effect.ts';
import type { Event, ViewData } from '../../engine/event.ts';
import type { Incident } from '../../engine/incident.ts';
import type { Ruling } from '../../engine/rule.ts';

/** A private word; `what` names it. */
export function answered(name: string, data: ViewData): Ruling {
  return ruling(name, [privately(data)]);
}

/** A private word as an effect; in a form's place where a form was sent. */
export function told(event: Event, data: ViewData): Effect[] {
  if (event.kind === 'FormSubmitted') return [{ kind: 'answer', how: 'update-form', view: 'emergency-over', data }];
  return event.source === 'request' ? [privately(data)] : [];
}

function privately(data: ViewData): Effect {
  return { kind: 'answer', how: 'privately', view: 'emergency-said', data };
}

/** Opens a form about a subject. */
export function openForm(
  view:
    | 'emergency-form'
    | 'emergency-update-form'
    | 'emergency-add-form'
    | 'emergency-drill-form'
    | 'emergency-drill-end-form',
  data: ViewData,
): Ruling {
  return ruling('asked', [{ kind: 'answer', how: 'open-form', view, data }]);
}

/** A ruling about an emergency. */
export function because(name: string, { id, number }: Incident, effects: Effect[], data: ViewData = {}): Ruling {
  return { reason: { name, data: { incident: id, number, ...data } }, subject: null, effects };
}

function ruling(name: string, effects: Effect[]): Ruling {
  return { reason: { name, data: {} }, subject: null, effects };
}
