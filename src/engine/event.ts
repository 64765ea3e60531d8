/**
 * Everything that can happen, in the house's own words. An event has been *introduced*: it names our channel id and the
 * client, never a raw payload. It deliberately knows nothing of Slack's envelopes, tables or queues.
 */

import type { HeldMeeting } from './meeting-recap.ts';
import type { MilestoneState } from './milestone.ts';
import type { ReportState } from './report.ts';

/** Which side of the agreement a person stands on. *unknown* (Slack could not be asked) is treated as client. */
export type Side = 'staff' | 'client' | 'neither' | 'unknown';

/** How we heard: as it happened, again from Slack, from the channel's history, or somebody asking us directly. */
export type Source = 'live' | 'resent' | 'history' | 'request';

export type EventBase = {
  /** The inbox key: the same happening always has the same id. */
  id: string;
  workspaceId: string;
  /** Null where the channel belongs to no agreement (or the event to no channel). */
  clientId: string | null;
  /** Slack user id of who did it; null for alarms and for Slack itself. */
  actor: string | null;
  side: Side;
  /** What the client felt: epoch milliseconds. */
  occurredAt: number;
  source: Source;
};

/** Where a message stands: our channel id, Slack's ts (text, never a float), and the thread's root if it is a reply. */
export type MessagePlace = { channelId: string; ts: string; threadTs: string | null };

/**
 * By when somebody of the staff promises something in these words, read as they arrived, for words are not kept: an instant
 * (epoch milliseconds), or a local date (`YYYY-MM-DD`) of which no time was named. Absent or null: they promise nothing.
 */
export type Promised = { at: number } | { date: string };

/**
 * One thing that a client's message asks for, as it was read against the list: ids and numbers, for words are not kept.
 * `closest` are the items most alike, the first before the second, with the services that make them so.
 */
export type AskedThing = {
  verdict: 'flag' | 'ask' | 'none';
  scope: 'in' | 'out' | 'unlisted';
  itemId: string | null;
  /** From -1 (surely in the contract) to 1 (surely outside). */
  score: number;
  closest: { itemId: string; likeness: number; services: string[] }[];
  /** Whether a correction of staff had its part in it. */
  isCorrected: boolean;
};

/** What a client's message asks for, read as its words arrived. Absent or null: there is no list, or nothing is asked for. */
export type AskedWork = {
  /** The version of the agreement it was read against. */
  version: number;
  things: AskedThing[];
};

/** How pressing a client's message reads: damage is being done at this moment, or only time presses. */
export type Pressing = 'emergency' | 'elevated';

/**
 * What another reader thinks of a whole message that ours is not sure of. *in*: all it asks for is part of the agreement;
 * *none*: it asks for no work.
 */
export type Opinion = { verdict: 'in' | 'out' | 'unlisted' | 'none'; itemId: string | null };

/** The opinion that a rule had asked for is there; null: none was to be had, and the rule goes on without. */
export type Adjudicated = EventBase & { kind: 'Adjudicated'; message: MessagePlace; opinion: Opinion | null };

export type MessagePosted = EventBase & {
  kind: 'MessagePosted';
  promised?: Promised | null;
  asked?: AskedWork | null;
  /** As its words were read when they arrived; absent or null: nothing presses. */
  urgency?: Pressing | null;
  /** What a client's short reply in a thread says to an offer; absent or null: neither. It decides nothing. */
  consent?: 'yes' | 'no' | null;
  message: MessagePlace;
  /** It announces a win to the bot; what of it is kept is under `placeOfWin`. */
  isWin?: true;
  /** We posted it for the actor, as they had asked for earlier. */
  byUs?: true;
};
export type MessageEdited = EventBase & {
  kind: 'MessageEdited';
  message: MessagePlace;
  promised?: Promised | null;
  asked?: AskedWork | null;
  urgency?: Pressing | null;
};
export type MessageDeleted = EventBase & { kind: 'MessageDeleted'; message: MessagePlace };
export type ReactionChanged = EventBase & { kind: 'ReactionChanged'; message: MessagePlace; name: string; on: boolean };

/** A press or form changed what a conversation's message is marked with; walked after the request that did it. */
export type ConversationMarked = EventBase & { kind: 'ConversationMarked'; message: MessagePlace };

/** An alarm's time has come and its deadline is still as it was when the alarm was set. */
export type DeadlineDue = EventBase & {
  kind: 'DeadlineDue';
  deadlineId: string;
  rule: string;
  channelId: string | null;
};

/** A version of the client's agreement came into force. `before` is the version it replaces, null for the first. */
export type AgreementApplied = EventBase & {
  kind: 'AgreementApplied';
  version: number;
  before: number | null;
  channelIds: string[];
};

/** A version of the agency's file came into force. `before` is the version it replaces, null for the first. */
export type AgencyApplied = EventBase & { kind: 'AgencyApplied'; version: number; before: number | null };

/**
 * Slack refused for good to deliver one of our messages to its reader, or (*lacks …*) delivered it and refused what was to
 * be done with it there.
 */
export type DeliveryFailed = EventBase & {
  kind: 'DeliveryFailed';
  rule: string;
  key: string;
  view: string;
  data: ViewData;
  to: Destination;
  because: string;
};

/** Somebody could not be paged by a way that is not Slack, and will not be; `because` is a code. */
export type PageFailed = EventBase & {
  kind: 'PageFailed';
  incidentId: string;
  pageId: string;
  responder: string;
  way: string;
  because: string;
};

/** How an emergency stands: nobody has it, somebody has it, or it is over. */
export type IncidentState = 'triggered' | 'acknowledged' | 'resolved';

