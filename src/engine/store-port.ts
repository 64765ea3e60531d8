/**
 * What the shell needs of the store. The store implements it; `app/` is its only user. Deliberately without logic: whatever
 * is decided is decided by the engine, here it is only kept. All instants are epoch milliseconds.
 */
import type { Agency } from '../agreement/agency.ts';
import type { Agreement } from '../agreement/agreement.ts';
import type { AbsencesKept } from './absence.ts';
import type { CelebrationsKept } from './celebrated.ts';
import type { ChangeOrdersKept } from './change-order.ts';
import type { Conversation, MessageRow } from './conversation.ts';
import type { CorrectionsKept } from './correction.ts';
import type { Say, SetDeadline } from './effect.ts';
import type { Event, Source } from './event.ts';
import type { Ask, Channel, Deadline, Person, Reason } from './facts.ts';
import type { GoalValuesKept } from './goal.ts';
import type { DeafReason, HearingKept } from './hearing.ts';
import type { HeldBackKept } from './held-back.ts';
import type { HomesKept } from './home-tab.ts';
import type { IncidentsKept, PagesKept } from './incident.ts';
import type { ReviewsKept } from './incident-review.ts';
import type { Incoming } from './incoming.ts';
import type { KeptOfClient, OutboxEntry, PlacedDeadline } from './looking-on.ts';
import type { MilestonesKept } from './milestone.ts';
import type { ChoicesKept } from './notice-choice.ts';
import type { OverridesKept } from './on-call.ts';
import type { OutboxOutcome, OutboxRow } from './outbox-row.ts';
import type { SlackChannel, SlackPerson } from './ports.ts';
import type { ReportsKept } from './report.ts';
import type { ScopeEntriesKept } from './scope-entry.ts';
import type { WinsKept } from './win.ts';
import type { Written } from './written.ts';

export type { KeptOfClient, OutboxEntry, PlacedDeadline } from './looking-on.ts';
export type { OutboxOutcome, OutboxRow } from './outbox-row.ts';

/** A client, or a channel that belongs to none, held under lock until the transaction ends. */
export type Held = {
  clientId: string | null;
  agreement: Agreement | null;
  agency: Agency | null;
};

export type InboxRow = {
  id: string;
  key: string;
  channelId: string | null;
  source: Source;
  payload: Incoming;
  receivedAt: number;
  tries: number;
};

export type NewRuling = {
  event: Event;
  messageTs: string | null;
  channelId: string | null;
  rule: string;
  subject: string | null;
  reason: Reason;
};

export type FailedRuling = { id: string; event: Event; rule: string; tries: number };

/** Something given up: a happening that could not be walked, or a rule's judgement of one. Ids, names and instants only. */
export type DeadMatter = {
  id: string;
  kind: 'happening' | 'ruling';
  /** What happened: the kind of the happening or event. */
  what: string;
  rule: string | null;
  clientId: string | null;
  at: number;
  tries: number;
  because: string;
};

export type DeadlineKey = { id: string; revision: number; ringAt: number };

/** Somebody else holds the client for longer than was allowed. */
export class LockNotHad extends Error {
  override name = 'LockNotHad';
}

/** One version of an agreement with its texts: the file as written, and with its templates resolved. */
export type StoredAgreement = {
  agreement: Agreement;
  raw: string;
  resolvedText: string;
  appliedAt: number;
  appliedBy: string;
};

export type StoredAgency = { agency: Agency; raw: string; resolvedText: string; appliedAt: number; appliedBy: string };

/** What a fold starts from. */
export type Foldable = {
  since: number;
  stored: (Conversation & { openedAt: number })[];
  rows: MessageRow[];
  threadsWithWaits: Set<string>;
};

/** How much was forgotten; `quotes` are messages of ours that are drawn again, `givenUp` happenings that were emptied. */
export type Forgotten = { words: number; names: number; quotes: number; givenUp: number };

/** What people say of themselves, and of what was held back. */
type OfPeople = AbsencesKept &
  OverridesKept &
  ChoicesKept &
  CelebrationsKept &
  HeldBackKept &
  ScopeEntriesKept &
  CorrectionsKept &
  ChangeOrdersKept &
  IncidentsKept &
  ReviewsKept &
  ReportsKept &
  WinsKept &
  GoalValuesKept &
  MilestonesKept;

