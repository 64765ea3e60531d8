/**
 * Who waits on whom. Folds the rows of one channel (messages with their readings and marks) into conversations, in the
 * order in which things were felt, so that any order and any repetition of the same events ends in the same state.
 * It deliberately knows nothing of windows, calendars, alarms or people's words.
 */
import type { MarkName } from './effect.ts';
import type { Side } from './event.ts';

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

export const topLane = 'top';

/** How a conversation came to rest. */
export type Settled = {
  at: number;
  how: 'replied' | 'marked-done' | 'answered-elsewhere' | 'not-a-request' | 'deleted' | 'edited-away';
  by: string | null;
};

export type Pause = { from: number; to: number | null; by: string };

export type Conversation = {
  /** `${channelId}:${ts of the message that opened it}` */
  id: string;
  channelId: string;
  /** The channel's top level, or the thread's root ts. */
  lane: string;
  /** *next* for later waits in a thread that has had one (its root's own wait counts). */
  turn: 'first' | 'next';
  /** The client's messages in it, oldest first; the first one opened it. */
  messages: string[];
  /** Who asked first. */
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
