/** What was promised and until when. */
import { and, asc, eq, inArray, isNotNull, or } from 'drizzle-orm';
import { deadlines } from '../schema.ts';
import type { Answerer } from './answerer.ts';

export const deadlinesFact: Answerer<'deadlines'> = ({ session, workspaceId }, { rule, subjects, channelIds }) => {
  const about = subjects.length === 0 ? undefined : inArray(deadlines.subject, subjects);
  const running = or(eq(deadlines.state, 'pending'), isNotNull(deadlines.ringAt));
  const there = channelIds.length === 0 ? undefined : and(inArray(deadlines.channelId, channelIds), running);
  if (about === undefined && there === undefined) return Promise.resolve([]);
  return session.db
    .select()
    .from(deadlines)
    .where(and(eq(deadlines.workspaceId, workspaceId), eq(deadlines.rule, rule), or(about, there)))
    .orderBy(asc(deadlines.dueAt));
};

export const deadlineFact: Answerer<'deadline'> = async ({ session }, { id }) => {
  const [row] = await session.db.select().from(deadlines).where(eq(deadlines.id, id));
  return row ?? null;
};
