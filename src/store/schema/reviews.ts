/** What is left of emergencies once they are over: reviews with the client's answers, and what is to be done. */
import { index, integer, pgTable, text } from 'drizzle-orm/pg-core';
import type { FollowUp, SurveyAnswer } from '../../engine/incident-review.ts';
import { instant, json, workspaceId } from './columns.ts';

export const incidentReviews = pgTable(
  'incident_reviews',
  {
    incidentId: text('incident_id').primaryKey(),
    workspaceId: workspaceId(),
    clientId: text('client_id').notNull(),
    channelId: text('channel_id').notNull(),
    end: integer('end_revision').notNull(),
    answers: json('answers').$type<SurveyAnswer[]>().notNull(),
    place: text('place'),
    writtenBy: text('written_by'),
    writtenAt: instant('written_at'),
    shownPlace: text('shown_place'),
    shownBy: text('shown_by'),
    shownAt: instant('shown_at'),
    shownRevision: integer('shown_revision'),
    finishedAt: instant('finished_at'),
    finishedBy: text('finished_by'),
    revision: integer('revision').notNull(),
  },
  (table) => [index('incident_reviews_client').on(table.workspaceId, table.clientId)],
);

/** What is to be done after an emergency, by whom and until when. Its text is among the words. */
export const incidentFollowUps = pgTable(
  'incident_follow_ups',
  {
    id: text('id').primaryKey(),
    workspaceId: workspaceId(),
    clientId: text('client_id').notNull(),
    incidentId: text('incident_id').notNull(),
    channelId: text('channel_id').notNull(),
    place: text('place').notNull(),
    owner: text('owner').notNull(),
    /** A local date of its owner's. */
    dueOn: text('due_on').notNull(),
    state: text('state').$type<FollowUp['state']>().notNull(),
    createdBy: text('created_by').notNull(),
    createdAt: instant('created_at').notNull(),
    settledBy: text('settled_by'),
    settledAt: instant('settled_at'),
    revision: integer('revision').notNull(),
  },
  (table) => [index('incident_follow_ups_incident').on(table.workspaceId, table.clientId, table.incidentId)],
);
