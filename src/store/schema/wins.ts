/** What went well, and who made it. What was said of it is among the words. */
import { index, integer, pgTable, text } from 'drizzle-orm/pg-core';
import type { Win } from '../../engine/win.ts';
import { instant, json, workspaceId } from './columns.ts';

export const wins = pgTable(
  'wins',
  {
    id: text('id').primaryKey(),
    workspaceId: workspaceId(),
    clientId: text('client_id').notNull(),
    /** Where it is posted, and among whose words its own stand, under which name. */
    channelId: text('channel_id').notNull(),
    place: text('place'),
    messageChannelId: text('message_channel_id'),
    messageTs: text('message_ts'),
    whose: text('whose').$type<Win['whose']>().notNull(),
    people: json('people').$type<string[]>().notNull(),
    raisedBy: text('raised_by').notNull(),
    raisedFrom: text('raised_from').$type<Win['raisedFrom']>().notNull(),
    how: text('how').$type<Win['how']>().notNull(),
    raisedAt: instant('raised_at').notNull(),
    /** The calendar month in the client's zone. */
    month: text('month').notNull(),
    state: text('state').$type<Win['state']>().notNull(),
    wording: text('wording'),
    attempt: integer('attempt').notNull(),
    approvedBy: text('approved_by'),
    settledBy: text('settled_by'),
    settledAt: instant('settled_at'),
    revision: integer('revision').notNull(),
  },
  (table) => [
    index('wins_client').on(table.workspaceId, table.clientId, table.month),
    index('wins_place').on(table.channelId, table.place),
  ],
);
