/** What was agreed beside the file: corrections of readings, change orders, and what the two companies decided. */
import { bigint, index, integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { ScopeItem } from '../../agreement/scope-list.ts';
import type { ChangeOrder } from '../../engine/change-order.ts';
import type { Correction } from '../../engine/correction.ts';
import type { LoggedDecision } from '../../engine/decision-log.ts';
import { instant, json, workspaceId } from './columns.ts';

/** What staff said about messages of a client; each one's text is among the words, and it goes when that goes. */
export const corrections = pgTable(
  'corrections',
  {
    id: text('id').primaryKey(),
    workspaceId: workspaceId(),
    clientId: text('client_id').notNull(),
    channelId: text('channel_id').notNull(),
    messageTs: text('message_ts').notNull(),
    /** Under which name its text stands among the words of the channel. */
    place: text('place').notNull(),
    itemId: text('item_id'),
    verdict: text('verdict').$type<Correction['verdict']>().notNull(),
    by: text('by').notNull(),
    at: instant('at').notNull(),
  },
  (table) => [
    index('corrections_client').on(table.workspaceId, table.clientId),
    uniqueIndex('corrections_message').on(table.channelId, table.messageTs),
  ],
);

/** Changes of the scope list as they were offered to a client, in whatever state. Its text is among the words. */
export const changeOrders = pgTable(
  'change_orders',
  {
    id: text('id').primaryKey(),
    workspaceId: workspaceId(),
    clientId: text('client_id').notNull(),
    /** Where it was asked for and is offered. */
    channelId: text('channel_id').notNull(),
    messageTs: text('message_ts'),
    threadTs: text('thread_ts'),
    /** The line of the list that it was drafted from; null: of none. */
    itemId: text('item_id'),
    /** Items of the list as they become. */
    items: json('items').$type<ScopeItem[]>().notNull(),
    /** The version that it was made from. */
    agreementVersion: integer('agreement_version').notNull(),
    state: text('state').$type<ChangeOrder['state']>().notNull(),
    author: text('author').notNull(),
    /** Under which name its text stands among the words of the channel, and that text frozen. */
    place: text('place').notNull(),
    textHash: text('text_hash').notNull(),
    /** In hundredths. */
    priceAmount: bigint('price_amount', { mode: 'number' }),
    priceCurrency: text('price_currency'),
    revision: integer('revision').notNull(),
    createdAt: instant('created_at').notNull(),
    sentAt: instant('sent_at'),
    expiresAt: instant('expires_at'),
    decidedAt: instant('decided_at'),
    decidedBy: text('decided_by'),
    /** The version that came of it. */
    newVersion: integer('new_version'),
  },
  (table) => [index('change_orders_client').on(table.workspaceId, table.clientId, table.createdAt)],
);

/** What the two companies decided, when, and by whom; its text, where it has one, is among the words. */
export const decisions = pgTable(
  'decisions',
  {
    id: text('id').primaryKey(),
    workspaceId: workspaceId(),
    clientId: text('client_id').notNull(),
    kind: text('kind').$type<LoggedDecision['kind']>().notNull(),
    /** What was decided about: the id of a change order. */
    subject: text('subject').notNull(),
    at: instant('at').notNull(),
    by: text('by').notNull(),
    channelId: text('channel_id').notNull(),
    place: text('place'),
    versionBefore: integer('version_before'),
    versionAfter: integer('version_after'),
  },
  (table) => [index('decisions_client').on(table.workspaceId, table.clientId, table.at)],
);
