/** What was concluded about a message, what was said about a subject, and a rule's own slot. */
import { and, asc, eq, inArray, isNull, or, sql } from 'drizzle-orm';
import type { SaidMessage } from '../../engine/facts.ts';
import { destinationOf } from '../../engine/outbox-row.ts';
import { channels, conversations, outbox, rulings, slots } from '../schema.ts';
import type { Answerer } from './answerer.ts';

export const rulingsFact: Answerer<'rulings'> = async ({ session }, { channelId, ts }) => {
  const { db } = session;
  const has = sql`${conversations.messages} @> array[${ts}]::text[]`;
  const subjects = db
    .select({ id: conversations.id })
    .from(conversations)
    .where(and(eq(conversations.channelId, channelId), has));
  const about = or(
    and(eq(rulings.channelId, channelId), eq(rulings.messageTs, ts)),
    inArray(rulings.subject, subjects),
  );
  const rows = await db.select().from(rulings).where(about).orderBy(asc(rulings.at));
  return rows.map(({ rule, eventKind, subject, at, actor, reason, data }) => {
    return { rule, eventKind, subject, at, actor, reason: { name: reason, data } };
  });
};

type Row = typeof outbox.$inferSelect;

const states: Partial<Record<Row['state'], SaidMessage['state']>> = {
  sent: 'sent',
  withdrawing: 'sent',
  withdrawn: 'cancelled',
  cancelled: 'cancelled',
  failed: 'failed',
};

export const said: Answerer<'said'> = async ({ session, workspaceId }, { rule, subject }) => {
  const about = and(eq(outbox.workspaceId, workspaceId), eq(outbox.rule, rule), eq(outbox.wantedWhile, subject));
  const rows = await session.db.select().from(outbox).where(about).orderBy(asc(outbox.sequence));
  return rows.map(toSaid);
};

export const saidUnder: Answerer<'saidUnder'> = async ({ session, workspaceId }, { key }) => {
  const [row] = await session.db
    .select()
    .from(outbox)
    .where(and(eq(outbox.workspaceId, workspaceId), eq(outbox.key, key)));
  return row === undefined ? null : toSaid(row);
};

export const saidAt: Answerer<'saidAt'> = async ({ session, workspaceId }, { channelId, ts }) => {
  const there = eq(channels.slackChannelId, outbox.slackChannelId);
  const [found] = await session.db
    .select({ row: outbox })
    .from(outbox)
    .innerJoin(channels, and(there, eq(channels.id, channelId)))
    .where(and(eq(outbox.workspaceId, workspaceId), eq(outbox.slackTs, ts), isNull(outbox.carriedBy)));
  return found === undefined ? null : toSaid(found.row);
};

function toSaid(row: Row): SaidMessage {
  const { key, rule, view, data, sentAt } = row;
  return { key, rule, to: destinationOf(row), view, data, state: states[row.state] ?? 'waiting', sentAt };
}

export const standsAt: Answerer<'standsAt'> = async ({ session, workspaceId }, { key }) => {
  const ours = and(eq(outbox.workspaceId, workspaceId), eq(outbox.key, key), eq(outbox.state, 'sent'));
  const [row] = await session.db.select().from(outbox).where(ours);
  const to = row === undefined ? null : destinationOf(row);
  return to?.kind === 'channel' && row?.slackTs ? { channelId: to.channelId, ts: row.slackTs } : null;
};

export const slot: Answerer<'slot'> = async ({ session, workspaceId }, { rule, subject }) => {
  const key = and(eq(slots.workspaceId, workspaceId), eq(slots.rule, rule), eq(slots.subject, subject));
  const [row] = await session.db.select().from(slots).where(key);
  return row?.data ?? null;
};
