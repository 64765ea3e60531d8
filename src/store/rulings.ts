/** What rules concluded, what failed and is tried again, and each rule's private slots. */
import { and, asc, eq, isNotNull, sql } from 'drizzle-orm';
import type { FailedRuling, Store, Tx } from '../engine/store-port.ts';
import type { StoreContext } from './context.ts';
import { type Database, type Session, send, statement } from './database.ts';
import { dueBy } from './due-by.ts';
import { persons, rulings, slots } from './schema.ts';
import { clientOfSubject } from './subjects.ts';

const placeholder = sql.placeholder;

const insert = statement('ruling_add', (db) =>
  db.insert(rulings).values({
    id: placeholder('id'),
    workspaceId: placeholder('workspaceId'),
    clientId: placeholder('clientId'),
    channelId: placeholder('channelId'),
    messageTs: placeholder('messageTs'),
    eventId: placeholder('eventId'),
    eventKind: placeholder('eventKind'),
    rule: placeholder('rule'),
    subject: placeholder('subject'),
    actor: placeholder('actor'),
    at: placeholder('at'),
    state: placeholder('state'),
    reason: placeholder('reason'),
    data: placeholder('data'),
    event: placeholder('event'),
    tries: placeholder('tries'),
    nextTryAt: placeholder('nextTryAt'),
  }),
);

type RulingWrites = Pick<
  Tx,
  'recordRuling' | 'recordFailure' | 'clearFailure' | 'clientOfSubject' | 'setSlot' | 'chooseReading'
>;

/** What a transaction may record of rules: rulings, failures, slots, and a person’s own choices. */
export function rulingWrites(session: Session, { home, newId }: StoreContext): RulingWrites {
  const { db } = session;
  const { workspaceId } = home;
  return {
    recordRuling: async ({ event, messageTs, channelId, rule, subject, reason }, now) => {
      const about = { clientId: event.clientId, channelId, messageTs, eventId: event.id, eventKind: event.kind };
      const verdict = { state: 'done', reason: reason.name, data: reason.data, event: null, tries: 1, nextTryAt: null };
      const row = { id: newId(), workspaceId, rule, subject, actor: event.actor, at: now };
      send(session, insert, { ...about, ...verdict, ...row });
    },
    recordFailure: async (event, rule, because, tries, nextTryAt, now) => {
      const message = 'message' in event ? event.message : null;
      const about = { clientId: event.clientId, channelId: message?.channelId ?? null, messageTs: message?.ts ?? null };
      const verdict = { state: nextTryAt === null ? 'dead' : 'failed', reason: 'failed', data: { because }, event };
      const row = {
        id: newId(),
        workspaceId,
        eventId: event.id,
        eventKind: event.kind,
        subject: null,
        actor: event.actor,
      };
      await insert(session, { ...about, ...verdict, ...row, rule, at: now, tries, nextTryAt });
    },
    clearFailure: async (id) => {
      const failed = and(eq(rulings.id, id), sql`${rulings.state} in ('failed', 'dead')`);
      return (await db.delete(rulings).where(failed).returning({ id: rulings.id })).length > 0;
    },
    clientOfSubject: (subject) => clientOfSubject(session, workspaceId, subject),
    setSlot: async (rule, subject, data, now) => {
      const slot = and(eq(slots.workspaceId, workspaceId), eq(slots.rule, rule), eq(slots.subject, subject));
      if (data === null) await db.delete(slots).where(slot);
      else {
        await db
          .insert(slots)
          .values({ workspaceId, rule, subject, data, changedAt: now })
          .onConflictDoUpdate({
            target: [slots.workspaceId, slots.rule, slots.subject],
            set: { data, changedAt: now },
          });
      }
    },
    chooseReading: async (userId, language, timeZone) => {
      await db
        .update(persons)
        .set({ chosenLanguage: language, chosenTimeZone: timeZone })
        .where(and(eq(persons.workspaceId, workspaceId), eq(persons.userId, userId)));
    },
  };
}

/** Rulings that failed and wait for their next try. */
export function createFailures(database: Database, { home }: StoreContext): Store['failures'] {
  const columns = { id: rulings.id, event: rulings.event, rule: rulings.rule, tries: rulings.tries };
  const toFailure = (row: { event: unknown }) => row as FailedRuling;
  return {
    due: (now, limit) =>
      database.with(async ({ db }) => {
        const due = and(
          eq(rulings.workspaceId, home.workspaceId),
          eq(rulings.state, 'failed'),
          dueBy(rulings.nextTryAt, now),
        );
        const rows = await db.select(columns).from(rulings).where(due).orderBy(asc(rulings.nextTryAt)).limit(limit);
        return rows.map(toFailure);
      }),
    row: (id) =>
      database.with(async ({ db }) => {
        const [row] = await db
          .select(columns)
          .from(rulings)
          .where(and(eq(rulings.id, id), isNotNull(rulings.event)));
        return row === undefined ? null : toFailure(row);
      }),
    retry: (id, now) =>
      database.with(async ({ db }) => {
        const dead = and(eq(rulings.id, id), eq(rulings.state, 'dead'), isNotNull(rulings.event));
        const again = { state: 'failed' as const, tries: 0, nextTryAt: now };
        return (await db.update(rulings).set(again).where(dead).returning({ id: rulings.id })).length > 0;
      }),
  };
}
