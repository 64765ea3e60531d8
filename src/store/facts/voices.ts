/** Who has written in a lane lately, each once, and when one person last wrote to a client. */
import { and, eq, gte, isNull, max } from 'drizzle-orm';
import { topLane } from '../../engine/conversation.ts';
import { sideOf } from '../../engine/people.ts';
import { personsOf } from '../people.ts';
import { channels, messages } from '../schema.ts';
import type { Answerer } from './answerer.ts';

export const voices: Answerer<'voices'> = async (
  { session, context, agreements },
  { clientId, channelId, lane, since },
) => {
  const there = lane === topLane ? isNull(messages.threadTs) : eq(messages.threadTs, lane);
  const said = and(eq(messages.isBot, false), isNull(messages.deletedAt), gte(messages.occurredAt, since));
  const rows = await session.db
    .select({ userId: messages.author, lastAt: max(messages.occurredAt) })
    .from(messages)
    // What happened since was changed since, and that has an index.
    .where(and(eq(messages.channelId, channelId), gte(messages.changedAt, since), said, there))
    .groupBy(messages.author);
  const authors = rows.map(({ userId }) => userId).filter((userId) => userId !== '');
  const agreement = await agreements.inForce(session, clientId);
  const lists = { agreement, agency: await agreements.agency(session) };
  const known = await personsOf(session, context.home.workspaceId, authors);
  return rows
    .filter(({ userId }) => userId !== '')
    .map(({ userId, lastAt }) => ({
      userId,
      side: sideOf(userId, known.get(userId) ?? null, lists, context.home),
      lastAt: lastAt ?? since,
    }));
};

export const lastWrote: Answerer<'lastWrote'> = async ({ session }, { clientId, userId, since }) => {
  const theirs = and(eq(channels.clientId, clientId), eq(messages.author, userId), isNull(messages.deletedAt));
  const [row] = await session.db
    .select({ at: max(messages.occurredAt) })
    .from(messages)
    .innerJoin(channels, eq(channels.id, messages.channelId))
    .where(and(theirs, gte(messages.changedAt, since), gte(messages.occurredAt, since)));
  return row?.at ?? null;
};
