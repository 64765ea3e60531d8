/** How this rule answers and concludes: privately, and about no conversation. */
import type { Effect } from '../../engine/effect.ts';
import type { ViewData } from '../../engine/event.ts';
import type { Ruling } from '../../engine/rule.ts';

/** A word to whoever asked, and to nobody else. */
export function answered(name: string, data: ViewData): Ruling {
  return ruling(name, {}, [{ kind: 'answer', how: 'privately', view: 'scope-said', data }]);
}

/** What was concluded, about no conversation. */
export function ruling(name: string, data: ViewData, effects: Effect[]): Ruling {
  return { reason: { name, data }, subject: null, effects };
}
