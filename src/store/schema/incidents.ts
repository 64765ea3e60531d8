/** Emergencies: how each stands, what happened in it, and who was paged by other ways than Slack. */
import { sql } from 'drizzle-orm';
import { bigserial, boolean, index, integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { ViewData } from '../../engine/event.ts';
import type { Incident, IncidentEntry, PageRow } from '../../engine/incident.ts';
import { instant, json, workspaceId } from './columns.ts';

export const incidents = pgTable(
  'incidents',
  {
    id: text('id').primaryKey(),
    workspaceId: workspaceId(),
    clientId: text('client_id').notNull(),
    number: integer('number'),
    state: text('state').$type<Incident['state']>().notNull(),
    severity: text('severity').$type<Incident['severity']>().notNull(),
    isDrill: boolean('is_drill').notNull(),
    channelId: text('channel_id').notNull(),
    messageTs: text('message_ts'),
    threadTs: text('thread_ts'),
    raisedBy: text('raised_by').notNull(),
    raisedAt: instant('raised_at').notNull(),
    policy: json('policy').$type<Incident['policy']>().notNull(),
    step: integer('step'),
    round: integer('round').notNull(),
    acknowledgedBy: text('acknowledged_by'),
    acknowledgedAt: instant('acknowledged_at'),
    lead: text('lead'),
    clientContact: text('client_contact'),
    nextUpdateAt: instant('next_update_at'),
    resolvedBy: text('resolved_by'),
    resolvedAt: instant('resolved_at'),
    how: text('how').$type<Incident['how']>(),
    place: text('place'),
    revision: integer('revision').notNull(),
  },
  (table) => [
    index('incidents_client').on(table.workspaceId, table.clientId, table.raisedAt),
    uniqueIndex('incidents_number').on(table.workspaceId, table.clientId, table.number),
    index('incidents_running').on(table.workspaceId, table.clientId).where(sql`state <> 'resolved'`),
  ],
);

export const incidentEntries = pgTable(
  'incident_entries',
  {
    id: text('id').primaryKey(),
    workspaceId: workspaceId(),
    /** In which order they were noted down within one instant. */
    sequence: bigserial('sequence', { mode: 'number' }).notNull(),
    incidentId: text('incident_id').notNull(),
    kind: text('kind').$type<IncidentEntry['kind']>().notNull(),
    at: instant('at').notNull(),
    by: text('by'),
    data: json('data').$type<ViewData>().notNull(),
    place: text('place'),
  },
  (table) => [index('incident_entries_incident').on(table.incidentId, table.at)],
);

/** One for each way by which somebody is paged. Slack's own are in the outbox. */
export const pages = pgTable(
  'pages',
  {
    id: text('id').primaryKey(),
    workspaceId: workspaceId(),
    what: text('what').$type<PageRow['what']>().notNull(),
    incidentId: text('incident_id').notNull(),
    clientId: text('client_id').notNull(),
    round: integer('round').notNull(),
    step: integer('step').notNull(),
    responder: text('responder').notNull(),
    way: text('way').$type<PageRow['way']>().notNull(),
    state: text('state').$type<PageRow['state']>().notNull(),
    tries: integer('tries').notNull(),
    createdAt: instant('created_at').notNull(),
    attemptedAt: instant('attempted_at'),
    sentAt: instant('sent_at'),
    nextTryAt: instant('next_try_at'),
    /** Until when a sender holds it, by the machine's clock. */
    heldUntil: instant('held_until'),
    reference: text('reference'),
    failure: text('failure'),
  },
  (table) => [
    index('pages_due').on(table.nextTryAt).where(sql`next_try_at is not null`),
    index('pages_incident').on(table.incidentId),
  ],
);
