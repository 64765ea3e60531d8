/**
 * From where a channel must be folded again when something about it changed. It deliberately knows no rows and no store:
 * instants in, an instant out.
 */
import type { Conversation } from './model.ts';

/**
 * The instant (epoch milliseconds) from which to fold so that no conversation is cut in two: `start`, or the opening of the
 * oldest conversation that was still waiting then, or at that one's opening, and so on until none reaches further back.
 *
 * A fold from here gives the same as a fold from the beginning: conversations opened here or later are replaced by what it
 * gives (those it does not give are no more), those opened earlier stay as they are. For that
 * - `start` must be earlier, by the grouping time, than the earliest instant at which the rows now tell something else than
 *   they did: a greeting just before a question belongs to its group;
 * - `stored` must hold every conversation that waits, or that settled at the result or later.
 */
export function foldHorizon(start: number, stored: readonly { openedAt: number; settledAt: number | null }[]): number {
  const latestFirst = [...stored].sort((a, b) => reach(b) - reach(a));
  let horizon = start;
  for (const one of latestFirst) {
    if (reach(one) < horizon) break;
    horizon = Math.min(horizon, one.openedAt);
  }
  return horizon;
}

function reach({ settledAt }: { settledAt: number | null }): number {
  return settledAt ?? Number.MAX_VALUE;
}

/** The roots of threads in which somebody waited or waits, given the conversations opened before a fold's start. */
export function threadsThatWaited(conversations: readonly Pick<Conversation, 'lane' | 'messages'>[]): Set<string> {
  return new Set(conversations.flatMap(({ lane, messages }) => [lane, ...messages]));
}
