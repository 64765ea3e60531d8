/** Who of the agency has the agenda: the owner, or whoever stands in for them; and who hears instead where Slack refuses. */

import { managersOf } from '../../agreement/agency.ts';
import { isThere, thereOrInstead } from '../../engine/absence.ts';
import type { Say } from '../../engine/effect.ts';
import type { EventOf } from '../../engine/event.ts';
import { plainSay } from '../../engine/say.ts';
import type { Around } from './load.ts';
import { agendaKey, type Kept } from './record.ts';

/** Null where nobody is there. */
export function agendaFor(around: Around, row: Kept): Say | null {
  const owner = around.agreement.people.owner.id;
  const found = thereOrInstead(owner, around);
  if (found === null) return null;
  return plainSay({
    key: agendaKey(row.subject),
    to: { kind: 'person', userId: found.userId },
    audience: found.audience,
    view: 'meeting-agenda',
    data: { subject: row.id },
  });
}

/** What somebody could not be told goes to the next of owner, backup and managers; null where nobody is left. */
export function insteadOf(event: EventOf<'DeliveryFailed'>, { agreement, agency, missing }: Around): Say | null {
  if (event.view !== 'meeting-agenda' || event.to.kind !== 'person') return null;
  const before = Array.isArray(event.data.unreached) ? event.data.unreached : [];
  const unreached = [...before, event.to.userId];
  const { owner, backup } = agreement.people;
  const all = [owner, backup, ...managersOf(agreement, agency ?? undefined)].map(({ id }) => id);
  const next = all.find((userId) => !unreached.includes(userId) && isThere(userId, missing));
  if (next === undefined) return null;
  const first = typeof event.data.first === 'string' ? event.data.first : event.key;
  return plainSay({
    key: `${first}:instead:${next}`,
    to: { kind: 'person', userId: next },
    audience: 'staff',
    view: event.view,
    data: { ...event.data, first, unreached },
  });
}
