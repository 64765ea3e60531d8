/** Who works for a client now. It decides nothing about what they may. */
import type { Agreement } from '../agreement/agreement.ts';
import type { Ask } from './facts.ts';
import type { Decision } from './rule.ts';

/** Whether whoever did something works for this client at that instant, or stands in for somebody who does. */
export async function actorServes(
  ask: Ask,
  { event, now }: Pick<Decision<unknown>, 'event' | 'now'>,
  agreement: Pick<Agreement, 'id'> | null,
): Promise<boolean> {
  if (event.actor === null || agreement === null) return false;
  const served = await ask('clientsServedBy', { userId: event.actor, at: now });
  return served.some(({ clientId }) => clientId === agreement.id);
}
