/**
 * What a silent trial keeps from a client: shown to the staff instead, who say whether it would have been right. Types only;
 * it deliberately decides nothing: the gate turns a message aside, the trial's own rule asks and counts.
 */

export type Verdict = 'right' | 'wrong';

/** One message that was held back. `key` is the one under which it would have been said; instants in epoch milliseconds. */
export type HeldBack = {
  id: string;
  clientId: string;
  /** The rule that would have said it. */
  rule: string;
  key: string;
  at: number;
  verdict: Verdict | null;
  verdictBy: string | null;
  verdictAt: number | null;
};

/** How many of a rule's messages were held back, by what was thought of them; null: nothing yet. */
export type HeldBackCount = { rule: string; verdict: Verdict | null; count: number };

/** The view that shows it; beside the message's own data it holds `heldView`, `heldKey` and the channel, `heldIn`. */
export const heldBackView = 'held-back';

/** What a transaction may note down of it. */
export type HeldBackKept = {
  /** Once for each key. */
  holdBack(held: Pick<HeldBack, 'clientId' | 'rule' | 'key'>, now: number): Promise<void>;
  judgeHeldBack(id: string, verdict: Verdict, by: string, now: number): Promise<void>;
};
