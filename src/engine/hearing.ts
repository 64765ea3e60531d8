/**
 * Whether anything can be heard in a channel, and if not, why. Pure; it deliberately neither asks Slack nor remembers
 * anything: that is what a check is for.
 */
import type { SlackChannel } from './ports.ts';

/**
 * Why nothing is heard: we were taken out, it is archived, Slack shows us no such channel (deleted, or private and we are
 * out), the token lacks a scope, or the token itself is worth nothing any more.
 */
export type DeafReason = 'left' | 'archived' | 'not-found' | 'no-scope' | 'token';

/** Why nothing is heard in a channel as Slack describes it (null: it shows us none); null where all is well. */
export function deafBecause(channel: Pick<SlackChannel, 'isArchived' | 'isMember'> | null): DeafReason | null {
  if (channel === null) return 'not-found';
  if (channel.isArchived) return 'archived';
  return channel.isMember ? null : 'left';
}

const refusals: ReadonlyMap<string, DeafReason> = new Map<string, DeafReason>([
  ['not_in_channel', 'left'],
  ['is_archived', 'archived'],
  ['channel_not_found', 'not-found'],
  ['missing_scope', 'no-scope'],
  ['not_authed', 'token'],
  ['invalid_auth', 'token'],
  ['account_inactive', 'token'],
  ['token_revoked', 'token'],
  ['token_expired', 'token'],
]);

/** What a call that Slack refused by this name says about hearing; null where it says nothing. */
export function deafWhenRefused(refusal: string | null): DeafReason | null {
  return refusals.get(refusal ?? '') ?? null;
}

/** Whether a channel is as it is known: by name, whether another company is in it, and how it is heard. */
export function isAsKnown(
  known: { name: string; isExternallyShared: boolean; deaf: DeafReason | null },
  found: SlackChannel | null,
): boolean {
  if (deafBecause(found) !== known.deaf) return false;
  return found === null || (found.name === known.name && found.isExternallyShared === known.isExternallyShared);
}

/** A client's channel as it is known, to be held against what Slack says of it. */
export type ChannelToCheck = {
  channelId: string;
  slackChannelId: string;
  name: string;
  isExternallyShared: boolean;
  /** Never asked about, or to be asked about soon: whoever knows it wants to hear of it in any case. */
  isUnsure: boolean;
  deaf: DeafReason | null;
};

/** What the store keeps of how channels are heard. All instants are epoch milliseconds. */
export type HearingKept = {
  /** Clients' channels of which Slack was last asked before an instant, or of which it should be asked soon; those first. */
  channelsToCheck(before: number, limit: number): Promise<ChannelToCheck[]>;
  /** Slack was asked just now, and the channel is as it is known. */
  checked(channelId: string, now: number): Promise<void>;
  /** Something about these channels does not seem to be as it is known: the next sweep asks. */
  checkSoon(channelIds: string[] | 'all'): Promise<void>;
  /** Nothing is heard in these channels, as a refusal says. Gives of how many of them that, or this reason, is new. */
  deafen(channelIds: string[] | 'all', because: DeafReason, now: number): Promise<number>;
};
