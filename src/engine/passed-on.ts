/**
 * To whom goes what Slack would not deliver to somebody of the agency: the same, to whoever stands in for them, each asked
 * once; after the last it is the operator's. It deliberately words nothing, and knows no posts that clients read.
 */
import { standInFor } from './absence.ts';
import type { Say } from './effect.ts';
import type { DeliveryFailed } from './event.ts';
import { plainSay } from './say.ts';

/** Where it goes next, under the name of what was said first: once for each who could not be told. */
export type PassedOn = { key: string; view: string; data: DeliveryFailed['data']; unreached: string[] };

/** Null for what was no message to a person. `data` has `first`, the key it was said under, and `unreached`, whom it missed. */
export function passingOn({ to, key, view, data }: DeliveryFailed): PassedOn | null {
  if (to.kind !== 'person') return null;
  const before = Array.isArray(data.unreached) ? data.unreached.map(String) : [];
  const unreached = [...before, to.userId];
  const first = typeof data.first === 'string' ? data.first : key;
  return { key: `${first}:instead:${unreached.length}`, view, data: { ...data, first, unreached }, unreached };
}

/** The same notice for the next one who is there, else for the operator. `more` is what of it is not usual. */
export function passedOn(
  event: DeliveryFailed,
  reach: Parameters<typeof standInFor>[1],
  more: Partial<Omit<Say, 'kind'>> = {},
): Say | null {
  const next = passingOn(event);
  if (next === null || event.to.kind !== 'person') return null;
  const { unreached, ...said } = next;
  const missing = { gone: [...reach.missing.gone, ...unreached], away: reach.missing.away };
  const found = standInFor(event.to.userId, { ...reach, missing });
  if (found === null || unreached.includes(found.userId)) return toOperator(next, more);
  const { userId, audience } = found;
  return plainSay({ ...said, to: { kind: 'person', userId }, audience, ...more });
}

/** Nobody of the agency is left who could be told. */
export function toOperator({ key, view, data }: PassedOn, more: Partial<Omit<Say, 'kind'>> = {}): Say {
  return plainSay({ key, view, data, to: { kind: 'operator' }, audience: 'operator', ...more });
}
