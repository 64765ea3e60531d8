import type { Say } from '../../engine/effect.ts';
import { sayTo } from '../../engine/say-to.ts';
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

/** What somebody shared could not be posted: they hear it. Null where nobody is there. */
export function lostFor(around: Around, row: Kept, { by, post }: { by: string; post: number }): Say | null {
  const said = { key: `meetings:lost:${row.subject}:${post}`, view: 'meeting-lost', data: { subject: row.id } };
  return sayTo(by, said, around)[0] ?? null;
}

function toOwner(around: Around, row: Kept, view: string, key: string): Say | null {
  const said = { key, view, data: { subject: row.id }, quotes: row.id };
  return sayTo(around.agreement.people.owner.id, said, around)[0] ?? null;
}
