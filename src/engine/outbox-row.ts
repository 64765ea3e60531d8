/** One of our messages on its way, as its sender sees it, where it goes, and what became of it. Nothing here decides anything. */
import type { Say } from './effect.ts';
import type { Destination } from './event.ts';

/** One of our messages as the sender takes it up. */
export type OutboxRow = {
  id: string;
  clientId: string | null;
  rule: string;
  key: string;
  destination: string;
  threadTs: string | null;
  /** The key of the message of ours in whose thread it belongs; null: in none. */
  under: string | null;
  isUrgent: boolean;
  /** Whether it may wait for its turn where Slack has asked for patience. */
  isPatient: boolean;
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

/** Where a row goes, from the name under which its destination has its pace, and the thread it belongs in. */
export function destinationOf({
  destination,
  threadTs,
  under,
}: Pick<OutboxRow, 'destination' | 'threadTs' | 'under'>): Destination {
  const [kind, id = '', userId = ''] = destination.split(':');
  if (kind === 'aside') return { kind, channelId: id, userId };
  if (kind === 'person' || kind === 'home') return { kind, userId: id };
  if (kind !== 'channel') return { kind: 'operator' };
  return { kind, channelId: id, threadTs, ...(under === null ? {} : { under }) };
}
