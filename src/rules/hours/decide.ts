import { type Agreement, sideIn } from '../../agreement/agreement.ts';
import type { Event, ViewData } from '../../engine/event.ts';
import type { Decision, Ruling } from '../../engine/rule.ts';
import { type ClientName, readAsked } from './asked.ts';
import type { Facts } from './load.ts';

type Input = Pick<Decision<Facts>, 'event' | 'facts' | 'agreement'>;

/** Answers privately with the hours of one client, or of each that could be meant; never of one the asker has no part in. */
export function decide({ event, facts, agreement }: Input): Ruling[] {
  if (event.kind !== 'CommandGiven') return [];
  const here = clientHere(event, facts, agreement);
  const known = new Map([...(here === null ? [] : [here]), ...facts.serves, ...facts.belongsTo].map(byId));
  const clients = [...known.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  const [first] = clients;
  if (first === undefined) return [answered({ what: event.side === 'staff' ? 'no-clients' : 'stranger' })];
  const example = (here ?? first).clientId;
  const asked = readAsked(event.words.trim().replace(/^\S+\s*/, ''), clients);
  if (asked === null) return [answered({ what: 'unreadable', example: facts.serves.length > 0 ? example : null })];
  const one = asked.client ?? here ?? (clients.length === 1 ? first : null);
  if (one !== null) return [answered({ what: 'one', clientIds: [one.clientId], when: asked.when })];
  return [answered({ what: 'many', clientIds: clients.map(({ clientId }) => clientId), when: asked.when, example })];
}

/** The client whose channel this is, where the asker may see their hours. */
function clientHere({ actor, side }: Event, facts: Facts, agreement: Agreement | null): ClientName | null {
  if (agreement === null || actor === null) return null;
  const here = { clientId: agreement.id, name: agreement.client.name };
  const serves = facts.serves.some(({ clientId }) => clientId === here.clientId);
  if (side === 'staff' || serves || sideIn(agreement, actor) === 'client') return here;
  // Whom no agreement names is of this client where the client is: not in the agency's own channel.
  const isTheirs = side === 'client' || side === 'unknown';
  return isTheirs && facts.role === 'shared' && facts.belongsTo.length === 0 ? here : null;
}

const byId = (client: ClientName): [string, ClientName] => [client.clientId, client];

function answered(data: ViewData): Ruling {
  return {
    reason: { name: 'showed-hours', data: {} },
    subject: null,
    effects: [{ kind: 'answer', how: 'privately', view: 'hours', data }],
  };
}