/** Everything that can be done inside one transaction. Rows are locked in one order: client (or channel), then the rest. */
export type Tx = OfPeople & {
  /** Answers from inside the transaction. `folded` are this event's conversations, answered without asking again. */
  ask(folded: Conversation[] | null): Ask;
  /**
   * Runs work in a savepoint; when it throws, what it did is undone and the error goes on. `isSaved`: nothing was written
   * since the last attempt began, whose savepoint serves this one too.
   */
  attempt<Result>(work: () => Promise<Result>, options?: { isSaved: boolean }): Promise<Result>;
  holdChannel(channelId: string): Promise<Held>;
  holdClient(clientId: string): Promise<Held>;
  /** For what belongs to no channel: the agency's file, nothing locked. */
  holdNothing(): Promise<Held>;

  /**
   * Marks it done and empties it. Null: somebody else was first. `isHeard`: client messages are heard in its channel, which
   * belongs to an agreement and is not the internal one.
   */
  finishInbox(id: string): Promise<{ isHeard: boolean } | null>;

  /**
   * Writes a happening of our own making into the inbox, which walks after this transaction, and from `dueAt` (epoch ms) on by
   * the sweep. Gives its id; null: it is known.
   */
  claim(
    row: Pick<InboxRow, 'key' | 'channelId' | 'source' | 'payload'>,
    now: number,
    dueAt: number,
  ): Promise<string | null>;

  message(channelId: string, ts: string): Promise<Written | null>;
  /** Adds the row if there is none. False: there is one. */
  addMessage(row: Written): Promise<boolean>;
  saveMessage(row: Written): Promise<void>;
  /** `atMostUntil`: then they go, even if their conversation is still open. */
  keepWords(channelId: string, ts: string, text: string, atMostUntil: number): Promise<void>;
  forgetWords(channelId: string, ts: string): Promise<void>;
  /** They go then (epoch milliseconds) at the latest, if not before. */
  limitWords(channelId: string, ts: string, until: number): Promise<void>;
  /** Draws our messages again that quote this one's words, which went or changed. To be called before the next fold. */
  redrawQuotes(channelId: string, ts: string, now: number): Promise<void>;
  sawMessage(channelId: string, ts: string): Promise<void>;

  /** Those who are known around this client and around no other. Null: Slack could not be asked about them yet. */
  peopleOnlyOf(clientId: string): Promise<[userId: string, person: Person | null][]>;
  /** Forgets what was written around a client, and the names of these people until they write again. */
  forgetClient(clientId: string, userIds: string[], now: number): Promise<Forgotten>;
  /** Deletes what was asked, promised, decided and sent around a client; gives how many rows. Agreements stay. */
  forgetRecords(clientId: string): Promise<number>;
  /** Forgets what somebody wrote, and their name for good. Null: nobody here has this id. */
  forgetPerson(userId: string, now: number): Promise<Forgotten | null>;

  foldable(channelId: string, start: number, held: Held): Promise<Foldable>;
  saveConversations(
    channelId: string,
    clientId: string,
    changed: (Conversation & { openedAt: number })[],
    goneIds: string[],
  ): Promise<void>;
  /** Channels of the client in which somebody waits, with the earliest instant a fold of each must start from. */
  waitingChannels(clientId: string): Promise<{ channelId: string; since: number }[]>;

  deadline(id: string): Promise<(Deadline & { late: SetDeadline['late']; isUrgent: boolean }) | null>;
  /** Gives the id, and the alarm to set when there is one now. */
  setDeadline(rule: string, clientId: string | null, deadline: SetDeadline): Promise<DeadlineKey | null>;
  /** The alarm rang and nothing came of it: it does not ring again. */
  silence(deadlineId: string): Promise<void>;
  /** The alarm rang before its time: the queue does not have it any more. */
  unsetAlarm(deadlineId: string): Promise<void>;

  say(rule: string, clientId: string | null, say: Say, now: number): Promise<void>;
  refresh(key: string, now: number): Promise<void>;
  withdraw(key: string, now: number): Promise<void>;
  cancelUnsent(subject: string): Promise<void>;

  /** What became of one of our messages; a drawing asked for meanwhile stays due. */
  finishOutbox(id: string, outcome: OutboxOutcome, now: number): Promise<void>;

  setSlot(rule: string, subject: string, data: unknown, now: number): Promise<void>;
  chooseReading(userId: string, language: string | null, timeZone: string | null): Promise<void>;

  recordRuling(ruling: NewRuling, now: number): Promise<void>;
  recordFailure(
    event: Event,
    rule: string,
    because: string,
    tries: number,
    nextTryAt: number | null,
    now: number,
  ): Promise<void>;
  /** Takes a failed ruling up to be judged again. False: another process did. */
  clearFailure(id: string): Promise<boolean>;
  /** The client of a conversation, deadline or other subject of ours; null when it names none. */
  clientOfSubject(subject: string): Promise<string | null>;

  person(userId: string): Promise<Person | null>;

  /** The version in force with its texts; null where there is none. */
  storedAgreement(clientId: string): Promise<StoredAgreement | null>;
  /** Our id of a Slack channel; made when it is new. */
  channelId(slackChannelId: string): Promise<string>;
  /** Writes a version and puts it into force, and says whose channels (our ids) these now are. */
  saveAgreement(stored: StoredAgreement, channelIds: { shared: string[]; internal: string | null }): Promise<void>;
  saveAgency(stored: StoredAgency): Promise<void>;
};

