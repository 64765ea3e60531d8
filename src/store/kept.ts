/** Everything that is kept of one client, as of one moment: for whoever asks what there is. */
import { and, asc, eq, inArray, or, sql } from 'drizzle-orm';
import { readKept, readPasted, subjectOfKept } from '../engine/kept-place.ts';
import { destinationOf } from '../engine/outbox-row.ts';
import type { KeptOfClient, Store } from '../engine/store-port.ts';
import { celebrationDaysOf } from './celebrations.ts';
import { keptOrders } from './change-orders.ts';
import type { StoreContext } from './context.ts';
import { correctionsOf } from './corrections.ts';
import type { Database, Session } from './database.ts';
import { toConversation } from './folding.ts';
import { keptGoalValues } from './goals.ts';
import { keptIncidents } from './incidents.ts';
import { keptMeetings } from './meetings.ts';
import { keptMilestones } from './milestones.ts';
import { toChannel } from './people.ts';
import { keptReports } from './reports.ts';
import { keptReviews } from './reviews.ts';
import {
  agreements,
  channels,
  clients,
  conversations,
  deadlines,
  messages,
  outbox,
  persons,
  rulings,
  words,
} from './schema.ts';
import { allScopeEntries } from './scope-entries.ts';
import { keptWins } from './wins.ts';

/** Reads it; null where there is no such client. Words are opened on their way out. */
export function createKept(database: Database, context: StoreContext): Pick<Store, 'kept'> {
  return {
    kept: (clientId) =>
      database.transaction(async (session) => {
        await session.db.execute(sql`set transaction isolation level repeatable read, read only`);
        return keptOf(session, context, clientId);
      }),
  };
}

async function keptOf(session: Session, context: StoreContext, clientId: string): Promise<KeptOfClient | null> {
  const { db } = session;
  const { workspaceId } = context.home;
  const [client] = await db
    .select({ id: clients.id, name: clients.name, status: clients.status, agreementVersion: clients.agreementVersion })
    .from(clients)
    .where(and(eq(clients.workspaceId, workspaceId), eq(clients.id, clientId)));
  if (client === undefined) return null;
  const theirs = { workspaceId, clientId };
  return {
    client,
    agreements: await agreementsOf(session, theirs),
    ...(await placesOf(session, theirs)),
    messages: await messagesOf(session, context, clientId),
    ...(await keptByPeople(session, context, clientId)),
    scopeEntries: await scopeEntriesOf(session, context, clientId),
    ...(await keptOrders(session, context, clientId)),
    corrections: await correctionsWithWords(session, context, clientId),
    incidents: await keptIncidents(session, context, clientId),
    ...(await keptReviews(session, context, clientId)),
    celebrationDays: await celebrationDaysOf(session, workspaceId, { clientId }),
    reports: await keptReports(session, context, clientId),
    meetingPapers: await keptMeetings(session, context, clientId),
    wins: await keptWins(session, context, clientId),
    milestones: await keptMilestones(session, context, clientId),
    goalValues: await keptGoalValues(session, context, clientId),
    ...(await recordsOf(session, theirs)),
  };
}

type Theirs = { workspaceId: string; clientId: string };

function agreementsOf({ db }: Session, { workspaceId, clientId }: Theirs): Promise<KeptOfClient['agreements']> {
  const { version, appliedAt, appliedBy, raw, resolvedText } = agreements;
  return db
    .select({ version, appliedAt, appliedBy, text: raw, resolvedText })
    .from(agreements)
    .where(and(eq(agreements.workspaceId, workspaceId), eq(agreements.clientId, clientId)))
    .orderBy(asc(version));
}

async function placesOf(
  { db }: Session,
  { workspaceId, clientId }: Theirs,
): Promise<Pick<KeptOfClient, 'channels' | 'people' | 'conversations'>> {
  const places = await db
    .select()
    .from(channels)
    .where(and(eq(channels.workspaceId, workspaceId), eq(channels.clientId, clientId)));
  const waits = await db
    .select()
    .from(conversations)
    .where(and(eq(conversations.workspaceId, workspaceId), eq(conversations.clientId, clientId)))
    .orderBy(asc(conversations.askedAt), asc(conversations.id));
  const people = await db
    .select({ userId: persons.userId, name: persons.name, language: persons.language, timeZone: persons.timeZone })
    .from(persons)
    .where(
      sql`${persons.workspaceId} = ${workspaceId} and ${persons.userId} in (
        select m.author from messages m join channels ch on ch.id = m.channel_id where ch.client_id = ${clientId}
        union select cm.user_id from channel_members cm join channels ch on ch.id = cm.channel_id where ch.client_id = ${clientId}
        union select asker from conversations where workspace_id = ${workspaceId} and client_id = ${clientId})`,
    )
    .orderBy(asc(persons.userId));
  return { channels: places.map(toChannel), people, conversations: waits.map(toConversation) };
}

