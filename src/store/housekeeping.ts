/** What is due next, what waits, and what is old enough to go. */
import { and, eq, inArray, lt, ne, sql } from 'drizzle-orm';
import { DRAFTS_KEPT } from '../engine/form-subject.ts';
import type { Store } from '../engine/store-port.ts';
import { pruneAbsences } from './absences.ts';
import { pruneChangeOrders } from './change-orders.ts';
import type { StoreContext } from './context.ts';
import { pruneCorrections } from './corrections.ts';
import type { Database } from './database.ts';
import { pruneGoalValues } from './goals.ts';
import { pruneHeldBack } from './held-back.ts';
import { homesToDraw } from './homes.ts';
import { pruneIncidents } from './incidents.ts';
import { pruneMilestones } from './milestones.ts';
import { pruneOnCall } from './on-call.ts';
import { waitsForOthers } from './outbox.ts';
import { pruneReports } from './reports.ts';
import { pruneWords } from './retention.ts';
import { conversations, deadlines, inbox, messages, outbox, rulings, slots } from './schema.ts';
import { pruneScopeEntries } from './scope-entries.ts';
import { pruneWins } from './wins.ts';

const DAY = 86_400_000;
/** Slack may deliver late by a day; a key must be remembered for longer than that. */
const INBOX_KEPT = 14 * DAY;
/** Where no agency file says how long records are kept. */
const RECORDS_KEPT = 400 * DAY;

