/** What was to be reached by a day, and what became of it. */
import { index, integer, pgTable, text } from 'drizzle-orm/pg-core';
import type { Milestone, Slip } from '../../engine/milestone.ts';
import { instant, json, workspaceId } from './columns.ts';

/** One for each that was ever agreed. What clients were told of it is among the words. */
export const milestones = pgTable(
  'milestones',
  {
    id: text('id').primaryKey(),
    workspaceId: workspaceId(),
    clientId: text('client_id').notNull(),
    milestoneId: text('milestone_id').notNull(),
    /** Local dates of the client: as it was agreed, and as it is expected now. */
    agreedFor: text('agreed_for').notNull(),
    date: text('date').notNull(),
    state: text('state').$type<Milestone['state']>().notNull(),
    slips: json('slips').$type<Slip[]>().notNull(),
    onTrackAt: instant('on_track_at'),
    reachedBy: text('reached_by'),
    reachedAt: instant('reached_at'),
    channelId: text('channel_id'),
    place: text('place'),
    revision: integer('revision').notNull(),
  },
  (table) => [index('milestones_client').on(table.workspaceId, table.clientId)],
);
