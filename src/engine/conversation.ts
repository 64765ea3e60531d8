/**
 * Who waits on whom. Folds the rows of one channel (messages with their readings and marks) into conversations, in the
 * order in which things were felt, so that any order and any repetition of the same events ends in the same state.
 * It deliberately knows nothing of windows, calendars, alarms or people's words.
 */
import { happeningsOf } from './conversation/happenings.ts';
import type { Conversation, FoldedConversation, FoldTerms, MessageRow } from './conversation/model.ts';
import { noWaits } from './conversation/waits.ts';
import { walk } from './conversation/walk.ts';

export { foldHorizon, threadsThatWaited } from './conversation/horizon.ts';
export type {
  Conversation,
  FoldedConversation,
  FoldTerms,
  MarkRow,
  MessageRow,
  Pause,
  ReadingAt,
  Settled,
} from './conversation/model.ts';
export { topLane } from './conversation/waits.ts';

/** What is known from before a fold's start: the roots of threads in which somebody waited ({@link threadsThatWaited}). */
export type Earlier = { threadsWithWaits: ReadonlySet<string> };

/**
 * Folds rows of one channel, in any order and each however often, into its conversations, oldest opening first.
 *
 * @param rows whole (all their readings and marks), at least every one to which something happened at `since` or later.
 * @param since epoch milliseconds, from {@link foldHorizon}: what happened earlier is skipped; gives conversations opened
 *   at this instant or later, and no others.
 */
export function foldConversations(
  channelId: string,
  rows: readonly MessageRow[],
  terms: FoldTerms,
  since: number,
  earlier: Earlier,
): FoldedConversation[] {
  const waits = noWaits(channelId, earlier.threadsWithWaits);
  walk(happeningsOf(rows, terms, since), waits, terms.grouping);
  return waits.all.map(({ conversation }) => conversation);
}

/** Whether it waits with its clock stopped. */
export function isPaused(conversation: Pick<Conversation, 'settled' | 'pauses'>): boolean {
  return conversation.settled === null && conversation.pauses.at(-1)?.to === null;
}

/** The ids of the conversations whose deadlines run: of every lane the oldest that waits and is not paused. */
export function runningInLane(conversations: readonly Conversation[]): Set<string> {
  const oldest = new Map<string, Conversation>();
  for (const one of conversations) {
    if (one.settled !== null || isPaused(one)) continue;
    const lane = `${one.channelId} ${one.lane}`;
    const known = oldest.get(lane);
    if (known === undefined || isOlder(one, known)) oldest.set(lane, one);
  }
  return new Set([...oldest.values()].map(({ id }) => id));
}

function isOlder(one: Conversation, other: Conversation): boolean {
  return one.askedAt < other.askedAt || (one.askedAt === other.askedAt && one.id < other.id);
}
