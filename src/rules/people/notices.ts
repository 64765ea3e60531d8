/** What the agency's people are told, as effects: each once per key. */
import type { Agency } from '../../agreement/agency.ts';
import type { Agreement } from '../../agreement/agreement.ts';
import type { Missing } from '../../engine/absence.ts';
import { clientSubject } from '../../engine/client-subject.ts';
import type { Say } from '../../engine/effect.ts';
import type { DeliveryFailed } from '../../engine/event.ts';
import { plainSay } from '../../engine/say.ts';
import { chainOf, firstOf } from './recipients.ts';

/** Asks who somebody is; null where nobody is left to be asked. */
export function askOwner(agreement: Agreement, agency: Agency | null, userId: string, missing: Missing): Say | null {
  const to = firstOf(agreement, agency, missing);
  if (to === null) return null;
  const instead = to.standsInFor === undefined ? {} : { standsInFor: to.standsInFor };
  // The id by itself lets the message be found when this person is to be forgotten.
  const data = { subject: clientSubject(agreement.id, userId), userId, ...instead };
  return tell(to.userId, askedUnder(agreement.id, userId), 'who-is', data);
}

/** Passes on what Slack would not deliver; null where nobody is left. */
export function instead(
  { to, key, view, data }: DeliveryFailed,
  agreement: Agreement,
  agency: Agency | null,
  missing: Missing,
): Say | null {
  const before = Array.isArray(data.unreached) ? data.unreached : [];
  const unreached = [...before, to.kind === 'person' ? to.userId : ''];
  const next = firstOf(agreement, agency, missing, unreached)?.userId ?? null;
  const first = typeof data.of === 'string' ? data.of : key;
  return next === null ? null : tell(next, insteadOf(first, next), view, { ...data, of: first, unreached });
}

/** Every key under which that question may have been asked. */
export function keysOf(clientId: string, userId: string, agreement: Agreement, agency: Agency | null): string[] {
  const key = askedUnder(clientId, userId);
  return [key, ...chainOf(agreement, agency).map((one) => insteadOf(key, one))];
}

const askedUnder = (clientId: string, userId: string) => `people:who-is:${clientId}:${userId}`;
const insteadOf = (key: string, userId: string) => `${key}:instead:${userId}`;

function tell(userId: string, key: string, view: string, data: Say['data']): Say {
  return plainSay({ key, to: { kind: 'person', userId }, audience: 'staff', view, data });
}
