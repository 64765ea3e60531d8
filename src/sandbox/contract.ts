/**
 * What the page and its server say to each other. Types only, so that the page takes nothing of the server with it.
 * Instants are epoch milliseconds; Slack's own `ts` stays text.
 *
 * A window tells whose eyes it looks through and at what ({@link Look}); it is sent the parts of that, and from then on
 * those that changed ({@link Frame}). What somebody does is posted ({@link Deed}) and answered with {@link Done}.
 */
import type { Problem } from '../agreement/problem.ts';
import type { FieldValue, Option } from './slack/form-state.ts';
import type { Bookmark, ChannelKind, Message, Shortcut, SlashCommand, View } from './slack/model.ts';

/** What a window looks at. A direct conversation is named by its channel id too. */
export type Look = {
  /** The person whose Slack this window is. */
  as: string;
  channel: string | null;
  /** Whether the panel behind the curtain is open, and which message is selected for it. */
  curtain: boolean;
  selected: string | null;
};

/** Parts that are new or another now, by name, and the names of those that are gone. */
export type Frame = { set: Partial<Parts> & Record<MessageName, Message>; gone: string[] };

/** `message/<ts>` and `ephemeral/<ts>`: what stands in the channel that the window looks at, one part each. */
export type MessageName = `message/${string}` | `ephemeral/${string}`;

export type Parts = {
  clock: ClockPart;
  workspace: WorkspacePart;
  channels: ChannelCard[];
  channel: ChannelPart | null;
  /** Open forms, the topmost last. */
  forms: View[];
  /** The app's home tab as this person has it. */
  home: View | null;
  story: StoryPart;
  phones: PhonesPart;
  curtain: CurtainPart | null;
};

export type Rate = 0 | 1 | 60 | 600;

export type ClockPart = {
  now: number;
  /** The agency's zone; what is typed as a date is meant there. */
  timeZone: string;
  /** How many seconds pass in each real one; 0: paused. */
  rate: Rate;
  isWalking: boolean;
  /** Where the next opening and the next deadline of what the window looks at are; of everybody where it is no client's. */
  nextOpening: number | null;
  nextDeadline: number | null;
  /** False while the bot is stopped. */
  isBotRunning: boolean;
};

export type Side = 'admin' | 'staff' | 'guest' | 'external' | 'bot';

export type PersonCard = {
  id: string;
  /** As in `@mira`. */
  name: string;
  realName: string;
  title: string;
  side: Side;
  /** The company, where it is another than the agency. */
  company: string | null;
  timeZone: string;
  locale: string;
  isDeleted: boolean;
};

export type WorkspacePart = {
  /** Anew at each start and each starting over: a window that sees another one forgets what it knew. */
  run: string;
  me: PersonCard;
  name: string;
  people: PersonCard[];
  app: { name: string; userId: string; hasHome: boolean };
  /** Empty for people of other companies, as in Slack. */
  commands: SlashCommand[];
  shortcuts: Shortcut[];
};

export type ChannelCard = {
  id: string;
  name: string;
  kind: ChannelKind;
  isMember: boolean;
  isArchived: boolean;
  /** Names of the other companies it is shared with; empty where it is not. */
  sharedWith: string[];
  /** In a direct conversation, the other person or bot. */
  with: string | null;
  unread: number;
  /** How many of the unread name this person, or are direct. */
  mentions: number;
  topic: string;
  /** `ts` of the newest message; empty where there is none. */
  lastTs: string;
};

export type ChannelPart = {
  id: string;
  members: string[];
  bookmarks: Bookmark[];
  /** `ts` of pinned messages. */
  pins: string[];
  /** `ts` of the last message this person has read here; empty: none. */
  lastRead: string;
  mayPost: boolean;
};

/** One line of what happened, for the story's side of the page. `look` is where it can be seen. */
export type StoryLine = {
  id: number;
  at: number;
  kind: 'person' | 'bot' | 'nobody' | 'remark';
  who: string;
  text: string;
  look: { as: string; channel: string; ts: string } | null;
};

