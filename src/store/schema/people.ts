/** Whom and what we know: workspaces, persons, channels under our own ids, clients and what both sides agreed. */
import { boolean, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { Agency } from '../../agreement/agency.ts';
import type { Agreement } from '../../agreement/agreement.ts';
import type { CelebrationDay } from '../../engine/celebrated.ts';
import type { DeafReason } from '../../engine/hearing.ts';
import type { NoticeChoice } from '../../engine/notice-choice.ts';
import { anyText, instant, json, workspaceId } from './columns.ts';

export const workspaces = pgTable('workspaces', {
  id: text('id').primaryKey(),
  enterpriseId: text('enterprise_id'),
  botUserId: text('bot_user_id').notNull(),
  botId: text('bot_id').notNull(),
  url: text('url').notNull(),
});

export const clients = pgTable(
  'clients',
  {
    workspaceId: workspaceId(),
    id: text('id').notNull(),
    name: text('name').notNull(),
    status: text('status').$type<'active' | 'paused' | 'ended'>().notNull(),
    agreementVersion: integer('agreement_version').notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.id] })],
);

export const agreements = pgTable(
  'agreements',
  {
    workspaceId: workspaceId(),
    clientId: text('client_id').notNull(),
    version: integer('version').notNull(),
    /** The file as it was written, comments and all. */
    raw: text('raw').notNull(),
    /** The same with its templates resolved, as text. */
    resolvedText: text('resolved_text').notNull(),
    resolved: json('resolved').$type<Agreement>().notNull(),
    appliedAt: instant('applied_at').notNull(),
    appliedBy: text('applied_by').notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.clientId, table.version] })],
);

export const agencies = pgTable(
  'agencies',
  {
    workspaceId: workspaceId(),
    version: integer('version').notNull(),
    raw: text('raw').notNull(),
    resolvedText: text('resolved_text').notNull(),
    resolved: json('resolved').$type<Agency>().notNull(),
    appliedAt: instant('applied_at').notNull(),
    appliedBy: text('applied_by').notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.version] })],
);

export const persons = pgTable(
  'persons',
  {
    workspaceId: workspaceId(),
    userId: text('user_id').notNull(),
    teamId: text('team_id'),
    enterpriseId: text('enterprise_id'),
    name: anyText('name').notNull(),
    /** What Slack says. */
    language: text('language'),
    timeZone: text('time_zone'),
    /** What the person chose; beats Slack. */
    chosenLanguage: text('chosen_language'),
    chosenTimeZone: text('chosen_time_zone'),
    isBot: boolean('is_bot').notNull(),
    isGuest: boolean('is_guest').notNull(),
    isDeleted: boolean('is_deleted').notNull(),
    isWorkspaceAdmin: boolean('is_workspace_admin').notNull(),
    /** False: Slack could not be asked yet; the side is unknown. */
    isIntroduced: boolean('is_introduced').notNull(),
    introducedAt: instant('introduced_at').notNull(),
    /** At which level, and outside which hours, notices for a manager reach them; null for each at once. */
    notices: json('notices').$type<NoticeChoice | null>(),
    /** When Slack is silent for them, as it said when they were paged last. */
    silentSince: instant('silent_since'),
    silentUntil: instant('silent_until'),
    /** Asked to be forgotten: their name is not kept again. */
    forgottenAt: instant('forgotten_at'),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.userId] })],
);

/** When somebody is away, and who stands in for them; null: whoever the agreement names. */
export const absences = pgTable(
  'absences',
  {
    id: text('id').primaryKey(),
    workspaceId: workspaceId(),
    userId: text('user_id').notNull(),
    since: instant('since').notNull(),
    /** Exclusive. */
    until: instant('until').notNull(),
    backup: text('backup'),
    setBy: text('set_by').notNull(),
    setAt: instant('set_at').notNull(),
  },
  (table) => [index('absences_person').on(table.workspaceId, table.userId, table.until)],
);

