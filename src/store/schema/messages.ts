/** What was said and done in channels: ids and instants; words apart, in one table; conversations as folded from them. */
import { boolean, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { Conversation, MarkRow, Pause, ReadingAt, Settled } from '../../engine/conversation.ts';
import { instant, json, workspaceId } from './columns.ts';

/** A mark as stored; whose side the marker is on is asked of people when it is read. */
export type StoredMark = Omit<MarkRow, 'side'> & {
  /** When it was last put on or taken off; an older happening changes nothing. */
  changedAt: number;
};

export const messages = pgTable(
  'messages',
  {
    workspaceId: workspaceId(),
    channelId: text('channel_id').notNull(),
    /** Slack's ts, text; orders as text. */
    ts: text('ts').notNull(),
    threadTs: text('thread_ts'),
    author: text('author').notNull(),
    isBot: boolean('is_bot').notNull(),
    fileCount: integer('file_count').notNull(),
    occurredAt: instant('occurred_at').notNull(),
    /** The latest instant at which anything about it happened. */
    changedAt: instant('changed_at').notNull(),
    editedTs: text('edited_ts'),
    deletedAt: instant('deleted_at'),
    readings: json('readings').$type<ReadingAt[]>().notNull(),
    marks: json('marks').$type<StoredMark[]>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.channelId, table.ts] }),
    index('messages_changed').on(table.channelId, table.changedAt),
    index('messages_thread').on(table.channelId, table.threadTs),
  ],
);

/** The only table with people's words; encrypted when a key is set. At `keepUntil` they go at the latest: see `retention.ts`. */
export const words = pgTable(
  'words',
  {
    workspaceId: workspaceId(),
    channelId: text('channel_id').notNull(),
    ts: text('ts').notNull(),
    text: text('text').notNull(),
    keepUntil: instant('keep_until').notNull(),
  },
  (table) => [primaryKey({ columns: [table.channelId, table.ts] }), index('words_keep_until').on(table.keepUntil)],
);

export const conversations = pgTable(
  'conversations',
  {
    id: text('id').primaryKey(),
    workspaceId: workspaceId(),
    clientId: text('client_id').notNull(),
    channelId: text('channel_id').notNull(),
    lane: text('lane').notNull(),
    turn: text('turn').$type<Conversation['turn']>().notNull(),
    messages: text('messages').array().notNull(),
    asker: text('asker').notNull(),
    openedBy: text('opened_by').$type<Conversation['openedBy']>().notNull(),
    /** When the first thing that made it happened; where a fold must start to see it whole. */
    openedAt: instant('opened_at').notNull(),
    askedAt: instant('asked_at').notNull(),
    settledAt: instant('settled_at'),
    settledHow: text('settled_how').$type<Settled['how']>(),
    settledBy: text('settled_by'),
    pauses: json('pauses').$type<Pause[]>().notNull(),
    takenBy: text('taken_by'),
    handedTo: text('handed_to'),
    chosen: json('chosen').$type<Conversation['chosen']>().notNull(),
  },
  (table) => [
    index('conversations_channel').on(table.channelId, table.settledAt),
    index('conversations_client').on(table.workspaceId, table.clientId, table.settledAt),
    index('conversations_messages').using('gin', table.messages),
  ],
);
