/** Who somebody is, which channel this is, and whose clients they serve. */
import { and, asc, eq, sql } from 'drizzle-orm';
import { sideIn } from '../../agreement/agreement.ts';
import { isManager, standingInSlack, standingOf } from '../../engine/people.ts';
import { absencesWithin } from '../absences.ts';
import { statement } from '../database.ts';
import { personOf, personsOf, toChannel } from '../people.ts';
import { channelAliases, channelMembers, channels, persons as personsTable } from '../schema.ts';
import type { Answerer } from './answerer.ts';

export const person: Answerer<'person'> = ({ session, workspaceId }, { userId }) =>
  personOf(session, workspaceId, userId);

export const persons: Answerer<'persons'> = async ({ session, workspaceId }, { userIds }) => [
  ...(await personsOf(session, workspaceId, userIds)).values(),
];

export const workspaceAdmins: Answerer<'workspaceAdmins'> = async ({ session, workspaceId }) => {
  const theirs = and(eq(personsTable.workspaceId, workspaceId), eq(personsTable.isWorkspaceAdmin, true));
  const rows = await session.db
    .select({ userId: personsTable.userId })
    .from(personsTable)
    .where(and(theirs, eq(personsTable.isDeleted, false)))
    .orderBy(asc(personsTable.userId));
  return [
    ...(
      await personsOf(
        session,
        workspaceId,
        rows.map(({ userId }) => userId),
      )
    ).values(),
  ];
};

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

export const clientsServedBy: Answerer<'clientsServedBy'> = async (asking, { userId, at }) => {
  const { session, workspaceId, agreements } = asking;
  const agency = await agreements.agency(session);
  const all = await agreements.all(session);
  const whom =
    at === undefined ? [] : await absencesWithin(session, workspaceId, { backup: userId }, { from: at, until: at + 1 });
  const served = new Set<string>();
  for (const one of [userId, ...whom.map(({ userId: away }) => away)]) {
    const who = await personOf(session, workspaceId, one);
    const theirs = all.filter(
      (agreement) =>
        agreement.status !== 'ended' &&
        (sideIn(agreement, one) === 'staff' || isManager(one, who, { agreement, agency })),
    );
    for (const { id } of theirs) served.add(id);
  }
  return all.filter(({ id }) => served.has(id)).map(({ id, client }) => ({ clientId: id, name: client.name }));
};

export const members: Answerer<'members'> = async ({ session }, { channelId }) => {
  const { db } = session;
  const [channelRow] = await db
    .select({ readAt: channels.membersReadAt })
    .from(channels)
    .where(eq(channels.id, channelId));
  const rows = await db
    .select({ userId: channelMembers.userId })
    .from(channelMembers)
    .where(and(eq(channelMembers.channelId, channelId), eq(channelMembers.isIn, true)))
    .orderBy(asc(channelMembers.userId));
  return { userIds: rows.map(({ userId }) => userId), readAt: channelRow?.readAt ?? null };
};

export const seen: Answerer<'seen'> = async ({ session, context, agreements }, { clientId, userIds }) => {
  const { home } = context;
  const lists = {
    agreement: clientId === null ? null : await agreements.inForce(session, clientId),
    agency: await agreements.agency(session),
  };
  const known = await personsOf(session, home.workspaceId, userIds);
  return userIds.map((userId) => {
    const who = known.get(userId) ?? null;
    const standing = standingOf(userId, who, lists, home);
    return { userId, person: who, standing, inSlack: standingInSlack(who, home) };
  });
};

export const channelsOf: Answerer<'channelsOf'> = async ({ session, workspaceId }, { clientId }) => {
  const ofClient = and(eq(channels.workspaceId, workspaceId), eq(channels.clientId, clientId));
  const rows = await session.db.select().from(channels).where(ofClient).orderBy(asc(channels.name));
  const all = rows.map(toChannel);
  return [...all.filter(({ role }) => role === 'shared'), ...all.filter(({ role }) => role !== 'shared')];
};

export const clientsMeeting: Answerer<'clientsMeeting'> = async ({ session, workspaceId, agreements }, { userId }) => {
  const isThere = and(eq(channelMembers.userId, userId), eq(channelMembers.isIn, true));
  const rows = await session.db
    .selectDistinct({ clientId: channels.clientId })
    .from(channelMembers)
    .innerJoin(channels, eq(channels.id, channelMembers.channelId))
    .where(and(eq(channels.workspaceId, workspaceId), eq(channels.role, 'shared'), isThere));
  const met = new Set(rows.map(({ clientId }) => clientId));
  const all = await agreements.all(session);
  return all
    .filter(({ id, status }) => status !== 'ended' && met.has(id))
    .map(({ id, client }) => ({ clientId: id, name: client.name }));
};

export const clientsNaming: Answerer<'clientsNaming'> = async ({ session, agreements }, { userId }) => {
  const all = await agreements.all(session);
  return all
    .filter((agreement) => agreement.status !== 'ended' && sideIn(agreement, userId) === 'client')
    .map(({ id, client }) => ({ clientId: id, name: client.name }));
};
