/** What was promised and until when. */
import { and, asc, count, eq, gte, inArray, ne, not, or, sql } from 'drizzle-orm';
import { union, unionAll } from 'drizzle-orm/pg-core';
import { statement } from '../database.ts';
import { channels, deadlines, incidents } from '../schema.ts';
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

export const runningDeadlines: Answerer<'runningDeadlines'> = async ({ session, workspaceId }, { clientIds }) => {
  if (clientIds.length === 0) return [];
  const places = session.db
    .select({ id: channels.id })
    .from(channels)
    .where(and(eq(channels.workspaceId, workspaceId), inArray(channels.clientId, clientIds)));
  // In the words of the index of those that run, which goes by channel: what ran in the course of a year is not read.
  const running = sql`(${deadlines.state} = 'pending' or ${deadlines.ringAt} is not null)`;
  return session.db
    .select()
    .from(deadlines)
    .where(
      and(
        inArray(deadlines.channelId, places),
        running,
        inArray(deadlines.state, ['pending', 'breached']),
        inArray(deadlines.clientId, clientIds),
      ),
    )
    .orderBy(asc(deadlines.dueAt));
};

export const breachesSince: Answerer<'breachesSince'> = async (
  { session, workspaceId },
  { clientIds, name, since },
) => {
  if (clientIds.length === 0) return [];
  const late = and(
    eq(deadlines.workspaceId, workspaceId),
    gte(deadlines.settledAt, since),
    eq(deadlines.state, 'breached'),
    eq(deadlines.name, name),
    inArray(deadlines.clientId, clientIds),
  );
  const rows = await session.db
    .select({ clientId: deadlines.clientId, count: count() })
    .from(deadlines)
    .where(late)
    .groupBy(deadlines.clientId);
  return rows.flatMap(({ clientId, count: breaches }) => (clientId === null ? [] : [{ clientId, count: breaches }]));
};

export const countOf: Answerer<'countOf'> = async ({ session, workspaceId }, { rule, clientIds }) => {
  if (clientIds.length === 0) return [];
  const by = sql<string | null>`${deadlines.data} ->> 'by'`;
  const ours = and(eq(deadlines.workspaceId, workspaceId), eq(deadlines.rule, rule));
  const rows = await session.db
    .select({ clientId: deadlines.clientId, by, state: deadlines.state, count: count() })
    .from(deadlines)
    .where(and(ours, inArray(deadlines.clientId, clientIds)))
    .groupBy(deadlines.clientId, by, deadlines.state);
  return rows.map((row) => ({ ...row, clientId: row.clientId ?? '' }));
};

/** A wait that is paused is not late. A broken promise counts for as long as it rings. An emergency is the client's everywhere. */
export const troubledChannels: Answerer<'troubledChannels'> = async ({ session, workspaceId }, { channelIds, at }) => {
  if (channelIds.length === 0) return [];
  // In the words of the index of those that run.
  const running = sql`(${deadlines.state} = 'pending' or ${deadlines.ringAt} is not null)`;
  const late = sql`((${deadlines.state} = 'pending' and ${deadlines.dueAt} <= ${new Date(at).toISOString()}::timestamptz
    and ${deadlines.data} ->> 'pausedSince' is null and ${deadlines.name} not like 'reminder:%')
    or (${deadlines.state} = 'breached' and ${deadlines.ringAt} is not null))`;
  const inBreach = session.db
    .select({ channelId: deadlines.channelId })
    .from(deadlines)
    .where(and(eq(deadlines.workspaceId, workspaceId), inArray(deadlines.channelId, channelIds), running, late));
  const theirs = and(eq(incidents.workspaceId, workspaceId), eq(incidents.clientId, channels.clientId));
  const inEmergency = session.db
    .select({ channelId: sql<string | null>`${channels.id}` })
    .from(channels)
    .innerJoin(incidents, and(theirs, ne(incidents.state, 'resolved'), eq(incidents.isDrill, false)))
    .where(inArray(channels.id, channelIds));
  const rows = await union(inBreach, inEmergency);
  return rows.flatMap(({ channelId }) => channelId ?? []);
};
