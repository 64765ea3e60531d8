/**
 * What was to come while nothing ran and is past its grace: it is left out, and whoever it concerns reads so, once, in one
 * message however much it is. It deliberately judges no grace and makes up for nothing.
 */
import { PLANNED_KINDS, type PlannedKind } from '../agreement/planned.ts';
import { thereOrInstead } from './absence.ts';
import type { Say } from './effect.ts';
import { plainSay } from './say.ts';

/** The view of whichever rule lists them; drawn once for all that wait for one reader. */
export const SKIPPED_VIEW = 'rhythm-skipped';

/** `count` dates of one series, of which the first was due at `first` (epoch milliseconds). */
export type Skipped = { clientId: string; kind: PlannedKind; id: string; first: number; count: number };

/** Says it to the owner or to this person, or to who stands in for them; nothing where nobody is there. */
export function saySkipped(
  skipped: Skipped,
  reach: Parameters<typeof thereOrInstead>[1],
  userId: string = reach.agreement.people.owner.id,
): Say[] {
  const found = thereOrInstead(userId, reach);
  if (found === null) return [];
  const subject = subjectOf(skipped);
  return [
    plainSay({
      key: `rhythm:skipped:${[skipped.clientId, skipped.kind, skipped.id, skipped.first].join(':')}`,
      to: { kind: 'person', userId: found.userId },
      audience: found.audience,
      view: SKIPPED_VIEW,
      data: { subject },
      bundle: SKIPPED_VIEW,
    }),
  ];
}

/** Takes the subjects of one message apart; what is none is left out. */
export function readSkipped(subjects: unknown): Skipped[] {
  const all = Array.isArray(subjects) ? subjects : [subjects];
  return all.flatMap((subject) => {
    const [clientId = '', kind = '', id = '', first = '', count = ''] = String(subject).split('|');
    const known = PLANNED_KINDS.find((one) => one === kind);
    return known === undefined ? [] : [{ clientId, kind: known, id, first: Number(first), count: Number(count) }];
  });
}

function subjectOf({ clientId, kind, id, first, count }: Skipped): string {
  return [clientId, kind, id, first, count].join('|');
}
