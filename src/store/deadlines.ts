/** Deadlines: one row for each promise, one alarm at a time, numbered by its revision. */
import { and, asc, eq, inArray, isNotNull, isNull, lte, or, sql } from 'drizzle-orm';
import type { Store, Tx } from '../engine/store-port.ts';
import type { StoreContext } from './context.ts';
import { type Database, type Session, send, statement } from './database.ts';
import { deadlines } from './schema.ts';

const placeholder = sql.placeholder;
/** A minute: clocks of two machines differ by less. */
const URGENT_AHEAD = 60_000;

const read = statement('deadline', (db) =>
  db
    .select()
    .from(deadlines)
    .where(eq(deadlines.id, placeholder('id'))),
);

const insert = statement('deadline_add', (db) =>
  db
    .insert(deadlines)
    .values({
      id: placeholder('id'),
      workspaceId: placeholder('workspaceId'),
      clientId: placeholder('clientId'),
      channelId: placeholder('channelId'),
      rule: placeholder('rule'),
      subject: placeholder('subject'),
      name: placeholder('name'),
      dueAt: placeholder('dueAt'),
      ringAt: placeholder('ringAt'),
      isUrgent: placeholder('isUrgent'),
      revision: 1,
      alarmRevision: null,
      state: placeholder('state'),
      settledAt: placeholder('settledAt'),
      late: placeholder('late'),
      data: placeholder('data'),
    })
    .onConflictDoUpdate({
      target: [deadlines.workspaceId, deadlines.rule, deadlines.subject, deadlines.name],
      set: {
        dueAt: sql`excluded.due_at`,
        ringAt: sql`excluded.ring_at`,
        state: sql`excluded.state`,
        settledAt: sql`excluded.settled_at`,
        late: sql`excluded.late`,
        data: sql`excluded.data`,
        revision: sql`${deadlines.revision} + 1`,
      },
    })
    .returning({ id: deadlines.id, revision: deadlines.revision, ringAt: deadlines.ringAt }),
);

const update = statement('deadline_set', (db) =>
  db
    .update(deadlines)
    .set({
      subject: sql`${placeholder('subject')}`,
      channelId: sql`${placeholder('channelId')}`,
      dueAt: sql`${placeholder('dueAt')}`,
      ringAt: sql`${placeholder('ringAt')}`,
      state: sql`${placeholder('state')}`,
      settledAt: sql`${placeholder('settledAt')}`,
      late: sql`${placeholder('late')}`,
      data: sql`${placeholder('data')}`,
      // A changed time makes the alarm that was set before it stale.
      revision: sql`${deadlines.revision} + case when ${deadlines.ringAt} is distinct from ${placeholder('ringAt')}::timestamptz then 1 else 0 end`,
    })
    .where(eq(deadlines.id, placeholder('id')))
    .returning({ id: deadlines.id, revision: deadlines.revision, ringAt: deadlines.ringAt }),
);

const silence = statement('deadline_silence', (db) =>
  db
    .update(deadlines)
    .set({ ringAt: null })
    .where(eq(deadlines.id, placeholder('id'))),
);

const text = (at: number | null) => (at === null ? null : new Date(at).toISOString());

/** What a transaction may do to deadlines. Instants are epoch milliseconds. */
export function deadlineWrites(
  session: Session,
  { home, newId }: StoreContext,
): Pick<Tx, 'deadline' | 'setDeadline' | 'silence' | 'unsetAlarm'> {
  return {
    deadline: async (id) => (await read(session, { id }))[0] ?? null,
    setDeadline: async (rule, clientId, { id, kind: _kind, isUrgent = false, ...deadline }) => {
      const [row] =
        id === null
          ? await insert(session, { ...deadline, isUrgent, rule, clientId, id: newId(), workspaceId: home.workspaceId })
          : await update(session, {
              ...deadline,
              id,
              dueAt: text(deadline.dueAt),
              ringAt: text(deadline.ringAt),
              settledAt: text(deadline.settledAt),
              late: JSON.stringify(deadline.late),
              data: JSON.stringify(deadline.data),
            });
      return row === undefined || row.ringAt === null ? null : { ...row, ringAt: row.ringAt };
    },
    silence: async (id) => {
      send(session, silence, { id });
    },
    unsetAlarm: async (id) => {
      await session.db.update(deadlines).set({ alarmRevision: null }).where(eq(deadlines.id, id));
    },
  };
}

/** Also what was set by a clock that has been set back since: an emergency's next step does not wait for hours then. */
function dueUrgently(now: number) {
  const isAhead = sql`(${deadlines.data} ->> 'setAt')::double precision > ${now + URGENT_AHEAD}`;
  return and(sql`${deadlines.isUrgent}`, or(lte(deadlines.ringAt, now), isAhead));
}

/** What is asked of deadlines outside a transaction: which are due, and which still need an alarm. */
export function createDeadlines(database: Database, { home }: StoreContext): Store['deadlines'] {
  const { workspaceId } = home;
  const keyColumns = {
    id: deadlines.id,
    revision: deadlines.revision,
    ringAt: sql<number>`${deadlines.ringAt}`.mapWith(deadlines.ringAt),
  };
  return {
    row: (id) => database.with(async (session) => (await read(session, { id }))[0] ?? null),
    due: (now, limit, only) =>
      database.with(({ db }) =>
        db
          .select(keyColumns)
          .from(deadlines)
          .where(
            and(
              eq(deadlines.workspaceId, workspaceId),
              isNotNull(deadlines.ringAt),
              only === 'urgent' ? dueUrgently(now) : lte(deadlines.ringAt, now),
            ),
          )
          .orderBy(asc(deadlines.ringAt))
          .limit(limit),
      ),
    withoutAlarm: (until, limit) =>
      database.with(({ db }) => {
        const unset = or(isNull(deadlines.alarmRevision), sql`${deadlines.alarmRevision} <> ${deadlines.revision}`);
        return db
          .select(keyColumns)
          .from(deadlines)
          .where(
            and(
              eq(deadlines.workspaceId, workspaceId),
              isNotNull(deadlines.ringAt),
              lte(deadlines.ringAt, until),
              unset,
            ),
          )
          .orderBy(asc(deadlines.ringAt))
          .limit(limit);
      }),
    haveAlarm: (keys) =>
      database.with(async ({ db }) => {
        if (keys.length === 0) return;
        const ids = keys.map((key) => key.id);
        const revision = sql`case ${deadlines.id} ${sql.join(
          keys.map((key) => sql`when ${key.id} then ${key.revision}::integer`),
          sql` `,
        )} end`;
        await db.update(deadlines).set({ alarmRevision: revision }).where(inArray(deadlines.id, ids));
      }),
  };
}
