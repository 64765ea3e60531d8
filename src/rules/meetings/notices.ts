import { thereOrInstead } from '../../engine/absence.ts';
import type { Say } from '../../engine/effect.ts';
import { plainSay } from '../../engine/say.ts';
import type { Around } from './load.ts';
import { agendaKey, type Kept, morningKey } from './record.ts';

/** Null where nobody is there. */
export function agendaFor(around: Around, row: Kept): Say | null {
  return toOwner(around, row, 'meeting-agenda', agendaKey(row.subject));
}

/** On the day of a visit; null where nobody is there. */
export function morningFor(around: Around, row: Kept): Say | null {
  return toOwner(around, row, 'meeting-morning', morningKey(row.subject));
}

function toOwner(around: Around, row: Kept, view: string, key: string): Say | null {
  const owner = around.agreement.people.owner.id;
  const found = thereOrInstead(owner, around);
  if (found === null) return null;
  return plainSay({
    key,
    to: { kind: 'person', userId: found.userId },
    audience: found.audience,
    view,
    data: { subject: row.id },
    quotes: row.id,
  });
}
