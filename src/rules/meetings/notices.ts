import { thereOrInstead } from '../../engine/absence.ts';
import type { Say } from '../../engine/effect.ts';
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
    quotes: row.id,
  });
}
