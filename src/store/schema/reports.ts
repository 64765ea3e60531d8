/** Reports to clients: what is asked, who answers, how far each is. What people wrote is among the words. */
import { index, integer, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { Contributor, Report, ReportQuestion } from '../../engine/report.ts';
import { instant, json, workspaceId } from './columns.ts';

export const reports = pgTable(
  'reports',
  {
    id: text('id').notNull(),
    workspaceId: workspaceId(),
    clientId: text('client_id').notNull(),
    kind: text('kind').$type<Report['kind']>().notNull(),
    /** A local date of the client's. */
    plannedFor: text('planned_for').notNull(),
    goesAt: instant('goes_at').notNull(),
    draftAt: instant('draft_at').notNull(),
    state: text('state').$type<Report['state']>().notNull(),
    agreementVersion: integer('agreement_version').notNull(),
    questions: json('questions').$type<ReportQuestion[]>().notNull(),
    contributors: json('contributors').$type<Contributor[]>().notNull(),
    channelId: text('channel_id').notNull(),
    edited: json('edited').$type<Report['edited']>(),
    approvedBy: text('approved_by'),
    approvedAt: instant('approved_at'),
    postedAt: instant('posted_at'),
    postedPlace: text('posted_place'),
    skippedBecause: text('skipped_because'),
    revision: integer('revision').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    uniqueIndex('reports_planned').on(table.workspaceId, table.clientId, table.kind, table.plannedFor),
    index('reports_channel').on(table.channelId),
    index('reports_client').on(table.workspaceId, table.clientId, table.goesAt),
  ],
);
