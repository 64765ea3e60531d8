/**
 * What was used of an allowance, or given as a favour. Types only; it holds ids, amounts and instants, and of what somebody
 * wrote beside it only under which name it is kept among the words.
 */

export type ScopeEntry = {
  id: string;
  clientId: string;
  kind: 'used' | 'favour';
  /** Null for a favour. */
  itemId: string | null;
  /** In hundredths of the unit. */
  amount: number;
  unit: string;
  /** Epoch milliseconds. */
  at: number;
  /** The calendar month in the client's zone: `2026-11`. */
  month: string;
  by: string;
  /** Where its note is kept among the words; null: it has none. */
  note: { channelId: string; place: string } | null;
  /** The message that it was for, by our channel id and Slack's ts; null: none was named. */
  message: { channelId: string; ts: string } | null;
  /** Null while it counts. */
  takenBackAt: number | null;
  agreementVersion: number;
};

/** What a transaction may note down of it; both as often as one likes. */
export type ScopeEntriesKept = {
  addScopeEntry(entry: Omit<ScopeEntry, 'clientId' | 'takenBackAt'> & { clientId: string }): Promise<void>;
  takeBackScopeEntry(id: string, by: string, at: number): Promise<void>;
};
