/** What was promised and until when. */
import { and, asc, eq, gte, inArray, not, or, sql } from 'drizzle-orm';
import { unionAll } from 'drizzle-orm/pg-core';
import { statement } from '../database.ts';
import { deadlines } from '../schema.ts';
import type { Answerer } from './answerer.ts';

const placeholder = sql.placeholder;

/** Two questions in one statement, each by an index of its own: asked with *or* they would read the whole table. */
const read = statement('deadlines', (db) => {
  const ofRule = eq(deadlines.rule, placeholder('rule'));
  const ours = and(eq(deadlines.workspaceId, placeholder('workspaceId')), ofRule);
  const about = sql`${deadlines.subject} = any(${placeholder('subjects')})`;
  // In the words of the index of those that run; a channel of ours belongs to one workspace anyway.
  const running = sql`(${deadlines.state} = 'pending' or ${deadlines.ringAt} is not null)`;
  const there = sql`${deadlines.channelId} = any(${placeholder('channelIds')})`;
  const byName = db.select().from(deadlines).where(and(ours, about));
  const byPlace = db
    .select()
    .from(deadlines)
    .where(and(ofRule, there, running, not(about)));
  return unionAll(byName, byPlace).orderBy(sql`due_at`);
});

export const deadlinesFact: Answerer<'deadlines'> = async ({ session, workspaceId }, { rule, subjects, channelIds }) =>
  subjects.length + channelIds.length === 0 ? [] : read(session, { workspaceId, rule, subjects, channelIds });

export const deadlinesOfClients: Answerer<'deadlinesOfClients'> = async (
  { session, workspaceId },
  { rule, clientIds, breachedSince },
) => {
  if (clientIds.length === 0) return [];
  const ours = and(eq(deadlines.workspaceId, workspaceId), eq(deadlines.rule, rule));
  const pending = eq(deadlines.state, 'pending');
  const breached = and(eq(deadlines.state, 'breached'), gte(deadlines.settledAt, breachedSince));
  return session.db
    .select()
    .from(deadlines)
    .where(and(ours, inArray(deadlines.clientId, clientIds), or(pending, breached)))
    .orderBy(asc(deadlines.dueAt), asc(deadlines.id));
};

export const deadlineFact: Answerer<'deadline'> = async ({ session }, { id }) => {
  const [row] = await session.db.select().from(deadlines).where(eq(deadlines.id, id));
  return row ?? null;
};