/**
 * An emergency of the client's changed, or a line was added to its time line: walked in the same transaction, once for
 * everything that a rule did with it. `from`: how it stood before; null: it has just been raised.
 */
export type IncidentChanged = EventBase & {
  kind: 'IncidentChanged';
  incidentId: string;
  from: IncidentState | null;
  to: IncidentState;
};

/**
 * A report of the client's changed: walked in the same transaction, once for everything that a rule did with it. `from`: how
 * far it was before; null: it has just been planned.
 */
export type ReportChanged = EventBase & {
  kind: 'ReportChanged';
  reportId: string;
  from: ReportState | null;
  to: ReportState;
};

/** Somebody noted down what a goal came to in a month (`2026-11`): walked in the same transaction, once for each. */
export type GoalNoted = EventBase & { kind: 'GoalNoted'; goalId: string; month: string };

/** What was used of a scope item is more than before, or less as it was taken back: walked in the same transaction. */
export type ScopeCounted = EventBase & { kind: 'ScopeCounted'; itemId: string };

/** Something that is to be reached by a day changed. `milestoneId`: the id of what is kept. `from`: null: it was planned just now. */
export type MilestoneChanged = EventBase & {
  kind: 'MilestoneChanged';
  milestoneId: string;
  from: MilestoneState | null;
  to: MilestoneState;
};

/** A call, a visit or a review of the client's began as it was agreed; walked in the transaction in which its time came. */
export type MeetingHeld = EventBase & { kind: 'MeetingHeld'; meeting: HeldMeeting };

/** Something about a person who has a part in the client's agreement changed in Slack; what it is, is asked for. */
export type PersonChanged = EventBase & { kind: 'PersonChanged'; userId: string };

/** The bot was invited or removed; the channel renamed, archived, shared; its id changed. */
export type ChannelChange =
  | 'bot-joined'
  | 'bot-left'
  | 'renamed'
  | 'archived'
  | 'unarchived'
  | 'shared'
  | 'unshared'
  | 'id-changed'
  | 'deleted'
  /** Slack did not say so by itself: we looked, and something is another than we knew. */
  | 'checked';

export type ChannelChanged = EventBase & {
  kind: 'ChannelChanged';
  channelId: string;
  change: ChannelChange;
};

/** Somebody came into a client's channel. */
export type MemberJoined = EventBase & { kind: 'MemberJoined'; channelId: string; userId: string };

/** What somebody asking us directly is answered through; lives three seconds, is never stored. */
export type RequestBase = EventBase & { source: 'request'; actor: string; channelId: string | null };

export type CommandGiven = RequestBase & { kind: 'CommandGiven'; command: string; words: string };
export type ButtonPressed = RequestBase & {
  kind: 'ButtonPressed';
  action: string;
  /** What the button or select carried: our own subject id, or the option chosen. */
  value: string;
  /** The key of our message the button stood on; null when it stood in a form or a home tab. */
  onKey: string | null;
  /** What was entered so far in the form that the button stands in; absent elsewhere. */
  entered?: FormValues;
};
export type ShortcutUsed = RequestBase & {
  kind: 'ShortcutUsed';
  shortcut: string;
  message: MessagePlace;
  /** What the message asks for, of whomever it is. */
  asked?: AskedWork | null;
  /** What it says, in plain text: for a form that is drawn at once, and kept nowhere. */
  text?: string;
};
export type FormSubmitted = RequestBase & { kind: 'FormSubmitted'; form: string; subject: string; values: FormValues };
/** Somebody wrote to the bot itself: a direct message or a mention. The words are not kept. */
export type BotAddressed = RequestBase & { kind: 'BotAddressed'; where: 'direct' | 'mention'; threadTs: string | null };

/** Somebody opened their home tab of ours. */
export type HomeOpened = RequestBase & { kind: 'HomeOpened' };

export type Request = CommandGiven | ButtonPressed | ShortcutUsed | FormSubmitted;

export type Event =
  | MessagePosted
  | MessageEdited
  | MessageDeleted
  | ReactionChanged
  | ConversationMarked
  | Adjudicated
  | DeadlineDue
  | AgreementApplied
  | AgencyApplied
  | DeliveryFailed
  | PageFailed
  | IncidentChanged
  | ReportChanged
  | GoalNoted
  | ScopeCounted
  | MilestoneChanged
  | MeetingHeld
  | PersonChanged
  | ChannelChanged
  | MemberJoined
  | BotAddressed
  | HomeOpened
  | Request;

export type EventKind = Event['kind'];
export type EventOf<Kind extends EventKind> = Extract<Event, { kind: Kind }>;

/** What a form gave back, by field name: text, a person's Slack id, an option's value, or epoch milliseconds for a time. */
export type FormValues = Record<string, string | number | null>;

/** Ids, numbers and names only: never people's words. */
export type ViewData = Record<string, string | number | boolean | null | string[]>;

/** To whom or where something is said. */
export type Destination =
  | { kind: 'person'; userId: string }
  /**
   * `under`: in the thread of our message of that key, in that channel; it waits until that stands, and until what was said
   * there before it has left. It never leaves where that message does not come to stand.
   */
  | { kind: 'channel'; channelId: string; threadTs: string | null; under?: string }
  /** A person's home tab: one message for good, drawn again by being said again. */
  | { kind: 'home'; userId: string }
  /** In a channel, and shown to this one person only; Slack keeps it no longer than they look. */
  | { kind: 'aside'; channelId: string; userId: string }
  | { kind: 'operator' };
