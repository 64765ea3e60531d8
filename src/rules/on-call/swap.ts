/** Which turn somebody gives away in a swap. */
import type { Rota } from '../../agreement/on-call.ts';
import { type Duty, type RotaKnown, turnsOf } from '../../engine/on-call.ts';
import { turnsBetween } from '../../time/rota.ts';

const WEEK = 7 * 86_400_000;

/**
 * The next turn of somebody that has not begun, of which nobody has taken anything over, whoever is away; null where they have
 * none. Within two rounds of the rota: later than that nobody swaps.
 */
export function nextTurnOf(userId: string, rota: Rota, { overrides }: RotaKnown, now: number): Duty | null {
  const until = now + (2 * rota.people.length + 1) * WEEK;
  const turn = turnsBetween(turnsOf(rota), now, until).find(
    ({ position, since, until: end }) =>
      since > now &&
      rota.people[position]?.id === userId &&
      !overrides.some((one) => one.since < end && since < one.until),
  );
  if (turn === undefined) return null;
  return { userId, because: 'turn', planned: userId, override: null, since: turn.since, until: turn.until };
}
