/** Who somebody is, which channel this is, and whose clients they serve. */
import { and, eq, sql } from 'drizzle-orm';
import { sideIn } from '../../agreement/agreement.ts';
import { isManager } from '../../engine/people.ts';
import { statement } from '../database.ts';
import { personOf, toChannel } from '../people.ts';
import { channelAliases, channels } from '../schema.ts';
import type { Answerer } from './answerer.ts';

export const person: Answerer<'person'> = ({ session, workspaceId }, { userId }) =>
  personOf(session, workspaceId, userId);

const readChannel = statement('channel', (db) =>
  db
    .select()
    .from(channels)
    .where(eq(channels.id, sql.placeholder('channelId'))),
);

export const channel: Answerer<'channel'> = async ({ session }, { channelId }) => {
  const [row] = await readChannel(session, { channelId });
  return row === undefined ? null : toChannel(row);
};

export const channelBySlackId: Answerer<'channelBySlackId'> = async ({ session, workspaceId }, { slackChannelId }) => {
  const alias = and(eq(channelAliases.workspaceId, workspaceId), eq(channelAliases.slackChannelId, slackChannelId));
  const [row] = await session.db
    .select({ channel: channels })
    .from(channels)
    .innerJoin(channelAliases, eq(channelAliases.channelId, channels.id))
    .where(alias);
  return row === undefined ? null : toChannel(row.channel);
};

export const clientsServedBy: Answerer<'clientsServedBy'> = async (
  { session, workspaceId, agreements },
  { userId },
) => {
  const agency = await agreements.agency(session);
  const who = await personOf(session, workspaceId, userId);
  const all = await agreements.all(session);
  const served = all.filter(
    (agreement) =>
      agreement.status !== 'ended' &&
      (sideIn(agreement, userId) === 'staff' || isManager(userId, who, { agreement, agency })),
  );
  return served.map(({ id, client }) => ({ clientId: id, name: client.name }));
};

export const clientsNaming: Answerer<'clientsNaming'> = async ({ session, agreements }, { userId }) => {
  const all = await agreements.all(session);
  return all
    .filter((agreement) => agreement.status !== 'ended' && sideIn(agreement, userId) === 'client')
    .map(({ id, client }) => ({ clientId: id, name: client.name }));
};
