/**
 * What Slack told us, in plain words, before anybody was introduced: Slack's own ids, one value per happening. This is what
 * the inbox keeps until the happening has been walked (then it is emptied: it may hold words). It deliberately decides
 * nothing about sides, clients or our own channel ids.
 */
import type { ChannelChange, FormValues } from './event.ts';

export type IncomingMessage = {
  kind: 'message';
  slackChannelId: string;
  ts: string;
  threadTs: string | null;
  author: string;
  /** Only where Slack says whose author it is (`user_team`, `source_team`); never the receiving workspace. */
  authorTeamId: string | null;
  isBot: boolean;
  /** Slack's mrkdwn as it came. */
  text: string;
  fileCount: number;
  /** Slack's ts of the latest edit, where the wording is not the first (history only). */
  editedTs: string | null;
};

export type IncomingEdit = Omit<IncomingMessage, 'kind' | 'editedTs'> & {
  kind: 'edit';
  /** Slack's ts of the edit's event; of the edit itself, in whole seconds, where history told of it. */
  editedTs: string;
  /** The wording before, when Slack sent it. */
  previous: { text: string; fileCount: number; editedTs: string | null } | null;
};

export type IncomingDeletion = {
  kind: 'deletion';
  slackChannelId: string;
  ts: string;
  /** When it was deleted: Slack's event ts. */
  deletedTs: string;
  /** Who wrote it and where it stood, when Slack said so; lets a deletion heard before its message be written down. */
  previous: { author: string; threadTs: string | null; isBot: boolean } | null;
};

export type IncomingReaction = {
  kind: 'reaction';
  slackChannelId: string;
  ts: string;
  /** Without colons and skin tone. */
  name: string;
  by: string;
  on: boolean;
  eventTs: string;
};

export type IncomingChannelChange = {
  kind: 'channel-change';
  slackChannelId: string;
  change: ChannelChange;
  /** The id before, for *id-changed*. */
  formerSlackChannelId: string | null;
  /** Who did it, where Slack says so (the inviter). */
  by: string | null;
  /** Slack's own id of the happening. */
  slackEventId: string;
  eventTs: string;
};

/** Somebody (never the bot itself) came into a channel or left it. */
export type IncomingMemberChange = {
  kind: 'member-change';
  slackChannelId: string;
  userId: string;
  isIn: boolean;
  slackEventId: string;
  eventTs: string;
};

/** The app was taken out of the workspace, or its token revoked: Slack's word for it, to be looked into. */
export type IncomingAppChange = { kind: 'app-change'; slackEventId: string };

export type IncomingPersonChange = { kind: 'person-change'; userId: string; slackEventId: string };

/** A direct message to the bot, or a mention. */
export type IncomingAddress = {
  kind: 'address';
  where: 'direct' | 'mention';
  slackChannelId: string;
  ts: string;
  threadTs: string | null;
  by: string;
  byTeamId: string | null;
};

/** Somebody opened our home tab. */
export type IncomingHomeOpened = { kind: 'home-opened'; by: string; slackEventId: string; eventTs: string };

/** A rule of ours wants to know what another reader thinks of a message; `eventId`: of the event by which it came to that. */
export type IncomingDoubt = { kind: 'doubt'; ts: string; eventId: string };

type IncomingRequestBase = { by: string; byTeamId: string | null; slackChannelId: string | null; triggerId: string };
export type IncomingCommand = IncomingRequestBase & { kind: 'command'; command: string; words: string };
export type IncomingPress = IncomingRequestBase & {
  kind: 'press';
  action: string;
  value: string;
  /** Where the button stood: the message's Slack channel and ts; null in a form or home tab. */
  on: { slackChannelId: string; ts: string } | null;
  /** The fields of the form that it stood in, as they were entered so far. */
  entered?: FormValues;
};
export type IncomingShortcut = IncomingRequestBase & {
  kind: 'shortcut';
  shortcut: string;
  message: { ts: string; threadTs: string | null };
  /** What the message says: Slack's mrkdwn as it came, and with how many files. */
  text: string;
  fileCount: number;
};
export type IncomingForm = IncomingRequestBase & { kind: 'form'; form: string; subject: string; values: FormValues };

export type IncomingRequest = IncomingCommand | IncomingPress | IncomingShortcut | IncomingForm;

export type Incoming =
  | IncomingMessage
  | IncomingEdit
  | IncomingDeletion
  | IncomingReaction
  | IncomingChannelChange
  | IncomingMemberChange
  | IncomingPersonChange
  | IncomingAppChange
  | IncomingAddress
  | IncomingHomeOpened
  | IncomingDoubt
  | IncomingRequest;

/**
 * The key under which a happening is claimed: the same happening, however often and wherever heard, has the same key.
 * Gives a key that is unique within the workspace.
 *
 * @param channelId our own channel id; null for what has no channel.
 */
export function inboxKey(incoming: Incoming, channelId: string | null): string {
  switch (incoming.kind) {
    case 'message':
      return `message:${channelId}:${incoming.ts}`;
    case 'edit':
      return `edit:${channelId}:${incoming.ts}:${incoming.editedTs}`;
    case 'deletion':
      return `delete:${channelId}:${incoming.ts}`;
    case 'reaction':
      return `reaction:${channelId}:${incoming.ts}:${incoming.by}:${incoming.name}:${incoming.eventTs}`;
    case 'doubt':
      return `doubt:${channelId}:${incoming.ts}:${incoming.eventId}`;
    case 'address':
      return `${incoming.where}:${channelId}:${incoming.ts}`;
    case 'channel-change':
    case 'member-change':
    case 'person-change':
    case 'app-change':
    case 'home-opened':
      return `${incoming.kind}:${incoming.slackEventId}`;
    default:
      return `${incoming.kind}:${incoming.triggerId}`;
  }
}

/** An instant (epoch milliseconds) as Slack writes it. */
export function tsOfInstant(at: number): string {
  return `${Math.floor(at / 1000)}.${String((at % 1000) * 1000).padStart(6, '0')}`;
}

/** Slack's ts ("seconds.micros") as epoch milliseconds, rounded down. */
export function instantOfTs(ts: string): number {
  const [seconds = '0', fraction = ''] = ts.split('.');
  return Number(seconds) * 1000 + Number(fraction.padEnd(3, '0').slice(0, 3));
}
