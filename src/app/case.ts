/** What is judged, and in which transaction; and what that transaction leaves to be done. */
import type { Conversation } from '../engine/conversation.ts';
import type { Answer } from '../engine/effect.ts';
import type { Event } from '../engine/event.ts';
import type { DeadlineKey, Held, Tx } from '../engine/store-port.ts';

/** What the transaction leaves to be done after it has committed. */
export type Aftermath = {
  answer: Answer | null;
  alarms: DeadlineKey[];
  /** Rows of the inbox that are to be walked next. */
  claimed: string[];
  said: boolean;
  /** Something of an emergency is on its way, or stops: the lane of emergencies looks at once. */
  pages: boolean;
  /** Rules that threw; each is tried again, or was given up. */
  failed: { rule: string; eventId: string; isGivenUp: boolean }[];
};

export type Case = {
  tx: Tx;
  held: Held;
  now: number;
  event: Event;
  /** Conversations as folded with this event; null where the event concerns no channel. */
  folded: Conversation[] | null;
  messageTs: string | null;
  aftermath: Aftermath;
  /** Which try of a failed ruling this is; absent for the first. */
  tries?: number;
  /** How many messages the gate has refused on the way here. */
  refusals?: number;
};

export const nothingAfter = (): Aftermath => ({
  answer: null,
  alarms: [],
  claimed: [],
  said: false,
  pages: false,
  failed: [],
});
