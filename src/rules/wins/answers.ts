/** How this rule answers and concludes: privately, and about no conversation. */
import type { Effect } from '../../engine/effect.ts';
import type { ViewData } from '../../engine/event.ts';
import type { Ruling } from '../../engine/rule.ts';
import type { Win } from '../../engine/win.ts';

/** What was concluded of a win; null: of none. */
export function ruling(name: string, win: Pick<Win, 'id'> | null, effects: Effect[]): Ruling {
  return { reason: { name, data: win === null ? {} : { win: win.id } }, subject: null, effects };
}

/** A word to whoever asked, and to nobody else. */
export function answered(what: string, data: ViewData = {}): Ruling {
  return ruling(what, null, [privately('win-said', { ...data, what })]);
}

/** Something shown to whoever asked. */
export function privately(view: string, data: ViewData): Effect {
  return { kind: 'answer', how: 'privately', view, data };
}
