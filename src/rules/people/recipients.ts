/** Who of the agency is told: the first of owner, backup and managers who is there. */
import { type Agency, managersOf } from '../../agreement/agency.ts';
import type { Agreement } from '../../agreement/agreement.ts';

/** The first of owner, backup and managers who is not among these; null where there is nobody left. */
export function firstOf(agreement: Agreement, agency: Agency | null, without: readonly string[]): string | null {
  return chainOf(agreement, agency).find((userId) => !without.includes(userId)) ?? null;
}

/** Everybody who may have been asked about this client's people, the owner first. */
export function chainOf(agreement: Agreement, agency: Agency | null): string[] {
  const { owner, backup } = agreement.people;
  const managers = managersOf(agreement, agency ?? undefined).map(({ id }) => id);
  return [...new Set([owner.id, backup.id, ...managers])];
}
