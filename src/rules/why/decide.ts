import type { ViewData } from '../../engine/event.ts';
import type { Decision, Ruling } from '../../engine/rule.ts';
import type { Facts } from './load.ts';

/** Answers privately; whoever does not serve the client learns no more than that the message is not known. */
export function decide({ facts }: Pick<Decision<Facts>, 'facts'>): Ruling[] {
  const { place, isLinked, serves } = facts;
  if (!isLinked) return [answered({ what: 'no-link' })];
  return [answered(place === null || !serves ? { what: 'unknown' } : { what: 'message', ...place })];
}

function answered(data: ViewData): Ruling {
  return {
    reason: { name: 'asked-why', data: {} },
    subject: null,
    effects: [{ kind: 'answer', how: 'privately', view: 'why', data }],
  };
}
