import type { Decision, Ruling } from '../../engine/rule.ts';
import type { Facts } from './load.ts';

/** Answers privately, to whoever works for the client. */
export function decide({ event, facts: { clientIds, named } }: Pick<Decision<Facts>, 'event' | 'facts'>): Ruling[] {
  if (event.kind !== 'CommandGiven') return [];
  const what = clientIds.length > 0 ? 'shown' : named ? 'not-yours' : 'nobody';
  return [
    {
      reason: { name: what, data: {} },
      subject: null,
      effects: [{ kind: 'answer', how: 'privately', view: 'rhythm', data: { what, clientIds } }],
    },
  ];
}
