/**
 * The questions a rule or a view may ask, each with what it is given and what it answers. The store answers them, one file
 * per question, inside the transaction that asks. It deliberately offers no way to change anything.
 */
import type { Agency } from '../agreement/agency.ts';
import type { Agreement } from '../agreement/agreement.ts';
import type { Absence } from './absence.ts';
import type { CelebrationChoice, CelebrationDay } from './celebrated.ts';
import type { ChangeOrder, OrderWords } from './change-order.ts';
import type { Conversation } from './conversation.ts';
import type { Correction } from './correction.ts';
import type { LoggedDecision } from './decision-log.ts';
import type { DoNotDisturb } from './do-not-disturb.ts';
import type { EmergencyTalk } from './emergency-talk.ts';
import type { Destination, Side, ViewData } from './event.ts';
import type { GoalValue } from './goal.ts';
import type { DeafReason } from './hearing.ts';
import type { HeldBack, HeldBackCount } from './held-back.ts';
import type { Incident, IncidentEntry, PageRow } from './incident.ts';
import type { FollowUp, IncidentReview } from './incident-review.ts';
import type { Milestone } from './milestone.ts';
import type { ChoiceOf } from './notice-choice.ts';
import type { Override } from './on-call.ts';
import type { Standing } from './people.ts';
import type { Report, ReportKind } from './report.ts';
import type { ScopeEntry } from './scope-entry.ts';
import type { Win } from './win.ts';

export type DeadlineState = 'pending' | 'met' | 'breached' | 'cancelled';

export type Deadline = {
  id: string;
  clientId: string | null;
  channelId: string | null;
  rule: string;
  subject: string;
  name: string;
  dueAt: number;
  ringAt: number | null;
  revision: number;
  state: DeadlineState;
  settledAt: number | null;
  data: unknown;
};

/** `by` null: the rule notes nobody. */
export type DeadlineCount = { clientId: string; by: string | null; state: DeadlineState; count: number };

/** Who was in a Slack user group at `readAt` (epoch milliseconds); nobody where Slack knows no such group. */
export type UserGroup = { groupId: string; userIds: string[]; readAt: number };

export type Person = {
  userId: string;
  teamId: string | null;
  enterpriseId: string | null;
  name: string;
  /** Own choice, else Slack's; null where neither is known. */
  language: string | null;
  timeZone: string | null;
  isBot: boolean;
  isGuest: boolean;
  isDeleted: boolean;
  /** Owner or admin of the home workspace in Slack. */
  isWorkspaceAdmin: boolean;
};

/** How the bot sees somebody for one client, and how it would if no list named them. */
export type Seen = { userId: string; person: Person | null; standing: Standing; inSlack: Standing };

export type Channel = {
  id: string;
  slackChannelId: string;
  clientId: string | null;
  name: string;
  role: 'shared' | 'internal' | 'direct' | 'unassigned';
  isArchived: boolean;
  isMember: boolean;
  isExternallyShared: boolean;
};

/** One version of an agreement as its file. `appliedAt` in epoch milliseconds. */
export type AgreementText = {
  version: number;
  raw: string;
  resolvedText: string;
  appliedAt: number;
  appliedBy: string;
};

/** A client's channel in which nothing is heard: why, and since when that is known. */
export type DeafChannel = Channel & { clientId: string; because: DeafReason; since: number };

/** A ruling as it was recorded: which rule, about what, when, and its named reason with ids and instants. */
export type RecordedRuling = {
  rule: string;
  eventKind: string;
  subject: string | null;
  at: number;
  actor: string | null;
  reason: Reason;
};

/** Why: a name from the rule's own list, with ids, instants (epoch ms) and numbers that its words are filled from. */
export type Reason = { name: string; data: ViewData };

/** What we said under a key, and what became of it. */
export type SaidMessage = {
  key: string;
  rule: string;
  to: Destination;
  view: string;
  data: ViewData;
  state: 'waiting' | 'sent' | 'cancelled' | 'failed';
  sentAt: number | null;
};

/** What one client message was read as, for *why?*. */
export type WrittenMessage = {
  channelId: string;
  ts: string;
  threadTs: string | null;
  author: string;
  occurredAt: number;
  deletedAt: number | null;
  needsReply: boolean;
  readingReason: string;
  /** Since when it has been asking, epoch milliseconds: its posting, or the edit that made a request of it; null: it does not. */
  asksSince: number | null;
  marks: { id: string; name: string; by: string; at: number; offAt: number | null; data: ViewData }[];
};

/** One message of a thread, and as what it was read. */
export type ThreadReply = { ts: string; author: string; occurredAt: number; readingReason: string };

/** Somebody who wrote, on which side they stand, and when they last did. */
export type Voice = { userId: string; side: Side; lastAt: number };

