/**
 * Who waits on whom. Folds the rows of one channel (messages with their readings and marks) into conversations, in the
 * order in which things were felt, so that any order and any repetition of the same events ends in the same state.
 * It deliberately knows nothing of windows, calendars, alarms or people's words.
 */
import { happeningsOf } from './conversation/happenings.ts';
import { noWaits } from './conversation/waits.ts';
import { walk } from './conversation/walk.ts';
import type { MarkName } from './effect.ts';
import type { Side } from './event.ts';

export { foldHorizon, threadsThatWaited } from './conversation/horizon.ts';
export { topLane } from './conversation/waits.ts';

/** What was thought of the words at one instant: when they arrived (`at` = occurredAt) and at each edit. */
export type ReadingAt = {
  at: number;
  needsReply: boolean;
  reason: string;
  /** Read from a later wording because the one of that instant was never heard; the real one replaces it. */
  assumed: boolean;
};

/** A reaction or press on a message. `offAt` set: taken back, as if it had never been made. */
export type MarkRow = {
  id: string;
  name: MarkName;
  by: string;
  side: Side;
  at: number;
  offAt: number | null;
  /** taken: none; handed: { to }; changed and track: { priority?, owner?, dueAt? }; remind: { until }. */
  data: Record<string, string | number | null>;
};

/** One message as it stands written down. */
export type MessageRow = {
  ts: string;
  threadTs: string | null;
  /** Empty while the message itself was never heard, only something about it. */
  author: string;
  side: Side;
  occurredAt: number;
  deletedAt: number | null;
  /** Oldest first, never empty. */
  readings: ReadingAt[];
  marks: MarkRow[];
};

/** What the agreement says about counting; durations in milliseconds. */
export type FoldTerms = {
  grouping: number;
  /** A staff reply deleted within this time of its posting never counted. */
  staffDeletionGrace: number;
  /** Whether staff's eyes and check marks count. */
  reactions: { taken: boolean; done: boolean };
};

/** How a conversation came to rest. */
export type Settled = {
  at: number;
  how: 'replied' | 'marked-done' | 'answered-elsewhere' | 'not-a-request' | 'deleted' | 'edited-away';
  by: string | null;
};

export type Pause = { from: number; to: number | null; by: string };

export type Conversation = {
  /**
   * `${channelId}:${ts of the message that opened it}`, and `:2`, `:3`… behind it where that message asked, by its
   * posting, an edit or *Track this*, for the second or third time.
   */
  id: string;
  channelId: string;
  /** The channel's top level, or the thread's root ts. */
  lane: string;
  /** *next* for later waits in a thread that has had one (its root's own wait counts). */
  turn: 'first' | 'next';
  /** The messages that ask, in the order in which they came to ask; never empty: the last to be taken out stays named. */
  messages: string[];
  /** Who asked first; like `askedAt` and `openedBy` of the oldest message still there. */
  asker: string;
  /** When the clock starts: the opening message, the edit that made it a request, or the press of *Track this*. */
  askedAt: number;
  openedBy: 'message' | 'edit' | 'track';
  /** Null while it waits. */
  settled: Settled | null;
  /** Oldest first; the last one is running while its `to` is null. */
  pauses: Pause[];
  takenBy: string | null;
  handedTo: string | null;
  /** What staff chose by hand; null where the agreement decides. */
  chosen: { priority: string | null; owner: string | null; dueAt: number | null };
};

/** A conversation with the instant at which it came to be. Unlike `askedAt` it never moves: a fold must start from it. */
export type FoldedConversation = Conversation & { openedAt: number };

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
