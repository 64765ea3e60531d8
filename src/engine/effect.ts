/**
 * Everything a rule may do. A rule returns these as plain values; the corridor carries them out in the transaction that
 * decided them, delivery after it. It deliberately does nothing itself.
 */
import type { Agreed } from '../agreement/change.ts';
import type { LoadedAgreement } from '../agreement/load.ts';
import type { CelebrationDay } from './celebrated.ts';
import type { ChangeOrder, OrderWords } from './change-order.ts';
import type { Correction } from './correction.ts';
import type { LoggedDecision } from './decision-log.ts';
import type { Destination, FormValues, ViewData } from './event.ts';
import type { GoalValue } from './goal.ts';
import type { Verdict } from './held-back.ts';
import type { Incident, IncidentEntry, NewPage } from './incident.ts';
import type { FollowUp, IncidentReview } from './incident-review.ts';
import type { HeldMeeting } from './meeting-recap.ts';
import type { Milestone } from './milestone.ts';
import type { NoticeChoice } from './notice-choice.ts';
import type { Override } from './on-call.ts';
import type { Report } from './report.ts';
import type { ScopeEntry } from './scope-entry.ts';
import type { Win } from './win.ts';

/** Who may see it. Client-visible posts pass the gate: a standing permission of the agreement, or an approver. */
export type Audience = 'client' | 'staff' | 'manager' | 'operator';

/** Smaller goes first. */
export const priorities = { urgent: 0, high: 1, normal: 2, low: 3 } as const;
export type SendPriority = keyof typeof priorities;

/** Sets or moves the deadline of (rule, subject, name). A change of `ringAt` cancels the alarm set before it. */
export type SetDeadline = {
  kind: 'set-deadline';
  /** The row to change; null makes a new one. */
  id: string | null;
  subject: string;
  name: string;
  channelId: string | null;
  /** The promised time, epoch milliseconds. */
  dueAt: number;
  /** When to be woken next; null for no alarm. Earlier than now means at once. */
  ringAt: number | null;
  state: 'pending' | 'met' | 'breached' | 'cancelled';
  settledAt: number | null;
  /** *fire*: rings however late and says so. *skip*: past its grace (milliseconds) it is skipped, with the reason recorded. */
  late: { policy: 'fire' } | { policy: 'skip'; grace: number };
  /** The rule's own record, parsed by the rule's own schema; ids, instants and names only. */
  data: unknown;
  /** It belongs to no client, wherever it was asked for. */
  isOfNoClient?: true;
  /** It is looked for every second and rings before all others: an emergency's. */
  isUrgent?: true;
};

/** Says something through the outbox: once per key, however often it is asked for. */
export type Say = {
  kind: 'say';
  /** Names the message for good: *refresh* and *withdraw* refer to it. */
  key: string;
  to: Destination;
  audience: Audience;
  /** The agreement's standing permission that allows a client-visible post; null for everybody else. */
  permission: string | null;
  /** Who of the staff put this one client-visible post there, where no standing permission allows it. */
  approvedBy?: string | null;
  /** Whose reply it is once it stands in Slack: it then counts as if they had posted it there; null: nobody's. */
  onBehalfOf?: string | null;
  priority: SendPriority;
  view: string;
  data: ViewData;
  /** The conversation that must still be waiting when it leaves; null when it is wanted in any case. */
  wantedWhile: string | null;
  /**
   * The message of a client that it shows (`${channelId}:${ts}`), where that is not the conversation it is wanted for: drawn
   * again when those words change or go, or when something is noted down of that message.
   */
  quotes?: string | null;
  /** In a silent trial the staff are asked whether it is right, as of what is held back. */
  isOnTrial?: true;
  /** Read this lane from Slack once (at most five seconds) before it leaves: a breach is told only when all has been heard. */
  hearFirst: { channelId: string; lane: string } | null;
  /**
   * Several late ones of one bundle to one reader leave as one message. Names a view that takes `subjects: string[]`: the
   * conversations for which they are wanted, else what their data calls `subject`.
   */
  bundle: string | null;
  /** It leaves no sooner (epoch milliseconds); absent or null: at once. Of a bundle, what still waits is not taken along. */
  notBefore?: number | null;
  /** What to do when it is unknown whether Slack took it. */
  unknownOutcome: 'look-up' | 'send-again' | 'drop';
};

/** Draws a message again that was said before: its view asks anew how things stand. Unsent ones collapse. */
export type Refresh = { kind: 'refresh'; key: string };

/** Takes a message back: unsent it never leaves, sent it is deleted. */
export type Withdraw = { kind: 'withdraw'; key: string };

/** Every unsent message about this subject is no longer wanted. */
export type CancelUnsent = { kind: 'cancel-unsent'; subject: string };

