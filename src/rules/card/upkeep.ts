/** Keeping the cards of a client as they should be: put there where it is permitted, drawn anew, and woken when a day is over. */
import type { Agreement } from '../../agreement/agreement.ts';
import { clientSubject } from '../../engine/client-subject.ts';
import type { Effect } from '../../engine/effect.ts';
import { plainSay } from '../../engine/say.ts';
import { permission } from './config.ts';
import type { Upkeep } from './load.ts';
import { isThere, type Place, type PlaceSlot, placeSubject } from './slots.ts';

/**
 * Draws every card that stands anew, and puts one where none ever stood and the agreement permits it; where that is
 * permitted only now, also where one was taken away.
 */
export function keptCurrent(upkeep: Upkeep, agreement: Agreement, before: Agreement | null = null): Effect[] {
  const isPermitted = permits(agreement);
  const isNew = before !== null && !permits(before);
  const effects = upkeep.places.flatMap((place): Effect[] => {
    const { slot } = place;
    if (isThere(place) && slot?.key != null) return [{ kind: 'refresh', key: slot.key }];
    // What people took away is put there again when they ask for it.
    const isOpen = isNew || slot === null || wasKeptBack(place) || place.state === 'failed';
    return isPermitted && isOpen ? put(place, upkeep.clientId, null) : [];
  });
  return effects.length === 0 ? [] : [...effects, ...wakeWhenOver(upkeep)];
}

/** Whether the agreement lets the bot post the card, and of changes, by itself. */
export function permits({ status, mayPost }: Agreement): boolean {
  return status === 'active' && mayPost.includes(permission);
}

/** Decided, and kept back by the gate: by a trial, or before it was permitted. */
function wasKeptBack({ slot, state }: Place): boolean {
  return slot !== null && slot.key !== null && state === null;
}

/** Puts the card into a channel; `by` approves it, null where the agreement permits it. */
export function put(place: Place, clientId: string, by: string | null): Effect[] {
  const { channel, slot } = place;
  // What was never said is said under its own name.
  const n = wasKeptBack(place) && slot !== null ? slot.n : (slot?.n ?? 0) + 1;
  const key = `card:stands:${channel.id}:${n}`;
  const kept: PlaceSlot = { schema: 1, n, key, by };
  const say = plainSay({
    key,
    to: { kind: 'channel', channelId: channel.id, threadTs: null },
    audience: 'client',
    permission,
    approvedBy: by,
    view: 'card',
    data: { clientId, channelId: channel.id },
  });
  return [say, { kind: 'set-slot', subject: placeSubject(channel.id), data: kept }];
}

/** When the next closed day is over the card shows another; each waking sets the one after it. */
export function wakeWhenOver({ clientId, until, deadlineId }: Upkeep): Effect[] {
  if (until === null) return [];
  return [
    {
      kind: 'set-deadline',
      id: deadlineId,
      subject: clientSubject(clientId),
      name: 'card',
      channelId: null,
      dueAt: until,
      ringAt: until,
      state: 'pending',
      settledAt: null,
      late: { policy: 'fire' },
      data: { schema: 1 },
    },
  ];
}
