/**
 * The pace of a whole workspace. Slack lets one conversation have a message a second, and a workspace several hundred a
 * minute, which it says only by refusing one. From then on, for a minute after the last turn, what can wait takes turns.
 */
import type { Clock } from '../clock.ts';
import { LONGEST_REST } from './outcome.ts';

/** Milliseconds between two turns: below what Slack is known to take, so that whoever is pressed finds room. */
const APART = 250;
const CAREFUL_FOR = 60_000;

export type Pace = {
  /** Slack asked to wait so long (milliseconds) before anything more is posted. */
  refused(retryAfter: number): void;
  /** When (epoch milliseconds) it is a destination's turn: now, or an instant that is kept for it. */
  turnOf(destination: string): number;
};

/** Of one process; others that post learn of Slack's patience for themselves. */
export function createPace(clock: Clock): Pace {
  const turns = new Map<string, number>();
  let next = Number.NEGATIVE_INFINITY;
  return {
    refused: (retryAfter) => {
      next = Math.max(next, clock() + retryAfter);
    },
    turnOf: (destination) => {
      const now = clock();
      const own = turns.get(destination);
      // One that is further ahead than any was given by a clock that has been set back since.
      if (own !== undefined && own > now && own - now <= LONGEST_REST) return own;
      turns.delete(destination);
      const isCalm = now >= next + CAREFUL_FOR || next - now > LONGEST_REST;
      if (isCalm || own !== undefined) return now;
      const turn = Math.max(now, next);
      next = turn + APART;
      if (turn > now) turns.set(destination, turn);
      return turn;
    },
  };
}