/** Who is in a Slack user group that a policy pages, as Slack last said. */
export const userGroups = pgTable(
  'user_groups',
  {
    workspaceId: workspaceId(),
    groupId: text('group_id').notNull(),
    userIds: text('user_ids').array().notNull(),
    readAt: instant('read_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.groupId] })],
);

/** Who took a rota over, and when; two who swapped have the same pair. */
export const onCallOverrides = pgTable(
  'on_call_overrides',
  {
    id: text('id').primaryKey(),
    workspaceId: workspaceId(),
    rota: text('rota').notNull(),
    userId: text('user_id').notNull(),
    since: instant('since').notNull(),
    /** Exclusive. */
    until: instant('until').notNull(),
    pair: text('pair'),
    setBy: text('set_by').notNull(),
    setAt: instant('set_at').notNull(),
  },
  (table) => [index('on_call_overrides_rota').on(table.workspaceId, table.rota, table.until)],
);

export const channels = pgTable(
  'channels',
  {
    id: text('id').primaryKey(),
    workspaceId: workspaceId(),
    /** Slack's id of today; older ones stay as aliases. */
    slackChannelId: text('slack_channel_id').notNull(),
    clientId: text('client_id'),
    role: text('role').$type<'shared' | 'internal' | 'direct' | 'unassigned'>().notNull(),
    name: text('name').notNull(),
    isArchived: boolean('is_archived').notNull(),
    isMember: boolean('is_member').notNull(),
    isExternallyShared: boolean('is_externally_shared').notNull(),
    isIntroduced: boolean('is_introduced').notNull(),
    introducedAt: instant('introduced_at').notNull(),
    /** The newest message we heard of, live or from history. */
    lastSeenTs: text('last_seen_ts'),
    /** Set when something may have been missed: history is read before anybody is told of a breach here. */
    catchUpSince: instant('catch_up_since'),
    /** When Slack last said who is in it; null for never. Only of channels that belong to a client. */
    membersReadAt: instant('members_read_at'),
    /** Why nothing is heard there, and since when that is known; null where all is well. */
    deafBecause: text('deaf_because').$type<DeafReason>(),
    deafSince: instant('deaf_since'),
    /** When Slack last said how it stands; null: ask soon. Only of channels that belong to a client. */
    checkedAt: instant('checked_at'),
  },
  (table) => [index('channels_client').on(table.workspaceId, table.clientId)],
);

/** Who is, or was, in a client's channel. */
export const channelMembers = pgTable(
  'channel_members',
  {
    workspaceId: workspaceId(),
    channelId: text('channel_id').notNull(),
    userId: text('user_id').notNull(),
    isIn: boolean('is_in').notNull(),
    /** When this was so; what is heard late and was so before changes nothing. */
    asOf: instant('as_of').notNull(),
  },
  (table) => [primaryKey({ columns: [table.channelId, table.userId] })],
);

export const channelAliases = pgTable(
  'channel_aliases',
  {
    workspaceId: workspaceId(),
    slackChannelId: text('slack_channel_id').notNull(),
    channelId: text('channel_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.slackChannelId] })],
);

/** Who does not wish to be named where something is celebrated, or wishes it again. */
export const celebrationChoices = pgTable(
  'celebration_choices',
  {
    workspaceId: workspaceId(),
    userId: text('user_id').notNull(),
    isNamed: boolean('is_named').notNull(),
    changedAt: instant('changed_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.userId] })],
);

/** Days of their own that people gave themselves, and where they are celebrated; one of a kind. */
export const celebrationDays = pgTable(
  'celebration_days',
  {
    workspaceId: workspaceId(),
    userId: text('user_id').notNull(),
    kind: text('kind').$type<CelebrationDay['kind']>().notNull(),
    /** Month and day of a birthday (`02-29`), the whole date of a beginning. */
    day: text('day').notNull(),
    clientId: text('client_id').notNull(),
    channelId: text('channel_id').notNull(),
    setAt: instant('set_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.userId, table.kind] }),
    index('celebration_days_client').on(table.workspaceId, table.clientId),
  ],
);
