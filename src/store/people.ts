/** Whom we know: persons, channels under our own ids, and when they were last read from Slack. */
import { and, eq, gte, inArray, sql } from 'drizzle-orm';
import type { Channel, Person } from '../engine/facts.ts';
import type { HearingKept } from '../engine/hearing.ts';
import type { SlackChannel } from '../engine/ports.ts';
import type { Store } from '../engine/store-port.ts';
import type { StoreContext } from './context.ts';
import { type Database, type Session, statement } from './database.ts';
import { hearingOf } from './hearing.ts';
import type { Members } from './members.ts';
import type { Missed } from './missed.ts';
import { channelAliases, channels, messages, persons } from './schema.ts';

const placeholder = sql.placeholder;
type PersonRow = typeof persons.$inferSelect;
type ChannelRow = typeof channels.$inferSelect;

const readPerson = statement('person', (db) =>
  db
    .select()
    .from(persons)
    .where(and(eq(persons.workspaceId, placeholder('workspaceId')), eq(persons.userId, placeholder('userId')))),
);

/** Null: unknown, or Slack could not be asked yet. */
export function toPerson(row: PersonRow | undefined | null): Person | null {
  if (row == null || !row.isIntroduced) return null;
  const { userId, teamId, enterpriseId, name, isBot, isGuest, isDeleted, isWorkspaceAdmin } = row;
  const language = row.chosenLanguage ?? row.language;
  const timeZone = row.chosenTimeZone ?? row.timeZone;
  return { userId, teamId, enterpriseId, name, language, timeZone, isBot, isGuest, isDeleted, isWorkspaceAdmin };
}

/** Somebody as we know them; null where they are unknown or Slack could not be asked yet. */
export async function personOf(session: Session, workspaceId: string, userId: string): Promise<Person | null> {
  return toPerson((await readPerson(session, { workspaceId, userId }))[0]);
}

/** The same of several at once; those who are unknown are missing. */
export async function personsOf(
  { db }: Session,
  workspaceId: string,
  userIds: readonly string[],
): Promise<Map<string, Person>> {
  if (userIds.length === 0) return new Map();
  const among = and(eq(persons.workspaceId, workspaceId), inArray(persons.userId, [...userIds]));
  const rows = await db.select().from(persons).where(among);
  return new Map(rows.flatMap((row) => toPerson(row) ?? []).map((one) => [one.userId, one]));
}

/** A stored row as rules know it. */
export function toChannel(row: ChannelRow): Channel {
  const { id, slackChannelId, clientId, name, role, isArchived, isMember, isExternallyShared } = row;
  return { id, slackChannelId, clientId, name, role, isArchived, isMember, isExternallyShared };
}