/** Looks after all rows at once: what is due, what is behind, what may go. Instants and durations in milliseconds. */
export function createHousekeeping(
  database: Database,
  { home }: StoreContext,
): Pick<Store, 'nextDueAt' | 'latestInstant' | 'backlog' | 'prune'> {
  const { workspaceId } = home;
  return {
    nextDueAt: () =>
      database.with(async ({ db }) => {
        const result = await db.execute<{ at: string | null }>(sql`
          select extract(epoch from least(
            (select min(next_try_at) from inbox where workspace_id = ${workspaceId} and state = 'waiting'),
            (select min(next_try_at) from rulings where workspace_id = ${workspaceId} and state = 'failed'),
            (select min(ring_at) from deadlines where workspace_id = ${workspaceId} and ring_at is not null),
            (select min(greatest(o.next_try_at, (select max(p.ready_at) from paces p
                where p.workspace_id = o.workspace_id and p.destination in (o.destination, 'urgent:' || o.destination))))
              from outbox o
              where o.workspace_id = ${workspaceId} and o.next_try_at is not null and not ${waitsForOthers(sql`o`)}),
            (select min(next_try_at) from pages where workspace_id = ${workspaceId} and next_try_at is not null),
            (select min(due_at) from (${homesToDraw(workspaceId)}) homes)
          )) * 1000 as at`);
        const at = result.rows[0]?.at;
        return at == null ? null : Math.round(Number(at));
      }),
    latestInstant: () =>
      database.with(async ({ db }) => {
        const result = await db.execute<{ at: string | null }>(sql`
          select extract(epoch from greatest(
            (select max(changed_at) from messages where workspace_id = ${workspaceId}),
            (select max(at) from rulings where workspace_id = ${workspaceId}),
            (select max(sent_at) from outbox where workspace_id = ${workspaceId}),
            (select max(applied_at) from agreements where workspace_id = ${workspaceId})
          )) * 1000 as at`);
        const at = result.rows[0]?.at;
        return at == null ? null : Math.round(Number(at));
      }),
    backlog: (now) =>
      database.with(async ({ db }) => {
        const result = await db.execute<{ inbox: string; outbox: string; oldest: string | null; dead: string }>(sql`
          select
            (select count(*) from inbox where workspace_id = ${workspaceId} and state = 'waiting') as inbox,
            (select count(*) from outbox where workspace_id = ${workspaceId} and next_try_at is not null) as outbox,
            (select extract(epoch from min(case when tries = 0 then next_try_at else created_at end)) * 1000 from outbox
              where workspace_id = ${workspaceId} and state in ('waiting', 'sending', 'unknown')
                and next_try_at <= ${new Date(now).toISOString()}) as oldest,
            (select count(*) from inbox where workspace_id = ${workspaceId} and state = 'dead' and payload is not null)
              + (select count(*) from rulings where workspace_id = ${workspaceId} and state = 'dead') as dead`);
        const row = result.rows[0];
        return {
          inbox: Number(row?.inbox ?? 0),
          outbox: Number(row?.outbox ?? 0),
          oldestUnsentAt: row?.oldest == null ? null : Math.round(Number(row.oldest)),
          dead: Number(row?.dead ?? 0),
        };
      }),
    prune: (now, kept) =>
      database.transaction(async (session) => {
        const { db } = session;
        const { records = RECORDS_KEPT } = kept;
        const ours = { before: now - records };
        // Never for longer than the records of where they are quoted.
        const atMost = Math.min(kept.words.atMost, records);
        await pruneWords(session, workspaceId, now, { ...kept.words, atMost });
        await pruneCorrections(session, workspaceId, now, kept.words.ofClients);
        // What was given up goes too, with the words it may hold: nobody tried it again in all that time.
        const walked = inArray(inbox.state, ['done', 'dead']);
        await db
          .delete(inbox)
          .where(and(eq(inbox.workspaceId, workspaceId), walked, lt(inbox.receivedAt, now - INBOX_KEPT)));
        await db
          .delete(rulings)
          .where(and(eq(rulings.workspaceId, workspaceId), ne(rulings.state, 'failed'), lt(rulings.at, ours.before)));
        await db
          .delete(outbox)
          .where(
            and(
              eq(outbox.workspaceId, workspaceId),
              inArray(outbox.state, ['sent', 'cancelled', 'withdrawn', 'failed']),
              sql`${outbox.nextTryAt} is null`,
              lt(outbox.createdAt, ours.before),
            ),
          );
        await db
          .delete(deadlines)
          .where(
            and(
              eq(deadlines.workspaceId, workspaceId),
              sql`${deadlines.ringAt} is null`,
              lt(deadlines.settledAt, ours.before),
            ),
          );
        await db
          .delete(conversations)
          .where(and(eq(conversations.workspaceId, workspaceId), lt(conversations.settledAt, ours.before)));
        const isDraft = sql`${slots.subject} like 'draft:%'`;
        await db
          .delete(slots)
          .where(and(eq(slots.workspaceId, workspaceId), isDraft, lt(slots.changedAt, now - DRAFTS_KEPT)));
        // What a rule keeps of a message or of its thread goes with the records of what became of it.
        const ofMessage = sql`${slots.subject} ~ '^[^:]+:(lane:top|(lane:)?[0-9]+[.][0-9]+)$'`;
        await db
          .delete(slots)
          .where(and(eq(slots.workspaceId, workspaceId), ofMessage, lt(slots.changedAt, ours.before)));
        await pruneAbsences(session, workspaceId, ours.before);
        await pruneOnCall(session, workspaceId, ours.before);
        await pruneHeldBack(session, workspaceId, ours.before);
        await pruneScopeEntries(session, workspaceId, ours.before);
        await pruneWins(session, workspaceId, ours.before);
        await pruneMilestones(session, workspaceId, ours.before);
        await pruneGoalValues(session, workspaceId, ours.before);
        await pruneIncidents(session, workspaceId, ours.before);
        await pruneReports(session, workspaceId, ours.before);
        await pruneChangeOrders(session, workspaceId, now, ours.before);
        const waiting = sql`exists (select 1 from conversations c where c.channel_id = ${messages.channelId} and ${messages.ts} = any(c.messages))`;
        await db
          .delete(messages)
          .where(and(eq(messages.workspaceId, workspaceId), lt(messages.changedAt, ours.before), sql`not ${waiting}`));
      }),
  };
}
