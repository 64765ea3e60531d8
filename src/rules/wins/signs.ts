/**
 * Wins raised without a form: the agreed emoji on a message, or a message that announces one to the bot. The post waits a few
 * minutes, so that a slip can be undone; where the agreement does not let the client's signs post, whoever owns them is asked.
 */
import { winsPermission } from '../../agreement/wins.ts';
import { monthOf } from '../../engine/allowance.ts';
import type { Effect } from '../../engine/effect.ts';
import type { Event } from '../../engine/event.ts';
import { placeOfWin } from '../../engine/kept-place.ts';
import type { Ruling } from '../../engine/rule.ts';
import { type Win, winOfMessageId } from '../../engine/win.ts';
import { ruling } from './answers.ts';
import { toOwner } from './around.ts';
import type { SignFacts } from './load.ts';
import { isOnItsWay, onItsWay, sameAs, toldLater } from './raising.ts';
import { askedKey, heldKey } from './record.ts';
import { takenBack } from './settling.ts';

const MINUTE = 60_000;
/** So long a slip of the finger can be undone before anybody reads of it. */
const UNDO = 3 * MINUTE;
/** What is heard later than this is no news any more, and what is older stays as it is. */
const A_DAY = 86_400_000;

/** What follows from such a sign, from its being taken off, and from the message's end. */
export function signed(event: Event, facts: SignFacts, now: number): Ruling[] {
  if (event.kind === 'MessageDeleted') return messageGone(facts, event.actor, now);
  if (event.kind === 'ReactionChanged' && !event.on) return takenOff(facts, event.actor, now);
  const isLate = event.occurredAt < now - A_DAY;
  const mayRaise = event.actor !== null && event.side !== 'neither' && !isLate && isOpen(facts.win);
  const isSaid = facts.what !== null && sameAs(facts.what, facts) !== null;
  if (!mayRaise || isSaid) return facts.win === null ? letGo(facts) : [];
  return [raisedBySign(event as Event & { actor: string }, facts, now)];
}

/** Nobody has decided about it: it was never raised, or the only sign that raised it was taken off again. */
function isOpen(win: Win | null): boolean {
  return win === null || (win.state === 'taken-back' && win.settledBy === null);
}

function raisedBySign(event: Event & { actor: string }, facts: SignFacts, now: number): Ruling {
  const { agreement, message, what, win: before } = facts;
  const isStaff = event.side === 'staff';
  const isPermitted = isStaff || agreement.mayPost.includes(winsPermission);
  const win: Win = {
    id: winOfMessageId(message),
    ...{ clientId: agreement.id, channelId: message.channelId },
    place: what === null ? null : placeOfWin(message.author, message.ts),
    message: { channelId: message.channelId, ts: message.ts },
    ...{ whose: message.isClients ? 'client' : 'ours', people: [message.author] },
    ...{ raisedBy: event.actor, raisedFrom: isStaff ? 'staff' : 'client' },
    ...{ how: event.kind === 'ReactionChanged' ? 'emoji' : 'words', raisedAt: now, month: monthOf(agreement, now) },
    ...{ state: isPermitted ? 'posted' : 'asked', wording: null, attempt: (before?.attempt ?? 0) + 1 },
    ...{ approvedBy: isStaff ? event.actor : null, settledBy: null, settledAt: null },
    revision: (before?.revision ?? 0) + 1,
  };
  const effects = isPermitted ? onItsWay(win, facts, now + UNDO) : asked(win, facts, now);
  return ruling(isPermitted ? 'raised' : 'asked-owner', win, [...toldLater(facts, win, now), ...effects]);
}

function asked(win: Win, facts: SignFacts, now: number): Effect[] {
  const said = { key: askedKey(win), view: 'win-asked', data: { win: win.id } };
  const notice = toOwner(facts, said);
  const waits: Effect[] = notice === null ? [] : [{ ...notice, notBefore: now + UNDO }];
  return [{ kind: 'save-win', win }, ...waits];
}

/**
 * Taken off before anybody read of it, it never was. Afterwards whoever raised it takes it back so within a day, for clients
 * have no other way; of others it stands.
 */
function takenOff({ win, isStillOn, isUnsent }: SignFacts, by: string | null, now: number): Ruling[] {
  if (win === null || win.how !== 'emoji' || isStillOn || !isOnItsWay(win)) return [];
  const isOwn = by === win.raisedBy && now - win.raisedAt < A_DAY;
  if (win.state === 'posted' && !isUnsent && !isOwn) return [];
  return [ruling('undone', win, [...takenBack(win, null, now), ...noticesGone(win)])];
}

/** Who deletes what was celebrated wishes it gone. */
function messageGone({ win }: SignFacts, by: string | null, now: number): Ruling[] {
  if (win === null || !isOnItsWay(win)) return [];
  return [ruling('message-gone', win, [...takenBack(win, by, now), ...noticesGone(win)])];
}

/** Nobody needs to be asked any more. */
function noticesGone(win: Win): Effect[] {
  return [askedKey(win), heldKey(win)].map((key) => ({ kind: 'withdraw', key }));
}

/** Words that were kept for a win that is none. */
function letGo({ message, what }: SignFacts): Ruling[] {
  if (what === null) return [];
  const place = placeOfWin(message.author, message.ts);
  return [ruling('none', null, [{ kind: 'drop-words', channelId: message.channelId, place, atOnce: true }])];
}
