/** What both sides want to reach, as far as anybody noted down what it came to. */
import { bigserial, doublePrecision, index, integer, pgTable, text } from 'drizzle-orm/pg-core';
import { instant, workspaceId } from './columns.ts';

/** What goals came to, month by month; entered again it is another row. Its sentence is among the words, if anywhere. */
export const goalValues = pgTable(
  'goal_values',
  {
    id: text('id').primaryKey(),
    workspaceId: workspaceId(),
    /** In which order they were noted down within one instant. */
    sequence: bigserial('sequence', { mode: 'number' }).notNull(),
    clientId: text('client_id').notNull(),
    goalId: text('goal_id').notNull(),
    /** The calendar month in the client's zone: `2026-11`. */
    month: text('month').notNull(),
    /** Null: what was entered before is taken back. */
    value: doublePrecision('value'),
    by: text('by').notNull(),
    at: instant('at').notNull(),
    channelId: text('channel_id'),
    place: text('place'),
    agreementVersion: integer('agreement_version').notNull(),
  },
  (table) => [index('goal_values_month').on(table.workspaceId, table.clientId, table.month)],
);
