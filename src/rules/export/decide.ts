import type { Decision, Ruling } from '../../engine/rule.ts';
import type { Facts } from './load.ts';

/** Answers privately with the file, to whoever works for the client. */
export function decide({ event, facts: { clientId, serves } }: Pick<Decision<Facts>, 'event' | 'facts'>): Ruling[] {
  if (event.kind !== 'CommandGiven') return [];
  const what = clientId === null ? 'which' : serves ? 'file' : 'not-yours';
  const data = what === 'file' ? { what, clientId } : { what };
  const name = what === 'file' ? 'exported' : what;
  return [
    {
      reason: { name, data: {} },
      subject: null,
      effects: [{ kind: 'answer', how: 'privately', view: 'export', data }],
    },
  ];
}
