/**
 * A change of the scope list as it was offered to a client: what becomes of the list, for how much, by when to be decided,
 * and who decided what. Its text is among the words, under the name `place`, and frozen by its hash (the store's). It decides nothing.
 */
import type { ScopeItem } from '../agreement/scope-list.ts';
import type { LoggedDecision } from './decision-log.ts';

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

/** What somebody wrote of a change order: the reply to the client, and when it would be done, as free text. */
export type OrderWords = { text: string; time: string };

/** What a transaction may keep of change orders, and of what came of them. */
export type ChangeOrdersKept = {
  /** Writes it as it is now; with words, these take the place of what was kept and are frozen with the rest. Null: they stay. */
  saveChangeOrder(order: Omit<ChangeOrder, 'textHash'>, words: OrderWords | null): Promise<void>;
  /** It never was, and neither were its words. */
  dropChangeOrder(id: string): Promise<void>;
  /** Once for each id. */
  logDecision(decision: LoggedDecision): Promise<void>;
};

/** Its words as they are kept: one text. */
export function keptOrderWords({ text, time }: OrderWords): string {
  return JSON.stringify({ text, time });
}

/** Takes them apart again; null for what nobody wrote so, or what is gone. */
export function readOrderWords(kept: string | null): OrderWords | null {
  if (kept === null) return null;
  try {
    const { text, time } = JSON.parse(kept) as Partial<OrderWords>;
    return typeof text === 'string' && typeof time === 'string' ? { text, time } : null;
  } catch {
    return null;
  }
}

/**
 * What both sides decide about, as one text of which the hash is kept: the words, the price, the items as they become, and
 * the version before. The database keeps keys in an order of its own; here they have theirs.
 */
export function frozenText(
  { price, items, agreementVersion }: Pick<ChangeOrder, 'price' | 'items' | 'agreementVersion'>,
  { text, time }: OrderWords,
): string {
  return JSON.stringify(sorted({ text, time, price, items, agreementVersion }));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  const inOrder = entries.sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(inOrder.map(([key, one]) => [key, sorted(one)]));
}
