/**
 * What somebody of the staff said about a message of a client: by which the next one like it is read better. Types only; its
 * text is among the words, as long as the agreement says, and it goes with them.
 */

export type Correction = {
  id: string;
  clientId: string;
  channelId: string;
  /** Slack's ts of the message. */
  messageTs: string;
  /** Under which name its text is kept among the words of the channel. */
  place: string;
  /** The item it belongs to, or, on the other side than the verdict, the one it does not belong to; null: none. */
  itemId: string | null;
  /** What the message is; `none`: no request. */
  verdict: 'in' | 'out' | 'none';
  by: string;
  /** Epoch milliseconds. */
  at: number;
};

/** What the store keeps of corrections. */
export type CorrectionsKept = {
  /** Another text whenever the corrections of this client are others than before. */
  correctionsStamp(clientId: string): Promise<string>;
  /** Of one message there is one: it replaces what was said before. */
  saveCorrection(correction: Correction): Promise<void>;
  /** Forgets it with its text, at once. There need be none. */
  dropCorrection(channelId: string, ts: string): Promise<void>;
};
