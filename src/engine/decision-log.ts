/**
 * What the two companies decided: when, by whom, about what. Not what a rule concluded: that is a ruling. Types only; the
 * text, where there is one, is among the words under the name `place`.
 */

export type LoggedDecision = {
  id: string;
  clientId: string;
  /** *meeting-confirmed*: written after a meeting, and confirmed by the client; *meeting-kept*: not confirmed, and kept so. */
  kind: 'change-order-accepted' | 'change-order-declined' | 'meeting-confirmed' | 'meeting-kept' | 'milestone-moved';
  /** What was decided about: the id of a change order; of a meeting, what was written of it and which time; of a milestone, which and both days. */
  subject: string;
  /** Epoch milliseconds. */
  at: number;
  by: string;
  channelId: string;
  place: string | null;
  /** Versions of the agreement before and after it; null where nothing of it changed. */
  versionBefore: number | null;
  versionAfter: number | null;
};
