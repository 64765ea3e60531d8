/** The store put together: the engine's port over Postgres. */
import { and, eq, sql } from 'drizzle-orm';
import type { Held, Store, Tx } from '../engine/store-port.ts';
import { absenceWrites } from './absences.ts';
import { type Agreements, agreementWrites, createAgreements, storedAgreements } from './agreements.ts';
import { celebrationWrites } from './celebrations.ts';
import { changeOrderWrites } from './change-orders.ts';
import type { StoreContext } from './context.ts';
import { correctionWrites } from './corrections.ts';
import { attempt, type Database, type Session, statement } from './database.ts';
import { createDead } from './dead.ts';
import { createDeadlines, deadlineWrites } from './deadlines.ts';
import { savesDoNotDisturb } from './do-not-disturb.ts';
import { createAsk } from './facts/index.ts';
import { conversationWrites, foldable } from './folding.ts';
import { forgetWrites } from './forget.ts';
import { goalValueWrites } from './goals.ts';
import { createHearing } from './hearing.ts';
import { heldBackWrites } from './held-back.ts';
import { createHomes } from './homes.ts';
import { createHousekeeping } from './housekeeping.ts';
import { createInbox, finishInbox, inboxWrites } from './inbox.ts';
import { createPages, incidentWrites } from './incidents.ts';
import { createKept } from './kept.ts';
import { createMembers } from './members.ts';
import { messageReads, messageWrites } from './messages.ts';
import { milestoneWrites } from './milestones.ts';
import { createMissed } from './missed.ts';
import { choiceWrites } from './notice-choices.ts';
import { overrideWrites, savesGroups } from './on-call.ts';
import { createOutbox, outboxWrites } from './outbox.ts';
import { createOverview } from './overview.ts';
import { channelIdOf, createPeople, personOf } from './people.ts';
import { reportWrites } from './reports.ts';
import { reviewWrites } from './reviews.ts';
import { createFailures, rulingWrites } from './rulings.ts';
import { agencies, channels, clients } from './schema.ts';
import { scopeEntryWrites } from './scope-entries.ts';
import { winWrites } from './wins.ts';

const placeholder = sql.placeholder;

/** The store over a database, for one workspace. */
export function createStore(database: Database, context: StoreContext): Store {
  const agreements = createAgreements(context);
  const txOf = (session: Session) => createTx(session, context, agreements);
  const { workspaceId } = context.home;
  return {
    transaction: (work, options) => database.transaction((session) => work(txOf(session)), options),
    ask: createAsk((work) =>
      database.with((session) => work({ session, workspaceId, context, agreements, folded: null })),
    ),
    inbox: createInbox(database, context),
    people: {
      ...createPeople(database, context),
      ...createMembers(database, context),
      ...createMissed(database, context),
      ...createHearing(database, context),
      ...savesGroups(database, context),
      ...savesDoNotDisturb(database, context),
    },
    agreements: storedAgreements(database, context, agreements),
    ...messageReads(database),
    deadlines: createDeadlines(database, context),
    failures: createFailures(database, context),
    outbox: createOutbox(database, context),
    homes: createHomes(database, context),
    pages: createPages(database, context),
    ...createHousekeeping(database, context),
    ...createDead(database, context),
    ...createKept(database, context),
    ...createOverview(database, context),
  };
}

/** The client's row, and which version of the agency's file is in force: both belong to what is held. */
const heldColumns = {
  client: clients,
  agencyVersion: sql<
    number | null
  >`(select max(${agencies.version}) from ${agencies} where ${agencies.workspaceId} = ${clients.workspaceId})`,
};

type HeldRow = { client: typeof clients.$inferSelect; agencyVersion: number | null };

const lockClient = statement('client_lock', (db) =>
  db
    .select(heldColumns)
    .from(clients)
    .where(and(eq(clients.workspaceId, placeholder('workspaceId')), eq(clients.id, placeholder('clientId'))))
    .for('update'),
);

const lockClientOfChannel = statement('client_lock_by_channel', (db) =>
  db
    .select(heldColumns)
    .from(clients)
    .innerJoin(channels, and(eq(channels.workspaceId, clients.workspaceId), eq(channels.clientId, clients.id)))
    .where(eq(channels.id, placeholder('channelId')))
    .for('update', { of: clients }),
);

const lockChannel = statement('channel_lock', (db) =>
  db
    .select({ clientId: channels.clientId })
    .from(channels)
    .where(eq(channels.id, placeholder('channelId')))
    .for('update'),
);

function createTx(session: Session, context: StoreContext, agreements: Agreements): Tx {
  const { workspaceId } = context.home;
  agreements.begins(session);

  async function held(row: HeldRow | undefined): Promise<Held> {
    if (row === undefined) return { clientId: null, agreement: null, agency: await agreements.agency(session) };
    const { client, agencyVersion } = row;
    return {
      clientId: client.id,
      agreement: await agreements.version(session, client.id, client.agreementVersion),
      agency: await agreements.agencyVersion(session, agencyVersion),
    };
  }

  return {
    ask: (folded) => createAsk((work) => work({ session, workspaceId, context, agreements, folded })),
    attempt: (work, options) => attempt(session, work, options),
    holdChannel: async (channelId) => {
      const [row] = await lockClientOfChannel(session, { channelId });
      if (row !== undefined) return held(row);
      const [channel] = await lockChannel(session, { channelId });
      // An agreement may have taken the channel while we waited for it: then it is that client's, from this word on.
      const clientId = channel?.clientId ?? null;
      return held(clientId === null ? undefined : (await lockClient(session, { workspaceId, clientId }))[0]);
    },
    holdClient: async (clientId) => held((await lockClient(session, { workspaceId, clientId }))[0]),
    holdNothing: () => held(undefined),
    finishInbox: (id) => finishInbox(session, id),
    ...inboxWrites(session, context),
    ...messageWrites(session, context),
    ...forgetWrites(session, context),
    foldable: (channelId, start, lists) => foldable(session, context, { channelId, start, lists }),
    ...conversationWrites(session, context),
    ...deadlineWrites(session, context),
    ...outboxWrites(session, context),
    ...rulingWrites(session, context),
    ...absenceWrites(session, context),
    ...overrideWrites(session, context),
    ...choiceWrites(session, context),
    ...celebrationWrites(session, context),
    ...heldBackWrites(session, context),
    ...scopeEntryWrites(session, context),
    ...correctionWrites(session, context),
    ...changeOrderWrites(session, context),
    ...incidentWrites(session, context),
    ...reviewWrites(session, context),
    ...reportWrites(session, context),
    ...winWrites(session, context),
    ...goalValueWrites(session, context),
    ...milestoneWrites(session, context),
    person: (userId) => personOf(session, workspaceId, userId),
    channelId: (slackChannelId) => channelIdOf(session, context, slackChannelId),
    ...agreementWrites(session, context, agreements),
  };
}
