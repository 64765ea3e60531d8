import type { Incoming, IncomingRequest } from '../engine/incoming.ts';
import type { RequestAnswers } from '../engine/ports.ts';

/** Through which everything that Slack tells us enters the house. */
export type Door = {
  /**
   * Writes what happened into the inbox, before Slack is told that we have it. Gives the ids of rows that are new; throws
   * when they could not be written, and Slack will try again.
   */
  claim(incoming: Incoming[], delivery: { resent: boolean }): Promise<string[]>;
  /** Sets newly claimed rows going, after Slack has been told. */
  walk(inboxIds: string[]): void;
  /** Takes note of a payload that nobody understands; `because` names fields, never content. */
  malformed(eventId: string | null, because: string): Promise<void>;
  /**
   * Slack dropped events in this minute (epoch seconds of its start). Resolves as soon as that is noted; the catch-up runs
   * later.
   */
  rateLimited(minute: number): Promise<void>;
  /** Decides one request, which it claims itself. Resolves when answered; what throws is answered with a kind word. */
  request(incoming: IncomingRequest, answers: RequestAnswers): Promise<void>;
};
