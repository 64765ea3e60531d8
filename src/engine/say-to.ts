/**
 * Says something to one person of the agency, or to whoever is told in their place while they are not there. It deliberately
 * words nothing, and has nothing to do with what Slack would not deliver: that is passed on (`passed-on.ts`).
 */
import { thereOrInstead } from './absence.ts';
import type { Say } from './effect.ts';
import { plainSay } from './say.ts';

/** One message, or none where nobody is left who could be told. */
export function sayTo(
  userId: string,
  said: Pick<Say, 'key' | 'view' | 'data'> & Partial<Omit<Say, 'kind' | 'to' | 'audience'>>,
  reach: Parameters<typeof thereOrInstead>[1],
): Say[] {
  const found = thereOrInstead(userId, reach);
  if (found === null) return [];
  return [plainSay({ ...said, to: { kind: 'person', userId: found.userId }, audience: found.audience })];
}