/** Marks a message of a conversation on somebody's behalf; conversations are folded again and *ConversationMarked* follows. */
export type Mark = {
  kind: 'mark';
  channelId: string;
  ts: string;
  mark: { name: MarkName; by: string; at: number; data: Record<string, string | number | null> };
};

/** Takes a mark back, as if it had never been made. */
export type Unmark = { kind: 'unmark'; channelId: string; ts: string; markId: string; at: number };

/** What people can say about a conversation. Reactions are kept under the two names they stand for. */
export type MarkName =
  | 'taken'
  | 'done'
  | 'elsewhere'
  | 'not-a-request'
  | 'track'
  | 'waiting-on-client'
  | 'resumed'
  | 'handed'
  | 'changed'
  | 'remind'
  /** An emoji on what is celebrated, or on one of our posts of it; of no conversation. */
  | 'cheer';

/** Keeps the rule's private slot for a subject; null forgets it. */
export type SetSlot = { kind: 'set-slot'; subject: string; data: unknown };

/**
 * Keeps words that somebody wrote for later, under a name of their own (`placeOfKept`), for as long as any words may be
 * kept, or for so many milliseconds (`keptFor`). What was kept there before is replaced.
 */
export type KeepWords = { kind: 'keep-words'; channelId: string; place: string; text: string; keptFor?: number };

/** Such words are not needed any more: they go as soon as those of a conversation would that closes now, or at once. */
export type DropWords = { kind: 'drop-words'; channelId: string; place: string; atOnce?: true };

/** A person's own choice of language and zone; null for what Slack says. */
export type ChooseReading = {
  kind: 'choose-reading';
  userId: string;
  language: string | null;
  timeZone: string | null;
};

/** How somebody wishes to be told as a manager; null for each breach at once. */
export type ChooseNotices = { kind: 'choose-notices'; userId: string; choice: NoticeChoice | null };

/** Whether somebody wishes to be named where something is celebrated. */
export type ChooseNamed = { kind: 'choose-named'; userId: string; isNamed: boolean };

/** Keeps a day of somebody's own, to be celebrated where they said so, in the place of what was kept of its kind. */
export type KeepCelebrationDay = { kind: 'keep-celebration-day'; day: CelebrationDay };

/** Forgets such days of somebody, of one kind or all (null), with everything that was planned of them. */
export type DropCelebrationDays = {
  kind: 'drop-celebration-days';
  userId: string;
  of: CelebrationDay['kind'] | null;
};

/** Notes that somebody is away in [since, until), epoch milliseconds, as set by whoever the event's actor is. */
export type SetAbsence = {
  kind: 'set-absence';
  /** One that is known is changed. */
  id: string;
  userId: string;
  since: number;
  until: number;
  backup: string | null;
};

/** Ends an absence at an instant (epoch milliseconds); one that has not begun by then never was. */
export type EndAbsence = { kind: 'end-absence'; id: string; at: number };

/** Notes that somebody takes a rota over, as said by whoever the event's actor is. Once for each id. */
export type AddOverride = { kind: 'add-override'; override: Omit<Override, 'setBy' | 'setAt'> };

/** Takes it back, and the other one of a pair: from an instant on (epoch milliseconds) the turns hold again. */
export type TakeBackOverride = { kind: 'take-back-override'; id: string; at: number };

/**
 * Puts a new version of the client's agreement into force with these values in it, recorded as done by whoever the event's
 * actor is; everything open is judged again under it. Not for the client's channels, which other agreements may claim.
 */
export type ChangeAgreement = { kind: 'change-agreement'; values: Agreed[] };

/** What the actor thinks of a message that a silent trial held back; said again it is changed. */
export type JudgeHeldBack = { kind: 'judge-held-back'; id: string; verdict: Verdict };

/** Notes down what was used of an allowance or given as a favour, by whoever the event's actor is. Once for each id. */
export type AddScopeEntry = {
  kind: 'add-scope-entry';
  entry: Omit<ScopeEntry, 'clientId' | 'takenBackAt' | 'by' | 'at'>;
};

/** It does not count any more. */
export type TakeBackScopeEntry = { kind: 'take-back-scope-entry'; id: string };

/** Writes a change order of this client as it is now; `words` null: what was written of it stays. */
export type SaveChangeOrder = {
  kind: 'save-change-order';
  order: Omit<ChangeOrder, 'clientId' | 'textHash'>;
  words: OrderWords | null;
};

/** A draft of a change order that nobody wants: it goes with its words. */
export type DropChangeOrder = { kind: 'drop-change-order'; id: string };

/** Notes down what the two companies decided, now and by whoever the event's actor is. Once for each id. */
export type LogDecision = { kind: 'log-decision'; decision: Omit<LoggedDecision, 'clientId' | 'by' | 'at'> };

/**
 * Notes what a client's message is, as whoever the event's actor is says, and keeps its words as an example by which the next
 * one like it is read. Said again of the same message it is replaced. Without effect where its words are gone (`words`), or
 * where the agreement keeps no examples (`scopeOf(agreement).keepExamples`).
 */