export type StoryPart = {
  scenes: { name: string; title: string }[];
  /** The scene being played. */
  playing: string | null;
  /** Said when the last one could not be played to its end; null otherwise. */
  trouble: string | null;
  /** The latest two hundred, oldest first. */
  lines: StoryLine[];
};

/** How somebody's phone, mailbox or system takes what comes: hears it, hears nothing, or cannot be reached at all. */
export type Takes = 'answers' | 'rings-out' | 'refuses';

/** Something that rang outside Slack: a page by another way, or a system that was told how it goes on. */
export type Rung = {
  id: number;
  at: number;
  /** The sender's own: what comes again under it is the same. */
  key: string;
  /** `U0MIRA`, `contact:night-desk`, or `system`. */
  to: string;
  name: string;
  way: 'sms' | 'call' | 'email' | 'webhook' | 'pagerduty';
  what: 'page' | 'acknowledged' | 'resolved';
  title: string;
  text: string;
  isDrill: boolean;
  /** Of the text, BCP 47. */
  language: string;
  takes: Takes;
  /** How often it came. */
  times: number;
  /** When it was called back: somebody else had taken it. */
  stoppedAt: number | null;
};

export type PhonesPart = {
  /** Everybody who can be reached outside Slack, and how they take it. */
  owners: { to: string; name: string; takes: Takes }[];
  /** Newest first. */
  rung: Rung[];
  /** Whether somebody is looked for at this moment: an emergency that nobody has. */
  isLookingFor: boolean;
};

export type CurtainPart = {
  /** Null where the channel is no client's. */
  client: { id: string; name: string; timeZone: string } | null;
  /** That which runs, else the one that ended within the hour; of all clients where the channel is nobody's. */
  emergency: EmergencyPart | null;
  timeline: Timeline;
  selected: Selected | null;
  /** Newest first. */
  outbox: OutboxLine[];
  agreement: { text: string; version: number; appliedAt: number; appliedBy: string } | null;
};

/** An emergency, and the chain of those whom it wakes as it burns down. */
export type EmergencyPart = {
  id: string;
  client: string;
  number: number | null;
  isDrill: boolean;
  severity: 'critical' | 'major' | 'minor';
  state: 'triggered' | 'acknowledged' | 'resolved';
  raisedBy: string;
  raisedAt: number;
  /** Who has it, or ended it. */
  hasIt: string | null;
  since: number | null;
  isFalseAlarm: boolean;
  round: number;
  rounds: number;
  steps: ChainStep[];
  /** When the next step is paged, when a silent responder is paged again, and when the client hears next. */
  nextAt: number | null;
  silentAt: number | null;
  nextUpdateAt: number | null;
};

export type ChainStep = {
  /** Counted from 1. */
  number: number;
  /** Which time through the chain, where it is another than this one. */
  again: number | null;
  isLastResort: boolean;
  pagedAt: number | null;
  /** When it is due as things stand; null: it was paged, or nothing is due any more. */
  dueAt: number | null;
  people: { name: string; ways: { way: Rung['way'] | 'slack'; state: ChainState }[] }[];
  /** Whom it does not reach, and why. */
  missed: { name: string; because: string }[];
};

export type ChainState = 'coming' | 'waiting' | 'sent' | 'unknown' | 'failed' | 'cancelled';

export type Timeline = {
  from: number;
  to: number;
  open: { from: number; to: number }[];
  deadlines: TimelineDeadline[];
};

export type TimelineDeadline = {
  id: string;
  rule: string;
  /** The rule's name for it, in words: `first reply`. */
  name: string;
  state: 'pending' | 'met' | 'breached' | 'cancelled';
  /** When it was asked, where it is about a question. */
  from: number | null;
  dueAt: number;
  /** When it rings next: a warning before, a repetition after. */
  ringAt: number | null;
  settledAt: number | null;
  channelName: string;
  /** The message it is about. */
  about: { channel: string; ts: string } | null;
};

export type Selected = {
  ts: string;
  /** How the message was read, in words; null where it was never heard. */
  reading: string | null;
  rulings: { rule: string; at: number; sentence: string }[];
  /** What *Why?* says, as mrkdwn; null where it has nothing to say. */
  why: string | null;
};