/** Persons and channels; who is in them is in `members.ts`, what may have been missed there in `missed.ts`; groups are in `on-call.ts`. */
export function createPeople(
  database: Database,
  context: StoreContext,
): Omit<Store['people'], keyof Missed | keyof Members | keyof HearingKept | 'saveGroup' | 'saveDoNotDisturb'> {
  const { workspaceId } = context.home;
  /** An alias never changes its meaning, except when Slack gives a channel a new id: then it is set here too. */
  const aliases = new Map<string, string>();

  return {
    channelId: async (slackChannelId) => {
      const known = aliases.get(slackChannelId);
      if (known !== undefined) return known;
      const id = await database.transaction((session) => channelIdOf(session, context, slackChannelId));
      aliases.set(slackChannelId, id);
      return id;
    },
    alias: async (former, slackChannelId) => {
      const id = await database.transaction((session) => follow(session, context, former, slackChannelId));
      aliases.clear();
      return id;
    },
    channel: (channelId) =>
      database.with(async ({ db }) => {
        const [row] = await db.select().from(channels).where(eq(channels.id, channelId));
        if (row === undefined) return null;
        const { introducedAt, isIntroduced, membersReadAt, lastSeenTs, deafBecause, deafSince } = row;
        return { ...toChannel(row), introducedAt, isIntroduced, membersReadAt, lastSeenTs, deafBecause, deafSince };
      }),
    saveChannel: (channelId, channel, now) =>
      database.with(async ({ db }) => {
        const asked = { ...hearingOf(channel, now), isIntroduced: true, introducedAt: now };
        await db
          .update(channels)
          .set({ ...asked, ...(channel === null ? { isMember: false } : columnsOf(channel)) })
          .where(eq(channels.id, channelId));
      }),
    unintroduced: (userIds, staleBefore) =>
      database.with(async ({ db }) => {
        const fresh = and(gte(persons.introducedAt, staleBefore), eq(persons.isIntroduced, true));
        const rows = await db
          .select({ userId: persons.userId })
          .from(persons)
          .where(and(eq(persons.workspaceId, workspaceId), inArray(persons.userId, userIds), fresh));
        const known = new Set(rows.map((row) => row.userId));
        return userIds.filter((id) => !known.has(id));
      }),
    unknown: (since, limit) =>
      database.with(async ({ db }) => {
        const unsure = and(eq(persons.isIntroduced, false), gte(persons.introducedAt, since));
        const rows = await db
          .select({ userId: persons.userId })
          .from(persons)
          .where(and(eq(persons.workspaceId, workspaceId), unsure))
          .limit(limit);
        return rows.map((row) => row.userId);
      }),
    savePerson: (userId, person, now) =>
      database.with(async ({ db }) => {
        const unknown = { teamId: null, enterpriseId: null, name: '', language: null, timeZone: null };
        const flags = { isBot: false, isGuest: false, isDeleted: false, isWorkspaceAdmin: false };
        const told = { ...unknown, ...flags, ...person, userId, isIntroduced: person !== null, introducedAt: now };
        const { userId: _key, ...rest } = told;
        const isForgotten = sql`${persons.forgottenAt} is not null`;
        const changes = { ...rest, name: sql`case when ${isForgotten} then '' else excluded.name end` };
        const insert = db.insert(persons).values({ ...told, workspaceId });
        const target = [persons.workspaceId, persons.userId];
        // What was known of somebody stays when Slack cannot be asked.
        await (person === null
          ? insert.onConflictDoNothing({ target })
          : insert.onConflictDoUpdate({ target, set: changes }));
      }),
  };
}

function columnsOf({ name, isArchived, isMember, isExternallyShared, isDirect }: SlackChannel) {
  const role = isDirect ? { role: 'direct' as const } : {};
  return { isArchived, isMember, isExternallyShared, ...role, ...(name === '' ? {} : { name }) };
}

/** Our id of a Slack channel; a new channel belongs to nobody yet. */
export async function channelIdOf(
  session: Session,
  { home, newId }: StoreContext,
  slackChannelId: string,
): Promise<string> {
  const { db } = session;
  const { workspaceId } = home;
  const alias = and(eq(channelAliases.workspaceId, workspaceId), eq(channelAliases.slackChannelId, slackChannelId));
  const [known] = await db.select().from(channelAliases).where(alias);
  if (known !== undefined) return known.channelId;
  const channelId = newId();
  const [made] = await db
    .insert(channelAliases)
    .values({ workspaceId, slackChannelId, channelId })
    .onConflictDoNothing()
    .returning();
  if (made === undefined) return (await db.select().from(channelAliases).where(alias))[0]?.channelId ?? channelId;
  const flags = { isArchived: false, isMember: true, isExternallyShared: false, isIntroduced: false, introducedAt: 0 };
  const role = slackChannelId.startsWith('D') ? 'direct' : 'unassigned';
  await db.insert(channels).values({ id: channelId, workspaceId, slackChannelId, name: '', role, ...flags });
  return channelId;
}

/** Slack gave a channel another id: the new one means the same channel; what was heard under it meanwhile moves over. */
async function follow(
  session: Session,
  context: StoreContext,
  former: string,
  slackChannelId: string,
): Promise<string> {
  const { db } = session;
  const { workspaceId } = context.home;
  const channelId = await channelIdOf(session, context, former);
  const meanwhile = await channelIdOf(session, context, slackChannelId);
  await db
    .insert(channelAliases)
    .values({ workspaceId, slackChannelId, channelId })
    .onConflictDoUpdate({ target: [channelAliases.workspaceId, channelAliases.slackChannelId], set: { channelId } });
  await db
    .update(channels)
    .set({ slackChannelId, introducedAt: 0, isIntroduced: false, membersReadAt: null })
    .where(eq(channels.id, channelId));
  if (meanwhile !== channelId) {
    const unknownHere = sql`not exists (select 1 from messages m where m.channel_id = ${channelId} and m.ts = ${messages.ts})`;
    await db
      .update(messages)
      .set({ channelId })
      .where(and(eq(messages.channelId, meanwhile), unknownHere));
  }
  return channelId;
}