/** Of their channels, and of their conversations wherever these were; nothing of another client who had the channel before. */
async function messagesOf(
  { db }: Session,
  { home, cipher }: StoreContext,
  clientId: string,
): Promise<KeptOfClient['messages']> {
  const holding = sql`select 1 from conversations c where c.channel_id = ${messages.channelId} and c.messages @> array[${messages.ts}]`;
  const inTheirs = db.select({ id: channels.id }).from(channels).where(eq(channels.clientId, clientId));
  const rows = await db
    .select({ message: messages, words: words.text })
    .from(messages)
    .leftJoin(words, and(eq(words.channelId, messages.channelId), eq(words.ts, messages.ts)))
    .where(
      and(
        eq(messages.workspaceId, home.workspaceId),
        or(
          and(inArray(messages.channelId, inTheirs), sql`not exists (${holding} and c.client_id <> ${clientId})`),
          sql`exists (${holding} and c.client_id = ${clientId})`,
        ),
      ),
    )
    .orderBy(asc(messages.channelId), asc(messages.ts));
  return rows.map(({ message: { workspaceId: _, ...message }, words: kept }) => {
    const text = kept === null ? null : cipher.open(kept);
    return { ...message, words: text, wordsAre: kept === null ? 'gone' : text === null ? 'unavailable' : 'kept' };
  });
}

async function keptByPeople(
  { db }: Session,
  { home, cipher }: StoreContext,
  clientId: string,
): Promise<Pick<KeptOfClient, 'writtenForLater' | 'pasted'>> {
  const inTheirs = db.select({ id: channels.id }).from(channels).where(eq(channels.clientId, clientId));
  const rows = await db
    .select({ channelId: words.channelId, ts: words.ts, text: words.text })
    .from(words)
    .where(and(eq(words.workspaceId, home.workspaceId), inArray(words.channelId, inTheirs)))
    .orderBy(asc(words.channelId), asc(words.ts));
  return {
    writtenForLater: rows.flatMap(({ channelId, ts, text }) => {
      const place = readKept(subjectOfKept({ channelId, place: ts }));
      return place === null ? [] : [{ ...place, words: cipher.open(text) }];
    }),
    pasted: rows.flatMap(({ channelId, ts, text }) => {
      const userId = readPasted(ts);
      return userId === null ? [] : [{ channelId, place: ts, userId, words: cipher.open(text) }];
    }),
  };
}

async function scopeEntriesOf(
  session: Session,
  { home, cipher }: StoreContext,
  clientId: string,
): Promise<KeptOfClient['scopeEntries']> {
  const entries = await allScopeEntries(session, { workspaceId: home.workspaceId, clientId });
  const places = entries.flatMap(({ note }) => note?.place ?? []);
  const rows = places.length === 0 ? [] : await session.db.select().from(words).where(inArray(words.ts, places));
  return entries.map((entry) => {
    const { note } = entry;
    const kept = rows.find(({ channelId, ts }) => channelId === note?.channelId && ts === note.place);
    return { ...entry, words: kept === undefined ? null : cipher.open(kept.text) };
  });
}

async function correctionsWithWords(
  session: Session,
  { home, cipher }: StoreContext,
  clientId: string,
): Promise<KeptOfClient['corrections']> {
  const all = await correctionsOf(session, home.workspaceId, clientId);
  const places = all.map(({ place }) => place);
  const rows = places.length === 0 ? [] : await session.db.select().from(words).where(inArray(words.ts, places));
  return all.map((correction) => {
    const kept = rows.find(({ channelId, ts }) => channelId === correction.channelId && ts === correction.place);
    return { ...correction, words: kept === undefined ? null : cipher.open(kept.text) };
  });
}

async function recordsOf(
  { db }: Session,
  { workspaceId, clientId }: Theirs,
): Promise<Pick<KeptOfClient, 'deadlines' | 'rulings' | 'said'>> {
  const promised = await db
    .select()
    .from(deadlines)
    .where(and(eq(deadlines.workspaceId, workspaceId), eq(deadlines.clientId, clientId)))
    .orderBy(asc(deadlines.dueAt), asc(deadlines.id));
  const concluded = await db
    .select()
    .from(rulings)
    .where(and(eq(rulings.workspaceId, workspaceId), eq(rulings.clientId, clientId)))
    .orderBy(asc(rulings.at), asc(rulings.id));
  const said = await db
    .select()
    .from(outbox)
    .where(and(eq(outbox.workspaceId, workspaceId), eq(outbox.clientId, clientId)))
    .orderBy(asc(outbox.sequence));
  return {
    deadlines: promised.map(({ workspaceId: _w, alarmRevision: _a, late: _l, ...deadline }) => deadline),
    rulings: concluded.map(({ id, channelId, messageTs, rule, eventKind, subject, actor, at, state, reason, data }) => {
      return { id, channelId, messageTs, rule, eventKind, subject, actor, at, state, reason: { name: reason, data } };
    }),
    said: said.map((row) => {
      const { id, rule, key, view, data, audience, state, createdAt, sentAt, failure } = row;
      return { id, rule, key, view, data, audience, state, createdAt, sentAt, failure, to: destinationOf(row) };
    }),
  };
}
