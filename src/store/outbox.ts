/** Our messages, from being decided to standing in Slack: one row for each key, and one sender for each destination. */
import { and, asc, eq, gt, inArray, isNotNull, isNull, lt, lte, ne, not, or, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { priorities } from '../engine/effect.ts';
import type { Destination } from '../engine/event.ts';
import { homeKey } from '../engine/home-tab.ts';
import { reviewedIn, reviewSubject } from '../engine/incident-review.ts';
import type { OutboxOutcome, OutboxRow, Store, Tx } from '../engine/store-port.ts';
import type { StoreContext } from './context.ts';
import { type Database, type Session, send, statement } from './database.ts';
import { dueBy } from './due-by.ts';
import { isHome, sayHomeAgain } from './homes.ts';
import { conversations, incidents, outbox, paces } from './schema.ts';

const placeholder = sql.placeholder;
const others = alias(paces, 'others');
/** What is urgent has its own pace at a destination, under its name with this before it. */
const URGENT_SEAT = 'urgent:';
/** What our own senders leave between two messages, in milliseconds. */
const OWN_PACE = 1_000;
const LONGEST_LEASE = 30 * 60_000;
type Row = typeof outbox.$inferSelect;

/**
 * The name under which a destination has its pace: `person:U…`, `channel:our-id`, `aside:our-id:U…`, `home:U…` or
 * `operator`.
 */
export function destinationName(to: Destination): string {
  if (to.kind === 'person') return `person:${to.userId}`;
  if (to.kind === 'home') return homeKey(to.userId);
  if (to.kind === 'aside') return `aside:${to.channelId}:${to.userId}`;
  return to.kind === 'channel' ? `channel:${to.channelId}` : 'operator';
}

/** A stored row as its sender knows it. */
export function toOutboxRow(row: Row): OutboxRow {
  const { audience, permission, approvedBy, onBehalfOf, view, data } = row;
  const { wantedWhile, hearFirst, bundle, unknownOutcome } = row;
  const { id, clientId, rule, key, destination, threadTs, under, wanted, drawn, tries, createdAt, attemptedAt } = row;
  const isUrgent = row.priority === priorities.urgent;
  const isPatient = row.priority > priorities.high;
  const posted = { audience, permission, approvedBy, onBehalfOf };
  const say = { ...posted, view, data, wantedWhile, hearFirst, bundle, unknownOutcome };
  const { slackChannelId, slackTs, carriedBy } = row;
  const state = row.state as OutboxRow['state'];
  return {
    ...{ id, clientId, rule, key, destination, threadTs, under, isUrgent, isPatient, say, state, wanted, drawn },
    ...{ tries, createdAt, attemptedAt, slackChannelId, slackTs, carriedBy },
  };
}

const insert = statement('outbox_say', (db) =>
  db
    .insert(outbox)
    .values({
      id: placeholder('id'),
      workspaceId: placeholder('workspaceId'),
      clientId: placeholder('clientId'),
      rule: placeholder('rule'),
      key: placeholder('key'),
      destination: placeholder('destination'),
      threadTs: placeholder('threadTs'),
      under: placeholder('under'),
      audience: placeholder('audience'),
      permission: placeholder('permission'),
      approvedBy: placeholder('approvedBy'),
      onBehalfOf: placeholder('onBehalfOf'),
      priority: placeholder('priority'),
      view: placeholder('view'),
      data: placeholder('data'),
      wantedWhile: placeholder('wantedWhile'),
      quotes: placeholder('quotes'),
      hearFirst: placeholder('hearFirst'),
      bundle: placeholder('bundle'),
      unknownOutcome: placeholder('unknownOutcome'),
      createdAt: placeholder('now'),
      state: 'waiting',
      wanted: 1,
      drawn: 0,
      tries: 0,
      nextTryAt: placeholder('firstTryAt'),
    })
    .onConflictDoNothing({ target: [outbox.workspaceId, outbox.key] }),
);

const cancelUnsent = statement('outbox_cancel', (db) =>
  db
    .update(outbox)
    .set({ state: 'cancelled', nextTryAt: null })
    .where(and(eq(outbox.wantedWhile, placeholder('subject')), eq(outbox.state, 'waiting'))),
);

type OutboxWrites = Pick<Tx, 'say' | 'refresh' | 'withdraw' | 'cancelUnsent' | 'finishOutbox'>;

/** What a transaction may ask to be said, drawn again or taken back. */
export function outboxWrites(session: Session, { home, newId }: StoreContext): OutboxWrites {
  const { db } = session;
  const { workspaceId } = home;
  const ours = (key: string) => and(eq(outbox.workspaceId, workspaceId), eq(outbox.key, key));
  return {
    say: async (rule, clientId, { kind: _kind, to, priority, ...say }, now) => {
      const thread = to.kind === 'channel' ? { threadTs: to.threadTs, under: to.under ?? null } : inNoThread;
      const place = { destination: destinationName(to), ...thread, priority: priorities[priority] };
      const by = { approvedBy: say.approvedBy ?? null, onBehalfOf: say.onBehalfOf ?? null, quotes: say.quotes ?? null };
      const firstTryAt = Math.max(now, say.notBefore ?? now);
      send(session, insert, { ...say, ...place, ...by, firstTryAt, id: newId(), workspaceId, rule, clientId, now });
      if (to.kind === 'home') sayHomeAgain(session, { workspaceId, key: say.key, now });
    },
    refresh: async (key, now) => {
      // A message that went along in another one is drawn again with it.
      const [row] = await db.select({ carriedBy: outbox.carriedBy }).from(outbox).where(ours(key));
      const which = row?.carriedBy == null ? ours(key) : eq(outbox.id, row.carriedBy);
      const again = {
        wanted: sql`${outbox.wanted} + 1`,
        nextTryAt: sql`coalesce(${outbox.nextTryAt}, ${instantOf(now)})`,
      };
      await db
        .update(outbox)
        .set(again)
        .where(and(which, inArray(outbox.state, ['sent', 'sending', 'unknown'])));
    },
    withdraw: async (key, now) => {
      const standing = inArray(outbox.state, ['sent', 'sending', 'unknown']);
      await db
        .update(outbox)
        .set({ state: 'withdrawing', nextTryAt: now })
        .where(and(ours(key), standing));
      await db
        .update(outbox)
        .set({ state: 'cancelled', nextTryAt: null })
        .where(and(ours(key), eq(outbox.state, 'waiting')));
    },
    cancelUnsent: async (subject) => {
      send(session, cancelUnsent, { subject });
    },
    finishOutbox: (id, outcome, now) => finish(session, id, outcome, now),
  };
}

const inNoThread = { threadTs: null, under: null };

const instantOf = (at: number) => sql`${new Date(at).toISOString()}::timestamptz`;

async function finish({ db }: Session, id: string, outcome: OutboxOutcome, now: number): Promise<void> {
  const { nextTryAt, drawn, state, ...rest } = outcome;
  const next = nextTryAt === null ? sql`null` : instantOf(nextTryAt);
  const isTakenBack = sql`${outbox.state} = 'withdrawing'`;
  // A drawing asked for while this call was under way stays due.
  const due =
    drawn === undefined ? next : sql`case when ${outbox.wanted} > ${drawn} then ${instantOf(now)} else ${next} end`;
  const changes = {
    ...rest,
    ...(drawn === undefined ? {} : { drawn }),
    // Taken back while this call was under way: that stays to be done.
    state: state === 'withdrawn' ? state : sql`case when ${isTakenBack} then ${outbox.state} else ${state} end`,
    nextTryAt:
      state === 'withdrawn' || state === 'withdrawing'
        ? due
        : sql`case when ${isTakenBack} then ${instantOf(now)} else ${due} end`,
  };
  await db.update(outbox).set(changes).where(eq(outbox.id, id));
}

/** Never tried, and its first try lies after its writing: it was meant to wait, however long. */
const isHeldBack = sql`(${outbox.state} = 'waiting' and ${outbox.tries} = 0 and ${outbox.nextTryAt} > ${outbox.createdAt})`;

/** Whether it is a row's time; what is held back waits for its own, however far ahead that is. */
function dueRow(now: number) {
  const isTime = and(dueBy(outbox.nextTryAt, now), or(lte(outbox.nextTryAt, now), not(isHeldBack)));
  return and(isTime, not(waitsForOthers(sql`outbox`)));
}

/** Whether a row, under its table's name there, waits for its thread to stand, or for what belongs there before it. */
export function waitsForOthers(row: SQL): SQL {
  const isComing = sql`before.workspace_id = ${row}.workspace_id and before.state in ('waiting', 'sending', 'unknown')`;
  return sql`(${row}.state = 'waiting' and ${row}.under is not null and (
    exists (select 1 from outbox before where ${isComing} and before.key = ${row}.under)
    or exists (select 1 from outbox before
      where ${isComing} and before.under = ${row}.under and before.sequence < ${row}.sequence)))`;
}

/** What is urgent has senders of its own: it waits behind nothing that another is saying to the same reader. */
const inLane = (only: 'urgent' | undefined) =>
  only === undefined ? ne(outbox.priority, priorities.urgent) : eq(outbox.priority, priorities.urgent);

/** The name under which a lane of senders has its pace at a destination. */
const seatOf = (destination: string, only: 'urgent' | undefined) =>
  only === undefined ? destination : `${URGENT_SEAT}${destination}`;

const sendable = ['waiting', 'sending', 'unknown', 'sent', 'withdrawing'] as const;

/** What senders ask of the outbox: leases, the next row, and what became of it. Instants are epoch milliseconds. */
export function createOutbox(database: Database, context: StoreContext): Store['outbox'] {
  const { workspaceId } = context.home;
  return {
    ...createLeases(database, workspaceId),
    next: (destination, now, only) =>
      database.with(async ({ db }) => {
        const due = and(eq(outbox.workspaceId, workspaceId), eq(outbox.destination, destination), dueRow(now));
        const [row] = await db
          .select()
          .from(outbox)
          .where(and(due, inArray(outbox.state, [...sendable]), inLane(only)))
          .orderBy(asc(outbox.priority), asc(outbox.sequence))
          .limit(1);
        return row === undefined ? null : toOutboxRow(row);
      }),
    bundled: (destination, bundle, now) =>
      database.with(async ({ db }) => {
        const waits = and(eq(outbox.destination, destination), eq(outbox.bundle, bundle), eq(outbox.state, 'waiting'));
        const rows = await db
          .select()
          .from(outbox)
          .where(and(eq(outbox.workspaceId, workspaceId), waits, or(lte(outbox.nextTryAt, now), not(isHeldBack))))
          .orderBy(asc(outbox.sequence));
        return rows.map(toOutboxRow);
      }),
    start: (ids, now) => database.transaction((session) => start(session, ids, now)),
    finish: (id, outcome, now) => database.with((session) => finish(session, id, outcome, now)),
    byPlace: (slackChannelId, slackTs) =>
      database.with(async ({ db }) => {
        const place = and(
          eq(outbox.slackChannelId, slackChannelId),
          eq(outbox.slackTs, slackTs),
          isNull(outbox.carriedBy),
        );
        const [row] = await db.select().from(outbox).where(place);
        return row === undefined ? null : toOutboxRow(row);
      }),
    message: (id) =>
      database.with(async ({ db }) => {
        const whole = or(eq(outbox.id, id), eq(outbox.carriedBy, id));
        const rows = await db.select().from(outbox).where(whole).orderBy(asc(outbox.sequence));
        return rows.sort((a, b) => Number(b.id === id) - Number(a.id === id)).map(toOutboxRow);
      }),
  };
}

/** Asks once more, under the rows' locks, and marks those that are still wanted as being sent. */
async function start({ db }: Session, ids: string[], now: number): Promise<string[]> {
  const rows = await db.select().from(outbox).where(inArray(outbox.id, ids)).for('update');
  const subjects = rows.flatMap((row) => (row.state === 'waiting' ? (row.wantedWhile ?? []) : []));
  const settled = subjects.length === 0 ? [] : await settledAmong(db, subjects);
  const unwanted = rows.filter(
    (row) => row.state === 'waiting' && row.wantedWhile !== null && settled.includes(row.wantedWhile),
  );
  const wanted = rows.filter((row) => (sendable as readonly string[]).includes(row.state) && !unwanted.includes(row));
  if (unwanted.length > 0) {
    const cancelled = { state: 'cancelled' as const, nextTryAt: null };
    await db
      .update(outbox)
      .set(cancelled)
      .where(
        inArray(
          outbox.id,
          unwanted.map((row) => row.id),
        ),
      );
  }
  wanted.sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
  const lead = wanted[0];
  for (const row of wanted) {
    // Written down before Slack is called: whoever takes over from a sender that died looks for the one message.
    const carriedBy = row === lead || lead === undefined ? null : lead.id;
    const begun =
      row.state === 'waiting'
        ? { state: 'sending' as const, attemptedAt: now, carriedBy }
        : isHome(row)
          ? { attemptedAt: now }
          : {};
    await db
      .update(outbox)
      .set({ ...begun, tries: sql`${outbox.tries} + 1` })
      .where(eq(outbox.id, row.id));
  }
  return wanted.map((row) => row.id);
}

/** An emergency is settled with its end, and its review while it goes on again. A conversation that is gone (it was folded into another) is as good as settled. */
async function settledAmong(db: Session['db'], subjects: string[]): Promise<string[]> {
  const waiting = db
    .select({ id: conversations.id })
    .from(conversations)
    .where(and(inArray(conversations.id, subjects), isNull(conversations.settledAt)));
  const emergencies = subjects.map((subject) => reviewedIn(subject) ?? subject);
  const subject = sql<string>`case ${incidents.state} when 'resolved' then ${reviewSubject('')} || id else id end`;
  const standing = db.select({ id: subject }).from(incidents).where(inArray(incidents.id, emergencies));
  const open = new Set((await waiting.unionAll(standing)).map((row) => row.id));
  return subjects.filter((subject) => !open.has(subject));
}

/** Whether this sender may take a seat; a lease that ends later than any was taken by a clock that has been set back since. */
function isFree(sender: string, machineNow: number) {
  const isOver = or(lt(paces.leasedUntil, machineNow), gt(paces.leasedUntil, machineNow + LONGEST_LEASE));
  return or(isNull(paces.leasedBy), eq(paces.leasedBy, sender), isOver);
}

function createLeases(
  database: Database,
  workspaceId: string,
): Pick<Store['outbox'], 'dueDestinations' | 'lease' | 'release'> {
  return {
    dueDestinations: (now, limit, { sender, machineNow, readyBy = now, only }) =>
      database.with(async ({ db }) => {
        const both = [outbox.destination, sql`${URGENT_SEAT} || ${outbox.destination}`] as const;
        const [seat, other] = only === undefined ? both : both.toReversed();
        const paceAt = (table: typeof paces | typeof others, name: typeof seat) =>
          and(eq(table.workspaceId, outbox.workspaceId), sql`${table.destination} = ${name}`);
        const rows = await db
          .select({ destination: outbox.destination })
          .from(outbox)
          .leftJoin(paces, paceAt(paces, seat))
          .leftJoin(others, paceAt(others, other))
          .where(
            and(
              eq(outbox.workspaceId, workspaceId),
              isNotNull(outbox.nextTryAt),
              dueRow(now),
              or(isNull(paces.readyAt), dueBy(paces.readyAt, readyBy)),
              // Where Slack asked one lane to wait, the other leaves it alone too; a pace of ours is no such asking.
              or(isNull(others.readyAt), dueBy(others.readyAt, now + OWN_PACE)),
              inLane(only),
              isFree(sender, machineNow),
            ),
          )
          .groupBy(outbox.destination)
          // What presses first, then whoever has waited longest.
          .orderBy(sql`min(${outbox.priority})`, sql`min(${outbox.sequence})`)
          .limit(limit);
        return rows.map((row) => row.destination);
      }),
    lease: (destination, { sender, machineNow, until, only }) =>
      database.with(async ({ db }) => {
        const free = isFree(sender, machineNow);
        const [row] = await db
          .insert(paces)
          .values({
            workspaceId,
            destination: seatOf(destination, only),
            ...{ leasedBy: sender, leasedUntil: until, readyAt: 0 },
          })
          .onConflictDoUpdate({
            target: [paces.workspaceId, paces.destination],
            set: { leasedBy: sender, leasedUntil: until },
            ...(free === undefined ? {} : { setWhere: free }),
          })
          .returning({ readyAt: paces.readyAt });
        return row ?? null;
      }),
    release: (destination, { sender, readyAt, only }) =>
      database.with(async ({ db }) => {
        const held = and(
          eq(paces.workspaceId, workspaceId),
          eq(paces.destination, seatOf(destination, only)),
          eq(paces.leasedBy, sender),
        );
        await db.update(paces).set({ leasedBy: null, leasedUntil: null, readyAt }).where(held);
      }),
  };
}