export type OutboxLine = {
  id: string;
  rule: string;
  view: string;
  /** In words: whom or which channel. */
  to: string;
  state: 'waiting' | 'sending' | 'unknown' | 'sent' | 'withdrawing' | 'withdrawn' | 'cancelled' | 'failed';
  createdAt: number;
  sentAt: number | null;
  /** Why it failed, where it did. */
  failure: string | null;
};

/** A place where something can be pressed. */
export type PressPlace = { in: 'message'; channel: string; ts: string } | { in: 'form' } | { in: 'home' };

/** What a person does in Slack's client. */
export type PersonDeed =
  | { deed: 'post'; channel: string; text: string; thread?: string; broadcast?: boolean; files?: string[] }
  | { deed: 'edit'; channel: string; ts: string; text: string }
  | { deed: 'delete'; channel: string; ts: string }
  | { deed: 'react' | 'unreact'; channel: string; ts: string; name: string }
  | { deed: 'pin' | 'unpin'; channel: string; ts: string }
  | { deed: 'bookmark'; channel: string; title: string; link: string }
  | { deed: 'read'; channel: string }
  | { deed: 'join' | 'leave'; channel: string }
  | { deed: 'invite' | 'remove'; channel: string; user: string }
  /** Gives the channel's id in `answer`. */
  | { deed: 'direct'; user: string }
  | { deed: 'command'; channel: string; line: string }
  | { deed: 'shortcut'; channel: string; ts: string; callbackId: string }
  | { deed: 'globalShortcut'; callbackId: string }
  | { deed: 'press'; place: PressPlace; actionId: string; blockId: string; value?: string; option?: FieldValue }
  /** Gives the options in `answer`. */
  | { deed: 'suggest'; place: PressPlace; actionId: string; typed: string }
  /** Fields by `block_id/action_id`. */
  | { deed: 'enter' | 'submit'; values: Record<string, FieldValue> }
  | { deed: 'closeForm'; all: boolean }
  | { deed: 'openHome'; tab: 'home' | 'messages' };

/** What whoever holds the clock and the curtain does. */
export type HouseDeed =
  /** Walks so many minutes, to a next moment, to a local date and time of the agency (`2026-11-23T09:00`), or to today. */
  | {
      deed: 'walk';
      to: { minutes: number } | { local: string } | 'next-opening' | 'next-deadline' | 'today';
      channel: string | null;
    }
  | { deed: 'pace'; rate: Rate }
  | { deed: 'scene'; name: string }
  | { deed: 'stopScene' }
  | { deed: 'startOver' }
  | { deed: 'stopBot' | 'startBot' }
  /** How a phone, mailbox or system takes what comes from now on. */
  | { deed: 'phone'; to: string; takes: Takes }
  /** Gives {@link Checked} in `answer`. */
  | { deed: 'checkAgreement'; clientId: string; text: string }
  /** Gives {@link AppliedAgreement} in `answer`. */
  | { deed: 'applyAgreement'; clientId: string; text: string; force: boolean };

export type Deed = { as: string } & (PersonDeed | HouseDeed);

export type Checked = { problems: Problem[] };

export type AppliedAgreement =
  | { outcome: 'broken'; problems: Problem[] }
  /** Made from another version than the one in force, or in conflict with another client's. */
  | { outcome: 'refused'; message: string; difference: string[] }
  | { outcome: 'unchanged'; version: number }
  | {
      outcome: 'applied';
      version: number;
      changes: string[];
      waiting: number;
      /** Due times that are others now; null: not counted. */
      moved: { channel: string; ts: string; before: number | null; after: number | null }[];
    };

export type Answers = {
  direct: string;
  suggest: Option[];
  checkAgreement: Checked;
  applyAgreement: AppliedAgreement;
};

/** `errors` stand by block id of a form. `message` is for the person who did it. */
export type Done =
  | { ok: true; answer?: Answers[keyof Answers] }
  | { ok: false; message: string; errors?: Record<string, string> };
