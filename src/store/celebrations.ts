/** Who is celebrated and who does not wish to be named, as they said themselves; and which wordings a channel has read of late. */
import { and, asc, desc, eq, inArray, notInArray, sql } from 'drizzle-orm';
import type { CelebrationDay, CelebrationsKept } from '../engine/celebrated.ts';
import { winsOfMonth } from '../engine/win.ts';
import type { StoreContext } from './context.ts';
import type { Session } from './database.ts';
import type { Answerer } from './facts/answerer.ts';
import { drawAgain } from './quotes.ts';
import { celebrationChoices, celebrationDays, deadlines, outbox } from './schema.ts';

/** What the rule calls the occasion of a day. */
const occasionOf = { birthday: 'birthday', started: 'years' } as const;

/** What a transaction may keep of it. */
export function celebrationWrites(session: Session, { home }: StoreContext): CelebrationsKept {
  const { db } = session;
  const { workspaceId } = home;
  return {
    chooseNamed: async (userId, isNamed, now) => {
      const chosen = { isNamed, changedAt: now };
      await db
        .insert(celebrationChoices)
        .values({ workspaceId, userId, ...chosen })
        .onConflictDoUpdate({ target: [celebrationChoices.workspaceId, celebrationChoices.userId], set: chosen });
      await redrawWinsOf(session, workspaceId, userId, now);
    },
    keepCelebrationDay: async (day, now) => {
      const row = { ...day, workspaceId, setAt: now };
      const { workspaceId: ofWorkspace, userId, kind } = celebrationDays;
      await db
        .insert(celebrationDays)
        .values(row)
        .onConflictDoUpdate({ target: [ofWorkspace, userId, kind], set: row });
    },
    dropCelebrationDays: (userId, of) => dropDays(session, workspaceId, { userId, of }),
  };
}

/** What was posted of wins they had a part in names them no more, or again: found by what these posts quote. */
async function redrawWinsOf(session: Session, workspaceId: string, userId: string, now: number): Promise<void> {
  const theirs = sql`from wins where workspace_id = ${workspaceId} and (raised_by = ${userId} or people ? ${userId})`;
  const quoted = sql`o.quotes in (select channel_id || ':' || place ${theirs}
    union select ${winsOfMonth('', '').slice(0, -1)} || client_id || ':' || month ${theirs})`;
  await session.db.execute(drawAgain(workspaceId, quoted, now, 'one by one'));
}

/** Forgets days of somebody, with every deadline that was planned of them, for its name tells the date. */
export async function dropDays(
  { db }: Session,
  workspaceId: string,
  { userId, of }: { userId: string; of: CelebrationDay['kind'] | null },
): Promise<void> {
  const ofKind = of === null ? undefined : eq(celebrationDays.kind, of);
  const theirs = and(eq(celebrationDays.workspaceId, workspaceId), eq(celebrationDays.userId, userId));
  await db.delete(celebrationDays).where(and(theirs, ofKind));
  const occasions = of === null ? Object.values(occasionOf) : [occasionOf[of]];
  const planned = and(eq(deadlines.workspaceId, workspaceId), eq(deadlines.rule, 'celebrations'));
  const about = sql`${deadlines.data} ->> 'about' = ${userId}`;
  await db
    .delete(deadlines)
    .where(and(planned, about, inArray(sql<string>`${deadlines.data} ->> 'occasion'`, occasions)));
}

/** Of those of these people who ever chose. */
export const celebrationChoice: Answerer<'celebrationChoice'> = async ({ session, workspaceId }, { userIds }) => {
  if (userIds.length === 0) return [];
  const { userId, isNamed } = celebrationChoices;
  return session.db
    .select({ userId, isNamed })
    .from(celebrationChoices)
    .where(and(eq(celebrationChoices.workspaceId, workspaceId), inArray(userId, userIds)));
};

/** Of a client, or of a person. */
export const celebrationDaysFact: Answerer<'celebrationDays'> = ({ session, workspaceId }, given) =>
  celebrationDaysOf(session, workspaceId, given);

/** The days that are celebrated with a client, or that somebody gave. */
export function celebrationDaysOf(
  { db }: Session,
  workspaceId: string,
  of: { clientId: string } | { userId: string },
): Promise<CelebrationDay[]> {
  const { userId, kind, day, clientId, channelId } = celebrationDays;
  const whose = 'clientId' in of ? eq(clientId, of.clientId) : eq(userId, of.userId);
  return db
    .select({ userId, kind, day, clientId, channelId })
    .from(celebrationDays)
    .where(and(eq(celebrationDays.workspaceId, workspaceId), whose))
    .orderBy(asc(userId), asc(kind));
}

/** Of the last posts of a channel that have one, the newest first; what never stood there is none. */
export const wordingsSaid: Answerer<'wordingsSaid'> = async ({ session, workspaceId }, { channelId, limit }) => {
  const wording = sql<string>`${outbox.data} ->> 'wording'`;
  const there = and(eq(outbox.workspaceId, workspaceId), eq(outbox.destination, `channel:${channelId}`));
  const rows = await session.db
    .select({ wording })
    .from(outbox)
    .where(
      and(there, sql`data ->> 'wording' is not null`, notInArray(outbox.state, ['cancelled', 'failed', 'withdrawn'])),
    )
    .orderBy(desc(outbox.sequence))
    .limit(limit);
  return rows.map((row) => row.wording);
};
