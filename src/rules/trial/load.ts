import { readClientSubject } from '../../engine/client-subject.ts';
import type { Ask } from '../../engine/facts.ts';
import type { HeldBack } from '../../engine/held-back.ts';
import type { Decision } from '../../engine/rule.ts';

export const ruleName = 'trial';

export type Facts =
  /** `clientId` null: it is not clear which client is meant. */
  | { kind: 'shown'; clientId: string | null; serves: boolean }
  | { kind: 'verdict'; held: HeldBack | null; serves: boolean }
  | { kind: 'switch'; clientId: string | null; serves: boolean; isTrial: boolean }
  | { kind: 'nothing' };

/** Loads what the request needs. */
export async function load(ask: Ask, { event }: Omit<Decision<unknown>, 'facts'>): Promise<Facts> {
  if (event.kind === 'CommandGiven') return loadShown(ask, event.actor, event.channelId, event.words);
  if (event.kind !== 'ButtonPressed') return { kind: 'nothing' };
  const served = await ask('clientsServedBy', { userId: event.actor });
  const serving = (clientId: string | null) => served.some((one) => one.clientId === clientId);
  if (event.action === 'trial-right' || event.action === 'trial-wrong') {
    const held = await ask('heldBack', { id: event.value });
    return { kind: 'verdict', held, serves: serving(held?.clientId ?? event.clientId) };
  }
  const clientId = readClientSubject(event.value)?.clientId ?? null;
  const agreement = clientId === null ? null : await ask('agreement', { clientId });
  return { kind: 'switch', clientId, serves: serving(clientId), isTrial: agreement?.trial === true };
}

async function loadShown(ask: Ask, userId: string, channelId: string | null, words: string): Promise<Facts> {
  const served = await ask('clientsServedBy', { userId });
  const wanted = words.trim().split(/\s+/).slice(1).join(' ').toLowerCase();
  if (wanted !== '') {
    const found = served.find(({ clientId, name }) => [clientId, name.toLowerCase()].includes(wanted));
    return { kind: 'shown', clientId: found?.clientId ?? null, serves: found !== undefined };
  }
  const channel = channelId === null ? null : await ask('channel', { channelId });
  const clientId = channel?.clientId ?? null;
  return { kind: 'shown', clientId, serves: served.some((one) => one.clientId === clientId) };
}
