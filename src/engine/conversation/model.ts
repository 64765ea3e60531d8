/**
 * What a fold takes and gives: messages as they stand written down, and the conversations they come to. Types only; it
 * deliberately says nothing of how the one becomes the other.
 */
import type { MarkName } from '../effect.ts';
import type { Side } from '../event.ts';

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
