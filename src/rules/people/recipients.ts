/** Who of the agency is told: the owner, or whoever stands in for them. */
import { type Agency, managersOf } from '../../agreement/agency.ts';
import type { Agreement } from '../../agreement/agreement.ts';
import { isThere, type Missing, standInFor } from '../../engine/absence.ts';

/** `standsInFor` where the owner is away and this is somebody else. */
export type Told = { userId: string; standsInFor?: string };

/** The owner, or the first who is there instead; `unreached` could not be told before. Null where there is nobody left. */
export function firstOf(
  agreement: Agreement,
  agency: Agency | null,
  missing: Missing,
  unreached: readonly string[] = [],
): Told | null {
  const owner = agreement.people.owner.id;
  const all = { gone: [...missing.gone, ...unreached], away: missing.away };
  if (isThere(owner, all)) return { userId: owner };
  const found = standInFor(owner, { agreement, agency, missing: all });
  if (found === null) return null;
  const isAway = !all.gone.includes(owner) && found.userId !== owner;
  return isAway ? { userId: found.userId, standsInFor: owner } : { userId: found.userId };
}

/** Everybody who may have been asked about this client's people, the owner first. */
export function chainOf(agreement: Agreement, agency: Agency | null): string[] {
  const { owner, backup } = agreement.people;
  const managers = managersOf(agreement, agency ?? undefined).map(({ id }) => id);
  return [...new Set([owner.id, backup.id, ...managers])];
}
