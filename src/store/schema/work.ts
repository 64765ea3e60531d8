/** What is to be done and what was: inbox, rulings, deadlines, outbox, and each rule's private slots. */
import { sql } from 'drizzle-orm';
import {
  bigserial,
  boolean,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import type { Audience, Say, SetDeadline } from '../../engine/effect.ts';
import type { Source, ViewData } from '../../engine/event.ts';
import type { DeadlineState } from '../../engine/facts.ts';
import type { Incoming } from '../../engine/incoming.ts';
import { instant, json, workspaceId } from './columns.ts';

export const inbox = pgTable(
  'inbox',
  {
    id: text('id').primaryKey(),
    workspaceId: workspaceId(),
    key: text('key').notNull(),
    channelId: text('channel_id'),
    source: text('source').$type<Source>().notNull(),
    /** What was heard; emptied when done, for it may hold words. */
    payload: json('payload').$type<Incoming>(),
    state: text('state').$type<'waiting' | 'done' | 'dead'>().notNull(),
    receivedAt: instant('received_at').notNull(),
    tries: integer('tries').notNull(),
    nextTryAt: instant('next_try_at').notNull(),
    failure: text('failure'),
  },
  (table) => [
    uniqueIndex('inbox_key').on(table.workspaceId, table.key),
    index('inbox_waiting').on(table.nextTryAt).where(sql`state = 'waiting'`),
    index('inbox_waiting_channel').on(table.channelId).where(sql`state = 'waiting'`),
    index('inbox_received').on(table.receivedAt),
  ],
);

/** What each rule concluded about each event, and why; a failed one is tried again alone. */
export const rulings = pgTable(
  'rulings',
  {
    id: text('id').primaryKey(),
    workspaceId: workspaceId(),
    clientId: text('client_id'),
    channelId: text('channel_id'),
    messageTs: text('message_ts'),
    eventId: text('event_id').notNull(),
    eventKind: text('event_kind').notNull(),
    rule: text('rule').notNull(),
    subject: text('subject'),
    actor: text('actor'),
    at: instant('at').notNull(),
    state: text('state').$type<'done' | 'failed' | 'dead'>().notNull(),
    reason: text('reason').notNull(),
    data: json('data').$type<ViewData>().notNull(),
    /** The event, to be judged again; ids only. Emptied when done. */
    event: json('event').$type<unknown>(),
    tries: integer('tries').notNull(),
    nextTryAt: instant('next_try_at'),
  },
  (table) => [
    index('rulings_message').on(table.channelId, table.messageTs),
    index('rulings_subject').on(table.subject),
    index('rulings_failed').on(table.nextTryAt).where(sql`state = 'failed'`),
    index('rulings_at').on(table.at),
  ],
);

export const deadlines = pgTable(
  'deadlines',
  {
    id: text('id').primaryKey(),
    workspaceId: workspaceId(),
    clientId: text('client_id'),
    channelId: text('channel_id'),
    rule: text('rule').notNull(),
    subject: text('subject').notNull(),
    name: text('name').notNull(),
    dueAt: instant('due_at').notNull(),
    ringAt: instant('ring_at'),
    revision: integer('revision').notNull(),
    /** It is looked for every second, before all others: an emergency waits behind nothing. */
    isUrgent: boolean('is_urgent').notNull().default(false),
    /** The revision whose alarm was handed to the queue; the sweep adds the rest. */
    alarmRevision: integer('alarm_revision'),
    state: text('state').$type<DeadlineState>().notNull(),
    settledAt: instant('settled_at'),
    late: json('late').$type<SetDeadline['late']>().notNull(),
    data: json('data').$type<unknown>().notNull(),
  },
  (table) => [
    uniqueIndex('deadlines_subject').on(table.workspaceId, table.rule, table.subject, table.name),
    index('deadlines_ring').on(table.ringAt).where(sql`ring_at is not null`),
    index('deadlines_urgent').on(table.ringAt).where(sql`ring_at is not null and is_urgent`),
    // Those that still run; what ran in the course of a year is not looked at again.
    index('deadlines_running').on(table.channelId, table.rule).where(sql`state = 'pending' or ring_at is not null`),
    index('deadlines_settled').on(table.settledAt),
  ],
);

export const outbox = pgTable(
  'outbox',
  {
    id: text('id').primaryKey(),
    workspaceId: workspaceId(),
    clientId: text('client_id'),
    rule: text('rule').notNull(),
    /** Our own name of the message. */
    key: text('key').notNull(),
    /** `person:U…`, `channel:our-id`, `home:U…` or `operator`: what has a pace of its own. */
    destination: text('destination').notNull(),
    threadTs: text('thread_ts'),
    /** The key of the message of ours in whose thread it belongs, once that stands. */
    under: text('under'),
    audience: text('audience').$type<Audience>().notNull(),
    permission: text('permission'),
    /** Who approved a post that no permission allows. */
    approvedBy: text('approved_by'),
    priority: smallint('priority').notNull(),
    sequence: bigserial('sequence', { mode: 'number' }).notNull(),
    view: text('view').notNull(),
    data: json('data').$type<ViewData>().notNull(),
    /** Whose reply it counts as once it stands in Slack; null: nobody's. */
    onBehalfOf: text('on_behalf_of'),
    wantedWhile: text('wanted_while'),
    /** The message that it shows, where that is not the conversation above. */
    quotes: text('quotes'),
    hearFirst: json('hear_first').$type<Say['hearFirst']>(),
    bundle: text('bundle'),
    unknownOutcome: text('unknown_outcome').$type<Say['unknownOutcome']>().notNull(),
    createdAt: instant('created_at').notNull(),
    state: text('state')
      .$type<'waiting' | 'sending' | 'unknown' | 'sent' | 'withdrawing' | 'withdrawn' | 'cancelled' | 'failed'>()
      .notNull(),
    /** How often a drawing was asked for, and which of them stands in Slack: unsent ones collapse by themselves. */
    wanted: integer('wanted').notNull(),
    drawn: integer('drawn').notNull(),
    tries: integer('tries').notNull(),
    nextTryAt: instant('next_try_at'),
    attemptedAt: instant('attempted_at'),
    slackChannelId: text('slack_channel_id'),
    slackTs: text('slack_ts'),
    sentAt: instant('sent_at'),
    failure: text('failure'),
    /** The row whose Slack message carries this one too. */
    carriedBy: text('carried_by'),
  },
  (table) => [
    uniqueIndex('outbox_key').on(table.workspaceId, table.key),
    index('outbox_due').on(table.nextTryAt).where(sql`next_try_at is not null`),
    index('outbox_urgent').on(table.nextTryAt).where(sql`next_try_at is not null and priority = 0`),
    index('outbox_destination').on(table.workspaceId, table.destination).where(sql`next_try_at is not null`),
    index('outbox_subject').on(table.wantedWhile),
    index('outbox_quotes').on(table.quotes).where(sql`quotes is not null`),
    index('outbox_under').on(table.workspaceId, table.under).where(sql`under is not null`),
    index('outbox_slack').on(table.slackChannelId, table.slackTs),
    // What was worded of late in one place; few messages have a wording.
    index('outbox_wording').on(table.destination, table.sequence).where(sql`data ->> 'wording' is not null`),
  ],
);

/** What a silent trial kept from a client, and what the staff thought of it. */
export const heldBack = pgTable(
  'held_back',
  {
    id: text('id').primaryKey(),
    workspaceId: workspaceId(),
    clientId: text('client_id').notNull(),
    rule: text('rule').notNull(),
    /** The key under which it would have been said. */
    key: text('key').notNull(),
    at: instant('at').notNull(),
    verdict: text('verdict').$type<'right' | 'wrong'>(),
    verdictBy: text('verdict_by'),
    verdictAt: instant('verdict_at'),
  },
  (table) => [
    uniqueIndex('held_back_key').on(table.workspaceId, table.key),
    index('held_back_client').on(table.workspaceId, table.clientId, table.at),
  ],
);

/** One sender per destination at a time, and when Slack will take the next word there. */
export const paces = pgTable(
  'paces',
  {
    workspaceId: workspaceId(),
    destination: text('destination').notNull(),
    leasedBy: text('leased_by'),
    /** By the machine's clock: a lease must end even when our Clock stands still. */
    leasedUntil: instant('leased_until'),
    readyAt: instant('ready_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.destination] })],
);

export const slots = pgTable(
  'slots',
  {
    workspaceId: workspaceId(),
    rule: text('rule').notNull(),
    subject: text('subject').notNull(),
    data: json('data').$type<unknown>().notNull(),
    changedAt: instant('changed_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.rule, table.subject] })],
);

/** What was used of an allowance, or given as a favour; amounts in hundredths. Its note is among the words, if anywhere. */
export const scopeEntries = pgTable(
  'scope_entries',
  {
    id: text('id').primaryKey(),
    workspaceId: workspaceId(),
    clientId: text('client_id').notNull(),
    kind: text('kind').$type<'used' | 'favour'>().notNull(),
    itemId: text('item_id'),
    amount: integer('amount').notNull(),
    unit: text('unit').notNull(),
    at: instant('at').notNull(),
    /** The calendar month in the client's zone when it was noted down: `2026-11`. */
    month: text('month').notNull(),
    by: text('by').notNull(),
    channelId: text('channel_id'),
    notePlace: text('note_place'),
    /** The message that it was for, where one was named; in a channel of its own, for a note stands where the client's do. */
    messageChannelId: text('message_channel_id'),
    messageTs: text('message_ts'),
    takenBackAt: instant('taken_back_at'),
    takenBackBy: text('taken_back_by'),
    agreementVersion: integer('agreement_version').notNull(),
  },
  (table) => [index('scope_entries_month').on(table.workspaceId, table.clientId, table.month)],
);