/**
 * How long words are kept, in milliseconds: so long after the last conversation that they belong to has settled, or after
 * they were written where they belong to none. `elsewhere`: in channels of no client. `atMost`: after they were written,
 * whatever else. `examples`: what was corrected, with its text, after it was said.
 */
export type WordsKept = {
  ofClients: { clientId: string; kept: number; examples: number }[];
  elsewhere: number;
  atMost: number;
};

export type Store = {
  /**
   * One transaction; repeated whole when Postgres could not serialise it. `lockTimeout` in milliseconds, throws
   * {@link LockNotHad} past it. `reserved`: on the connections kept for people who wait for an answer.
   */
  transaction<Result>(
    work: (tx: Tx) => Promise<Result>,
    options?: { lockTimeout?: number; reserved?: boolean },
  ): Promise<Result>;
  /** Asks outside any transaction. */
  ask: Ask;

  inbox: {
    /** Writes what is not known yet; gives the new rows. Throws when the database is down. */
    claim(
      rows: { key: string; channelId: string | null; source: Source; payload: Incoming }[],
      now: number,
    ): Promise<InboxRow[]>;
    row(id: string): Promise<InboxRow | null>;
    due(now: number, limit: number): Promise<string[]>;
    /** Waiting rows of all channels of this client, oldest first. */
    ofClient(clientId: string): Promise<string[]>;
    failed(id: string, because: string, nextTryAt: number | null): Promise<void>;
    malformed(key: string, because: string, now: number): Promise<void>;
    /** Lets a given-up row walk again. False: there is no such row, or nothing left to walk. */
    retry(id: string, now: number): Promise<boolean>;
  };

  people: HearingKept & {
    /** Our id of a Slack channel; made when it is new. Never changes for one Slack id. */
    channelId(slackChannelId: string): Promise<string>;
    alias(formerSlackChannelId: string, slackChannelId: string): Promise<string>;
    channel(channelId: string): Promise<
      | (Channel & {
          introducedAt: number;
          isIntroduced: boolean;
          membersReadAt: number | null;
          lastSeenTs: string | null;
          deafBecause: DeafReason | null;
          deafSince: number | null;
        })
      | null
    >;
    /** Null: Slack shows us no such channel; what else is known of it stays. */
    saveChannel(channelId: string, channel: SlackChannel | null, now: number): Promise<void>;
    /** Those of the ids that are unknown, unsure, or were introduced before `staleBefore`. */
    unintroduced(userIds: string[], staleBefore: number): Promise<string[]>;
    /** Those whom Slack could not name when they were first heard of, at `since` or later. */
    unknown(since: number, limit: number): Promise<string[]>;
    savePerson(userId: string, person: SlackPerson | null, now: number): Promise<void>;
    /** Channels of clients whose members were read before `staleBefore` or never, the longest ago first. */
    membersUnread(staleBefore: number, limit: number): Promise<{ channelId: string; slackChannelId: string }[]>;
    /** These and no others were in the channel when Slack was asked, at `asOf`. */
    saveMembers(channelId: string, userIds: string[], asOf: number): Promise<void>;
    /** Somebody came into a client's channel or left it; what was heard of later stands. */
    saveMember(channelId: string, userId: string, isIn: boolean, at: number): Promise<void>;
    /** Members of one channel, or of all of the clients', of whom Slack was never asked. */
    unmet(channelId: string | 'all', limit: number): Promise<string[]>;
    /** Channels in which client messages are heard. */
    clientChannels(): Promise<
      {
        channelId: string;
        slackChannelId: string;
        clientId: string;
        lastSeenTs: string | null;
        deaf: DeafReason | null;
        /** Since when something may have been missed there; null: nothing was. */
        missedSince: number | null;
      }[]
    >;
    /** These and no others were in a Slack user group when Slack was asked, at `asOf`. */
    saveGroup(groupId: string, userIds: string[], asOf: number): Promise<void>;
    /** When Slack is silent for somebody who is known; null: it is not. */
    saveDoNotDisturb(userId: string, hours: { since: number; until: number } | null): Promise<void>;
    needCatchUp(channelIds: string[] | 'all', since: number): Promise<void>;
    catchUpNeeded(channelId: string): Promise<number | null>;
    caughtUp(channelId: string, asOf: number): Promise<void>;
  };

  agreements: {
    /** The version in force, or one by number; null where there is none. */
    stored(clientId: string, version?: number): Promise<StoredAgreement | null>;
    storedAgency(version?: number): Promise<StoredAgency | null>;
    /** Every agreement in force, by the client's name. */
    all(): Promise<Agreement[]>;
  };

  /** What is written of one channel since a ts: to be held against history. */
  written(channelId: string, sinceTs: string): Promise<Written[]>;
  /** Roots of threads that something waits in, and the oldest message still waiting, of one channel. */
  waiting(channelId: string): Promise<{ oldestTs: string | null; threads: string[] }>;

  deadlines: {
    due(now: number, limit: number, only?: 'urgent'): Promise<DeadlineKey[]>;
    row(id: string): Promise<(Deadline & { late: SetDeadline['late'] }) | null>;
    /** Those ringing before `until` whose alarm the queue does not have yet; and notes that it has them now. */
    withoutAlarm(until: number, limit: number): Promise<DeadlineKey[]>;
    haveAlarm(keys: DeadlineKey[]): Promise<void>;
  };

  failures: {
    due(now: number, limit: number): Promise<FailedRuling[]>;
    row(id: string): Promise<FailedRuling | null>;
    /** Lets a given-up ruling be judged again. False: there is no such ruling. */
    retry(id: string, now: number): Promise<boolean>;
  };
  /** What was given up after the last try and can be retried, oldest first. */
  dead(limit: number): Promise<DeadMatter[]>;

  outbox: {
    /** Destinations with something to do at `now`, that no sender other than this one holds; `machineNow` as for leases. */
    dueDestinations(
      now: number,
      limit: number,
      by: { sender: string; machineNow: number; readyBy?: number; only?: 'urgent' },
    ): Promise<string[]>;
    /** Null: another sender of this lane has it. `until` by the machine's clock. */
    lease(
      destination: string,
      by: { sender: string; machineNow: number; until: number; only: 'urgent' | undefined },
    ): Promise<{ readyAt: number } | null>;
    release(destination: string, by: { sender: string; readyAt: number; only: 'urgent' | undefined }): Promise<void>;
    /**
     * The next row of this lane to do there, by priority then order; rows found *sending* were left by a sender that died:
     * unknown. What is urgent is in a lane of its own, and in no other.
     */
    next(destination: string, now: number, only?: 'urgent'): Promise<OutboxRow | null>;
    /** Late rows of the same bundle for the same destination that wait too, but for those that are held back at `now`. */
    bundled(destination: string, bundle: string, now: number): Promise<OutboxRow[]>;
    /**
     * Asks once more under the rows' locks, marks what is still wanted as being sent, and cancels what is not. Gives the
     * wanted ones; the first of them carries the others.
     */
    start(ids: string[], now: number): Promise<string[]>;
    finish(id: string, outcome: OutboxOutcome, now: number): Promise<void>;
    byPlace(slackChannelId: string, slackTs: string): Promise<OutboxRow | null>;
    /** A row and those that its Slack message carries too, that row first. */
    message(id: string): Promise<OutboxRow[]>;
  };

  homes: HomesKept;
  pages: PagesKept;
  /** For whoever looks on, of these clients or of all. */
  overview: {
    /** All that are pending, and of those settled since an instant the latest `most` (null: none); the next due first. */
    deadlines(clientIds: string[] | 'all', settled: { since: number; most: number } | null): Promise<PlacedDeadline[]>;
    /** The newest first. Of all: also what belongs to no client. */
    outbox(clientIds: string[] | 'all', most: number): Promise<OutboxEntry[]>;
  };

  /** Everything that is kept of a client, as of one moment; null where there is none of this id. */
  kept(clientId: string): Promise<KeptOfClient | null>;

  /** The earliest instant at which anything of ours is due: inbox, failed rulings, deadlines, outbox, homes. Null: nothing. */
  nextDueAt(): Promise<number | null>;
  /** The latest instant at which anything was heard, judged, said or put into force. Null: nothing ever was. */
  latestInstant(): Promise<number | null>;
  backlog(now: number): Promise<{ inbox: number; outbox: number; oldestUnsentAt: number | null; dead: number }>;
  /** Lets go of what has been kept for long enough, and draws our messages again that quote words which went. */
  prune(now: number, kept: { records?: number; words: WordsKept }): Promise<void>;
};
