/**
 * Where a silent trial turns: what a client would have seen goes to the staff instead, under the same key, so that its rule
 * goes on as if it had been said. It deliberately lets through what a person of the staff put there with their own name,
 * what is said of an emergency that a person raised, and private answers to whoever asked: none is the bot speaking up by
 * itself.
 */
import { isThere, missingAmong, partakersOf, standInFor } from '../engine/absence.ts';
import type { Say } from '../engine/effect.ts';
import type { Destination } from '../engine/event.ts';
import type { Ask } from '../engine/facts.ts';
import { heldBackView } from '../engine/held-back.ts';
import type { Held } from '../engine/store-port.ts';
import { isRaised } from './gate.ts';

/** The message as the staff see it, in the internal channel or, where there is none, by its owner. Null: it may go its way. */
export async function heldBackAs(ask: Ask, { agreement, agency }: Held, say: Say, now: number): Promise<Say | null> {
  const { to } = say;
  const isBefore = say.audience === 'client' && to.kind === 'channel' && say.approvedBy == null;
  if (agreement?.trial !== true || !isBefore || (await isRaised(ask, say, agreement.id))) return null;
  const channels = await ask('channelsOf', { clientId: agreement.id });
  const internal = channels.find(({ role, isArchived }) => role === 'internal' && !isArchived);
  const owner = agreement.people.owner.id;
  const missing = await missingAmong(ask, agreement.id, partakersOf(agreement, agency), now);
  const told = isThere(owner, missing) ? owner : (standInFor(owner, { agreement, agency, missing })?.userId ?? owner);
  const instead: Destination =
    internal === undefined
      ? { kind: 'person', userId: told }
      : { kind: 'channel', channelId: internal.id, threadTs: null };
  return {
    ...say,
    to: instead,
    audience: 'staff',
    permission: null,
    view: heldBackView,
    data: { ...say.data, heldView: say.view, heldKey: say.key, heldIn: to.channelId },
    bundle: null,
  };
}
