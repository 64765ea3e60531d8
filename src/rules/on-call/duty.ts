/**
 * When somebody is told that they go on call, and who of a rota is not there in their turn. Told is whoever it is then: turns,
 * overrides and absences are asked anew at each ring.
 */

import type { Agreement } from '../../agreement/agreement.ts';
import type { Rota } from '../../agreement/on-call.ts';
import { eveningAt } from '../../agreement/own-hours.ts';
import { type Duty, dutiesBetween, onCallAt, type RotaKnown, turnsOf } from '../../engine/on-call.ts';
import { turnAt } from '../../time/rota.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** So long before they go who goes on call outside their own hours hears of it: in the last hour of these. */
const BEFORE_CLOSING = HOUR;
/** How far ahead managers hear of who is not there. */
export const AHEAD = 8 * DAY;
/** Everybody has had a turn by then, so somebody else has begun if anybody ever does. */
const longestWait = ({ people }: Rota) => (people.length + 1) * 8 * DAY;

/** The next stretch after an instant (epoch milliseconds) with somebody else on call than before it; null: never. */
export function nextDuty(rota: Rota, known: RotaKnown, after: number): Duty | null {
  let before = onCallAt(rota, known, after).userId;
  for (const duty of dutiesBetween(rota, known, after, after + longestWait(rota))) {
    if (duty.since > after && duty.userId !== null && duty.userId !== before) return duty;
    before = duty.userId;
  }
  return null;
}

/** When somebody who goes on call at an instant is told: then, or where that is in their evening, before their hours end. */
export function noticeAt(since: number, agreement: Agreement | null, timeZone: string | null): number {
  const evening = agreement === null ? null : eveningAt(agreement, timeZone, since);
  return evening === null ? since : Math.min(since, evening.since - BEFORE_CLOSING);
}

/** When the rota is looked at next, after an instant: every day, for people note down late that they are away. */
export function nextLook(rota: Rota, now: number): number {
  const turn = turnAt(turnsOf(rota), now);
  const days = Math.floor((now - turn.since) / DAY) + 1;
  return Math.min(turn.until, turn.since + days * DAY);
}

/** The stretches from now on in which somebody whose turn it is is not there. */
export function absentDuties(rota: Rota, known: RotaKnown, now: number): Duty[] {
  return dutiesBetween(rota, known, now, now + AHEAD).filter(({ userId, planned }) => userId !== planned);
}
