/** How much staff wrote to clients outside their own hours. */
import { and, eq, gte, inArray, isNull, lt, sql } from 'drizzle-orm';
import { eveningAt } from '../../agreement/own-hours.ts';
import { sideOf } from '../../engine/people.ts';
import { personsOf } from '../people.ts';
import { channels, messages, outbox } from '../schema.ts';
import type { Answerer } from './answerer.ts';

export const afterHours: Answerer<'afterHours'> = async (
  { session, workspaceId, context, agreements },
  { clientIds, userId, since, until },
) => {
  if (clientIds.length === 0) return 0;
  const heard = and(eq(channels.role, 'shared'), inArray(channels.clientId, clientIds));
  const said = and(eq(messages.isBot, false), isNull(messages.deletedAt));
  // What happened since was changed since, and that has an index.
  const then = and(gte(messages.changedAt, since), gte(messages.occurredAt, since), lt(messages.occurredAt, until));
  const byUs = sql`exists (select 1 from ${outbox} where ${outbox.slackTs} = ${messages.ts}
    and ${outbox.slackChannelId} = ${channels.slackChannelId} and ${outbox.onBehalfOf} = ${messages.author})`;
  const rows = await session.db
    .select({ author: messages.author, clientId: channels.clientId, at: messages.occurredAt })
    .from(messages)
    .innerJoin(channels, eq(channels.id, messages.channelId))
    .where(
      and(
        eq(messages.workspaceId, workspaceId),
        heard,
        said,
        then,
        userId === null ? undefined : eq(messages.author, userId),
        sql`not ${byUs}`,
      ),
    );
  const known = await personsOf(session, workspaceId, [...new Set(rows.map(({ author }) => author))]);
  const agency = await agreements.agency(session);
  const inForce = new Map(
    await Promise.all(clientIds.map(async (id) => [id, await agreements.inForce(session, id)] as const)),
  );
  return rows.filter(({ author, clientId, at }) => {
    const agreement = inForce.get(clientId ?? '') ?? null;
    const person = known.get(author) ?? null;
    if (agreement === null || sideOf(author, person, { agreement, agency }, context.home) !== 'staff') return false;
    return eveningAt(agreement, person?.timeZone ?? null, at) !== null;
  }).length;
};
