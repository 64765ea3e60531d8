import type { Decision, Ruling } from '../../engine/rule.ts';
import type { Facts } from './load.ts';

/** Of so many clients together a list is still read, and drawn while somebody waits. */
const MOST_CLIENTS = 40;

/** Answers privately, to whoever works for the client. */
export function decide({ event, facts: { clientIds, named } }: Pick<Decision<Facts>, 'event' | 'facts'>): Ruling[] {
  if (event.kind !== 'CommandGiven') return [];
  const count = clientIds.length;
  const what = count > MOST_CLIENTS ? 'many' : count > 0 ? 'shown' : named ? 'not-yours' : 'nobody';
  const data = { what, count, clientIds: what === 'shown' ? clientIds : [] };
  return [
    {
      reason: { name: what, data: {} },
      subject: null,
      effects: [{ kind: 'answer', how: 'privately', view: 'rhythm', data }],
    },
  ];
}
