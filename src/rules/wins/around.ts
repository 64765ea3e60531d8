/** Whose client it is, who of the agency is there, and where the client reads: asked before everything that is said; and what goes to the owner. */

import type { Agency } from '../../agreement/agency.ts';
import type { Agreement } from '../../agreement/agreement.ts';
import { type Missing, missingAmong, partakersOf } from '../../engine/absence.ts';
import type { Say } from '../../engine/effect.ts';
import type { Ask } from '../../engine/facts.ts';
import type { Decision } from '../../engine/rule.ts';
import { sayTo } from '../../engine/say-to.ts';

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

/** To whoever owns the client, or stands in; null where nobody is there. */
export function toOwner(around: Around, said: Pick<Say, 'key' | 'view' | 'data'>): Say | null {
  return sayTo(around.agreement.people.owner.id, { ...said, priority: 'low' }, around)[0] ?? null;
}
