/**
 * A change of the scope list as it was offered to a client: what becomes of the list, for how much, by when to be decided,
 * and who decided what. Types only; its text is among the words, under the name `place`, and frozen by its hash.
 */
import type { ScopeItem } from '../agreement/scope-list.ts';

/** *void*: taken back, or replaced by an edited one. */
export type ChangeOrderState = 'draft' | 'sent' | 'accepted' | 'declined' | 'expired' | 'void';

export type ChangeOrder = {
  id: string;
  clientId: string;
  /** Our id of the channel where it was asked for and is offered, and Slack's ts of the message and its thread. */
  channelId: string;
  messageTs: string | null;
  threadTs: string | null;
  /** The line of the list that it was drafted from. */
  itemId: string | null;
  /** Items of the list as they become. */
  items: ScopeItem[];
  agreementVersion: number;
  state: ChangeOrderState;
  author: string;
  place: string;
  textHash: string;
  /** In hundredths of the currency (ISO 4217); null: it costs nothing more. */
  price: { amount: number; currency: string } | null;
  /** Counts every change of it, so that a stale button is known. */
  revision: number;
  /** Instants in epoch milliseconds. */
  createdAt: number;
  sentAt: number | null;
  expiresAt: number | null;
  decidedAt: number | null;
  decidedBy: string | null;
  /** The version of the agreement that came of it. */
  newVersion: number | null;
};