export type Teach = {
  kind: 'teach';
  correction: Pick<Correction, 'channelId' | 'messageTs' | 'itemId' | 'verdict'>;
};

/**
 * Asks another reader about a client's message that ours is not sure of; *Adjudicated* follows, with an opinion or without. For messages whose words are kept, and where the agreement lets them leave (`scope.adjudicate`).
 */
export type Adjudicate = { kind: 'adjudicate'; channelId: string; ts: string };

/** Forgets what was said of a message, and its example, as if it had never been said. */
export type Unteach = { kind: 'unteach'; channelId: string; ts: string };

/** Keeps an emergency of the client's as it is now; *IncidentChanged* follows. */
export type SaveIncident = { kind: 'save-incident'; incident: Omit<Incident, 'clientId'> };

/** A line of its time line, by whoever the event's actor is. Once for each id; *IncidentChanged* follows. */
export type NoteIncident = { kind: 'note-incident'; entry: Omit<IncidentEntry, 'at' | 'by'> };

/** Keeps the review of an emergency as it is now. */
export type SaveReview = { kind: 'save-review'; review: Omit<IncidentReview, 'clientId'> };

/** Notes down what a goal came to in a month, by whoever the event's actor is. Once for each id; *GoalNoted* follows. */
export type NoteGoal = { kind: 'note-goal'; value: Omit<GoalValue, 'clientId' | 'by' | 'at'> };

/**
 * Keeps something that is to be reached by a day as it is now; *MilestoneChanged* follows. Its revision is one more than
 * what is kept; else somebody changed it meanwhile, and it is judged again.
 */
export type SaveMilestone = { kind: 'save-milestone'; milestone: Omit<Milestone, 'clientId'> };

/** Keeps something that is to be done after an emergency as it is now. */
export type SaveFollowUp = { kind: 'save-follow-up'; followUp: Omit<FollowUp, 'clientId'> };

/**
 * Keeps a report of the client's as it is now; *ReportChanged* follows. Its `revision` is one more than that of the report it
 * was made of, 1 for a new one (`changed` of `report.ts`); where somebody else has changed it meanwhile it throws.
 */
export type SaveReport = { kind: 'save-report'; report: Report };

/** Keeps a win as it is now. */
export type SaveWin = { kind: 'save-win'; win: Omit<Win, 'clientId'> };

/** A meeting begins that nobody left out; *MeetingHeld* follows. */
export type HoldMeeting = { kind: 'hold-meeting'; meeting: HeldMeeting };

/** Pages somebody by another way than Slack, at once and once for each id. */
export type PageSomebody = { kind: 'page'; page: NewPage };

/** None of its pages that has not left yet leaves any more, nor does an unsent message about it. */
export type StopPages = { kind: 'stop-pages'; incidentId: string };

/**
 * Puts the first version of a new client's agreement into force, recorded as done by whoever the event's actor is, with all
 * that follows from it, as when a file is applied. Throws where its id is taken, or another agreement names its channels.
 */
export type BeginAgreement = { kind: 'begin-agreement'; file: LoadedAgreement };

/**
 * The one answer Slack needs within three seconds. Carried out after commit and before the acknowledgement; never stored,
 * never tried again.
 */
export type Answer =
  | {
      kind: 'answer';
      how: 'privately';
      view: string;
      data: ViewData;
      /** Their own words, given back to whoever asked; drawn with the view's data under this name, and kept nowhere. */
      words?: string;
    }
  /** Nothing to show beside what changes by itself: just acknowledged. */
  | { kind: 'answer'; how: 'plainly' }
  | { kind: 'answer'; how: 'open-form' | 'update-form'; view: string; data: ViewData; words?: string }
  | { kind: 'answer'; how: 'field-errors'; errors: Record<string, string>; data: FormValues };

export type Effect =
  | SetDeadline
  | Say
  | Refresh
  | Withdraw
  | CancelUnsent
  | Mark
  | Unmark
  | SetSlot
  | KeepWords
  | DropWords
  | ChooseReading
  | ChooseNotices
  | ChooseNamed
  | KeepCelebrationDay
  | DropCelebrationDays
  | SetAbsence
  | EndAbsence
  | AddOverride
  | TakeBackOverride
  | ChangeAgreement
  | BeginAgreement
  | JudgeHeldBack
  | AddScopeEntry
  | TakeBackScopeEntry
  | SaveIncident
  | NoteIncident
  | SaveReview
  | SaveFollowUp
  | SaveReport
  | SaveWin
  | NoteGoal
  | SaveMilestone
  | HoldMeeting
  | PageSomebody
  | StopPages
  | SaveChangeOrder
  | DropChangeOrder
  | LogDecision
  | Teach
  | Unteach
  | Adjudicate
  | Answer;

export type EffectKind = Effect['kind'];
