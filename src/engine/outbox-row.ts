/** One of our messages on its way, as its sender sees it, and what became of it. Types only; nothing here decides anything. */
import type { Say } from './effect.ts';

/** One of our messages as the sender takes it up. */
export type OutboxRow = {
  id: string;
  clientId: string | null;
  rule: string;
  key: string;
  destination: string;
  threadTs: string | null;
  say: Omit<Say, 'kind' | 'key' | 'to' | 'priority'>;
  state: 'waiting' | 'sending' | 'unknown' | 'sent' | 'withdrawing';
  wanted: number;
  drawn: number;
  tries: number;
  createdAt: number;
  attemptedAt: number | null;
  slackChannelId: string | null;
  slackTs: string | null;
  carriedBy: string | null;
};

/** What became of one row; `nextTryAt` null: nothing more to do about it. */
export type OutboxOutcome = {
  state: OutboxRow['state'] | 'withdrawn' | 'cancelled' | 'failed';
  drawn?: number;
  nextTryAt: number | null;
  slackChannelId?: string;
  slackTs?: string;
  sentAt?: number;
  failure?: string;
  /** Null: it goes alone again. */
  carriedBy?: null;
};