/** A message by our channel id and Slack's ts. */
export type Place = { channelId: string; ts: string };

export type Questions = {
  /** The channel's conversations as folded with this event: all that wait, and those that this event touched. */
  conversations: { given: { channelId: string }; answer: Conversation[] };
  /** One conversation as recorded. */
  conversation: { given: { id: string }; answer: Conversation | null };
  /** The conversation that a message belongs to, waiting or settled; the latest where there are several. */
  conversationOf: { given: { channelId: string; ts: string }; answer: Conversation | null };
  /** The conversation of a lane that was asked last, at an instant (epoch milliseconds) or before; waiting or settled. */
  lastAsked: { given: { channelId: string; lane: string; before: number }; answer: Conversation | null };
  /** All that wait, of these clients, oldest first. */
  openConversations: { given: { clientIds: string[] }; answer: (Conversation & { clientId: string })[] };
  /** How many questions of a client were answered since an instant (epoch milliseconds). */
  answeredSince: { given: { clientId: string; since: number }; answer: number };
  /** Deadlines of a rule about these subjects, and those of the channels that are still pending. */
  deadlines: { given: { rule: string; subjects: string[]; channelIds: string[] }; answer: Deadline[] };
  deadline: { given: { id: string }; answer: Deadline | null };
  /** How many deadlines of a rule each of these clients has by state, and by the person whom the rule notes as `by`. */
  countOf: { given: { rule: string; clientIds: string[] }; answer: DeadlineCount[] };
  /** Deadlines of a rule in these clients that are pending, or were breached since (epoch milliseconds); the next due first. */
  deadlinesOfClients: { given: { rule: string; clientIds: string[]; breachedSince: number }; answer: Deadline[] };
  /** What runs of every rule's deadlines in these clients: pending, or breached and still to ring; the next due first. */
  runningDeadlines: { given: { clientIds: string[] }; answer: Deadline[] };
  /** How many deadlines of a name were breached in each of these clients since an instant; clients without any are left out. */
  breachesSince: {
    given: { clientIds: string[]; name: string; since: number };
    answer: { clientId: string; count: number }[];
  };
  /** The version in force (or one by number) and the agency's file in force; null where there is none. */
  agreement: { given: { clientId: string; version?: number }; answer: Agreement | null };
  /** The versions in force of these clients, by the client's name. */
  agreements: { given: { clientIds: string[] }; answer: Agreement[] };
  agency: { given: Record<never, never>; answer: Agency | null };
  /** The same version as its file: as it was written, and with its templates worked in; when, and by whom it was applied. */
  agreementText: { given: { clientId: string; version?: number }; answer: AgreementText | null };
  /** Which agreements that have not ended name these Slack channels. */
  claims: { given: { slackChannelIds: string[] }; answer: { slackChannelId: string; clientId: string }[] };
  /** The text of a template that lies among those of Groundrules, by its name without a folder; null: there is none. */
  template: { given: { name: string }; answer: string | null };
  /**
   * Clients this person serves: as staff of the agreement, or all of them for managers and admins; with `at` (epoch
   * milliseconds) also those of people who are away then and named this person to stand in.
   */
  clientsServedBy: { given: { userId: string; at?: number }; answer: { clientId: string; name: string }[] };
  /** Absences that reach into [from, until), of these people, the earliest first. */
  absences: { given: { userIds: string[]; from: number; until: number }; answer: Absence[] };
  /** Who took these rotas over somewhere in [from, until), the earliest first. */
  overrides: { given: { rotas: string[]; from: number; until: number }; answer: Override[] };
  /** One by its id, and the other one of a pair; nothing where it was taken back before it began. */
  override: { given: { id: string }; answer: Override[] };
  /** When Slack is silent for these people, as it said when they were paged last; those for whom it never is are missing. */
  doNotDisturb: { given: { userIds: string[] }; answer: DoNotDisturb[] };
  /** Who is in these Slack user groups, as Slack last said; those of which it was never asked are missing. */
  userGroups: { given: { groupIds: string[] }; answer: UserGroup[] };
  /** How these people wish to be told as managers; those who never chose are missing. */
  noticeChoices: { given: { userIds: string[] }; answer: ChoiceOf[] };
  /**
   * Of how many questions a notice that was held back for this person until an instant (epoch milliseconds) was called off,
   * for they were settled meanwhile.
   */
  settledMeanwhile: { given: { userId: string; heldUntil: number }; answer: number };
  /** One by its id; null where it was taken back before it began. */
  absence: { given: { id: string }; answer: Absence | null };
  /** Clients whose agreement names this person among the client's people; none that has ended. */
  clientsNaming: { given: { userId: string }; answer: { clientId: string; name: string }[] };
  /** Clients in whose shared channels this person is, as Slack last said; none whose agreement has ended. */
  clientsMeeting: { given: { userId: string }; answer: { clientId: string; name: string }[] };
  person: { given: { userId: string }; answer: Person | null };
  /** Those of these people who are known. */
  persons: { given: { userIds: string[] }; answer: Person[] };
  /** Owners and admins of the home workspace who are known and still there. */
  workspaceAdmins: { given: Record<never, never>; answer: Person[] };
  channel: { given: { channelId: string }; answer: Channel | null };
  /** Who is in a channel of a client, as far as Slack has said; `readAt` null where it was never asked. */
  members: { given: { channelId: string }; answer: { userIds: string[]; readAt: number | null } };
  /** How these people are seen for a client (null: where nothing is agreed yet), in the order given. */
  seen: { given: { clientId: string | null; userIds: string[] }; answer: Seen[] };
  /** The client's channels, the shared ones first. */
  channelsOf: { given: { clientId: string }; answer: Channel[] };
  /** Channels of these clients in which nothing is heard, the longest first; none of a client whose agreement has ended. */
  deafChannels: { given: { clientIds: string[] | 'all' }; answer: DeafChannel[] };
  /** The channel that Slack calls so, or once did; for links that people paste. */
  channelBySlackId: { given: { slackChannelId: string }; answer: Channel | null };
  message: { given: { channelId: string; ts: string }; answer: WrittenMessage | null };
  /** Who has written in a lane since an instant (epoch milliseconds), bots and what was deleted left out. */
  voices: { given: { clientId: string; channelId: string; lane: string; since: number }; answer: Voice[] };
  /** When this person last wrote in a client's channels since an instant (epoch milliseconds); null: not once. */
  lastWrote: { given: { clientId: string; userId: string; since: number }; answer: number | null };
  /**
   * How many messages staff wrote to these clients from `since` until `until` (epoch milliseconds) outside their own hours:
   * one person, or with null all of them together. What we posted for them is not among these.
   */
  afterHours: { given: { clientIds: string[]; userId: string | null; since: number; until: number }; answer: number };
  /** People's words while they are kept: text as Slack sent it, null once gone, or where they cannot be read. */
  words: { given: { channelId: string; ts: string }; answer: string | null };
  /** The same of several messages at once, in the order given; and whether words are kept that cannot be read. */
  wordsOf: { given: { places: Place[] }; answer: { text: string | null; isUnavailable: boolean }[] };
  /** Whether words are kept that cannot be read, for the key they are under is not ours. */
  wordsUnavailable: { given: { channelId: string; ts: string }; answer: boolean };
  /** A link that opens the message in Slack. */
  link: { given: Place; answer: string };
  /** The same of several messages at once, in the order given. */
  links: { given: { places: Place[] }; answer: string[] };
  rulings: { given: { channelId: string; ts: string }; answer: RecordedRuling[] };
  /** What this rule said about a subject, newest last. */
  said: { given: { rule: string; subject: string }; answer: SaidMessage[] };
  /** What was said under one of our keys. */
  saidUnder: { given: { key: string }; answer: SaidMessage | null };
  /** What we said that stands there; null where that is nothing of ours. */
  saidAt: { given: Place; answer: SaidMessage | null };
  /** What stands in a thread and was not deleted, its root and bots left out, the first before the next. */
  threadReplies: { given: { channelId: string; threadTs: string }; answer: ThreadReply[] };
  /** Where a message of ours stands in Slack; null where it does not, or not any more. */
  standsAt: { given: { key: string }; answer: { channelId: string; ts: string } | null };
  slot: { given: { rule: string; subject: string }; answer: unknown };
  /** What a silent trial held back: one by its id or by its message's key; a client's latest, the newest first; their counts. */
  heldBack: { given: { id: string } | { key: string }; answer: HeldBack | null };
  heldBackOf: { given: { clientId: string; most: number }; answer: HeldBack[] };
  heldBackCounts: { given: { clientId: string }; answer: HeldBackCount[] };
  /** What was used or given as a favour and still counts, in months (`2026-11`) from one to another; the earliest first. */
  scopeEntries: {
    given: { clientId: string; kind: ScopeEntry['kind']; from: string; until: string };
    answer: ScopeEntry[];
  };
  /** What was noted down of a message for this client and still counts; the earliest first. */
  scopeEntriesOfMessage: { given: Place & { clientId: string }; answer: ScopeEntry[] };
  /** One by its id, taken back or not; null where there is none. */
  scopeEntry: { given: { id: string }; answer: ScopeEntry | null };
  /** What staff said about messages of a client, the latest last. */
  corrections: { given: { clientId: string }; answer: Correction[] };
  /** What staff said about this message; null: nothing. */
  correctionOf: { given: { channelId: string; ts: string }; answer: Correction | null };
  /** One by its id, in whatever state; null where there is none. */
  changeOrder: { given: { id: string }; answer: ChangeOrder | null };
  /** All of a client, the newest first. */
  changeOrdersOf: { given: { clientId: string }; answer: ChangeOrder[] };
  /**
   * What was written of one, null once it is gone; and whether words and figures are what was frozen, null where nobody can
   * say any more.
   */
  changeOrderWords: { given: { id: string }; answer: { words: OrderWords | null; isAsFrozen: boolean | null } };
  /** What the two companies decided, the newest first. */
  decisionsOf: { given: { clientId: string }; answer: LoggedDecision[] };
  /** One emergency by its id. */
  incident: { given: { id: string }; answer: Incident | null };
  /** Those of these clients that are not resolved, drills among them, the oldest first. */
  runningIncidents: { given: { clientIds: string[] }; answer: Incident[] };
  /** A client's latest, the newest first. */
  incidentsOf: { given: { clientId: string; most: number }; answer: Incident[] };
  /** Where the emergencies of these clients are or were talked about, drills left out, the oldest first. */
  emergencyTalks: { given: { clientIds: string[] }; answer: EmergencyTalk[] };
  /** The time line of one, the first entry first. */
  incidentEntries: { given: { incidentId: string }; answer: IncidentEntry[] };
  /** Who was paged in one by other ways than Slack. */
  pages: { given: { incidentId: string }; answer: PageRow[] };
  /** The review of one; null where nobody began it. And all of a client. */
  incidentReview: { given: { incidentId: string }; answer: IncidentReview | null };
  incidentReviewsOf: { given: { clientId: string }; answer: IncidentReview[] };
  /** What is to be done after one: by its id; or of one emergency or all (null) of a client, the next due first. */
  followUp: { given: { id: string }; answer: FollowUp | null };
  followUpsOf: { given: { clientId: string; incidentId: string | null }; answer: FollowUp[] };
  /** One by its id; null where there is none. */
  report: { given: { id: string }; answer: Report | null };
  /** A client's, of one kind or of all, in whatever state, that go before an instant (epoch milliseconds); the latest first. */
  reportsOf: { given: { clientId: string; kind?: ReportKind; before?: number; limit: number }; answer: Report[] };
  /** Those of these clients that are still collected for, or wait to be sent; the next first. */
  openReports: { given: { clientIds: string[] }; answer: Report[] };
  /** A win by its id; the wins of a client in months (`2026-11`) from one to another, the earliest first, in whatever state. */
  win: { given: { id: string }; answer: Win | null };
  /** The win of which one of our posts stands at that place; null: none. */
  winAt: { given: Place; answer: string | null };
  winsOf: { given: { clientId: string; from: string; until: string }; answer: Win[] };
  /** How many wins of these clients were posted in those months, by whose they are and on which side they were raised. */
  winCounts: {
    given: { clientIds: string[]; from: string; until: string };
    answer: { clientId: string; whose: Win['whose']; raisedFrom: Win['raisedFrom']; count: number }[];
  };
  /** One by its id; null where there is none. And all of a client that were ever agreed, in whatever state, the next first. */
  milestone: { given: { id: string }; answer: Milestone | null };
  milestonesOf: { given: { clientId: string }; answer: Milestone[] };
  /** What was noted down of a client's goals in months (`2026-11`) from one to another, whatever counts now; the earliest first. */
  goalValues: { given: { clientId: string; from: string; until: string }; answer: GoalValue[] };
  /** Whether these people wish to be named where something is celebrated; those who never chose are missing, and are named. */
  celebrationChoice: { given: { userIds: string[] }; answer: CelebrationChoice[] };
  /** Days that people gave themselves: those celebrated with a client, or one person's. */
  celebrationDays: { given: { clientId: string } | { userId: string }; answer: CelebrationDay[] };
  /** The wordings (`engine/wordings.ts`) of a channel's last posts that have one, the newest first. */
  wordingsSaid: { given: { channelId: string; limit: number }; answer: string[] };
  /**
   * Those of these channels in which nothing light is said: a client waits there past a promised time at an instant (epoch
   * milliseconds), or has an emergency that runs, in whichever of their channels.
   */
  troubledChannels: { given: { channelIds: string[]; at: number }; answer: string[] };
};

export type Question = keyof Questions;

/** Asks one question. Throws what the store throws; the corridor turns that into a failed ruling that is tried again. */
export type Ask = <Name extends Question>(
  name: Name,
  given: Questions[Name]['given'],
) => Promise<Questions[Name]['answer']>;
