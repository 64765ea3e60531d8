/** Whose client it is, who of the agency is there, and where the client reads: asked before everything that is said. */

import type { Agency } from '../../agreement/agency.ts';
import type { Agreement } from '../../agreement/agreement.ts';
import { type Missing, missingAmong, partakersOf } from '../../engine/absence.ts';
import type { Ask, Channel } from '../../engine/facts.ts';
import type { Decision } from '../../engine/rule.ts';

export type Around = { agreement: Agreement; agency: Agency | null; missing: Missing };

/** Who of them is there now. */
export async function loadAround(
  ask: Ask,
  { agency, now }: Pick<Decision<unknown>, 'agency' | 'now'>,
  agreement: Agreement,
): Promise<Around> {
  const missing = await missingAmong(ask, agreement.id, partakersOf(agreement, agency), now);
  return { agreement, agency, missing };
}

/** The channels in which the client reads, those that were archived left out. */
export async function loadShared(ask: Ask, agreement: Agreement): Promise<Channel[]> {
  const channels = await ask('channelsOf', { clientId: agreement.id });
  return channels.filter(({ role, isArchived }) => role === 'shared' && !isArchived);
}
