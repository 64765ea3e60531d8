/** *I have read this*: one click, noted once for each version and for the client's named people only. */
import type { Effect } from '../../engine/effect.ts';
import type { Event, ViewData } from '../../engine/event.ts';
import type { Ruling } from '../../engine/rule.ts';
import type { ReadFacts } from './load.ts';
import { isThere, readersSubject } from './slots.ts';

/** Notes who pressed; everybody else gets a kind word. */
export function readBy(event: Event, facts: ReadFacts, now: number): Ruling {
  const { agreement, version, readers, places } = facts;
  const userId = event.actor ?? '';
  const clientId = agreement.id;
  const isNamed = agreement.people.client.some(({ id }) => id === userId);
  if (!isNamed) return answered('not-named', { what: event.side === 'staff' ? 'staff' : 'not-named', clientId });
  if (version !== agreement.version) return answered('outdated', { what: 'outdated', clientId });
  const known = readers.find((one) => one.userId === userId);
  if (known !== undefined) return answered('read-already', { what: 'again', clientId, version, at: known.at });
  const kept = { schema: 1, readers: [...readers, { userId, at: now }] };
  const effects: Effect[] = [
    { kind: 'set-slot', subject: readersSubject(clientId, version), data: kept },
    ...places.flatMap((place): Effect[] =>
      isThere(place) && place.slot?.key != null ? [{ kind: 'refresh', key: place.slot.key }] : [],
    ),
  ];
  const { reason, effects: answer } = answered('read', { what: 'noted', clientId, version });
  return { reason: { ...reason, data: { userId, version } }, subject: null, effects: [...effects, ...answer] };
}

function answered(name: string, data: ViewData): Ruling {
  const effects: Effect[] = [{ kind: 'answer', how: 'privately', view: 'card-read', data }];
  return { reason: { name, data: {} }, subject: null, effects };
}
