/** In which channels of clients nothing is heard. */
import { and, asc, eq, inArray, isNotNull, ne } from 'drizzle-orm';
import { ofChannel } from '../hearing.ts';
import { toChannel } from '../people.ts';
import { channels, clients } from '../schema.ts';
import type { Answerer } from './answerer.ts';

export const deafChannels: Answerer<'deafChannels'> = async ({ session, workspaceId }, { clientIds }) => {
  const ofClients = clientIds === 'all' ? undefined : inArray(channels.clientId, clientIds);
  const shared = and(eq(channels.workspaceId, workspaceId), eq(channels.role, 'shared'), ne(clients.status, 'ended'));
  const rows = await session.db
    .select({ channel: channels })
    .from(channels)
    .innerJoin(clients, ofChannel())
    .where(and(shared, ofClients, isNotNull(channels.deafBecause)))
    .orderBy(asc(channels.deafSince), asc(channels.id));
  return rows.flatMap(({ channel }) => {
    const { clientId, deafBecause, deafSince } = channel;
    if (clientId === null || deafBecause === null || deafSince === null) return [];
    return [{ ...toChannel(channel), clientId, because: deafBecause, since: deafSince }];
  });
};
