/**
 * What was to come while nothing ran and is past its grace: it is left out, and whoever it concerns reads so, once, in one
 * message however much it is. It deliberately judges no grace and makes up for nothing.
 */
import { PLANNED_KINDS, type PlannedKind } from '../agreement/planned.ts';
import type { Say } from './effect.ts';
import { sayTo } from './say-to.ts';

/** The view of whichever rule lists them; drawn once for all that wait for one reader. */
export const SKIPPED_VIEW = 'rhythm-skipped';

/** What of it: the thing itself (of a meeting its agenda), or the question what came of a meeting. */
export type SkippedKind = PlannedKind | 'recap';
const kinds: readonly SkippedKind[] = [...PLANNED_KINDS, 'recap'];

/** `count` dates of one series, of which the first was due at `first` (epoch milliseconds). */
export type Skipped = { clientId: string; kind: SkippedKind; id: string; first: number; count: number };

/** Says it to the owner or to this person, or to who stands in for them; nothing where nobody is there. */
export function saySkipped(
  skipped: Skipped,
  reach: Parameters<typeof sayTo>[2],
  userId: string = reach.agreement.people.owner.id,
): Say[] {
  const { clientId, kind, id, first } = skipped;
  const key = `rhythm:skipped:${[clientId, kind, id, first].join(':')}`;
  const data = { subject: subjectOf(skipped) };
  return sayTo(userId, { key, view: SKIPPED_VIEW, data, bundle: SKIPPED_VIEW }, reach);
}

/** Takes the subjects of one message apart; what is none is left out. */
export function readSkipped(subjects: unknown): Skipped[] {
  const all = Array.isArray(subjects) ? subjects : [subjects];
  return all.flatMap((subject) => {
    const [clientId = '', kind = '', id = '', first = '', count = ''] = String(subject).split('|');
    const known = kinds.find((one) => one === kind);
    return known === undefined ? [] : [{ clientId, kind: known, id, first: Number(first), count: Number(count) }];
  });
}

function subjectOf({ clientId, kind, id, first, count }: Skipped): string {
  return [clientId, kind, id, first, count].join('|');
}
