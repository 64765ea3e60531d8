import type { Arguments } from './arguments.ts';
import type { App, Channel, ChannelKind } from './model.ts';
import type { Tier } from './rate.ts';
import { Refusal } from './refusal.ts';
import { appOf, type Slack } from './slack.ts';

export type Call = { slack: Slack; app: App; given: Arguments; method: string };

/** One method of the Web API. Any one of the scopes opens it. */
export type Method = { tier: Tier; scopes: string[]; run(call: Call): Record<string, unknown> };

/** Builds a method; `run` gives the answer without `ok`, or throws a Refusal. */
export function method(tier: Tier, scopes: string[], run: (call: Call) => Record<string, unknown>): Method {
  return { tier, scopes, run };
}

const FAMILY: Record<ChannelKind, string> = { channel: 'channels', group: 'groups', im: 'im', mpim: 'mpim' };

/** Scopes of a conversation method for every kind of conversation. */
export function conversationScopes(verb: string): string[] {
  return Object.values(FAMILY).map((family) => `${family}:${verb}`);
}

/** Refuses where the app lacks the scope for this kind of conversation. */
export function needScope(call: Call, channel: Channel, verb: string): void {
  const needed = `${FAMILY[channel.kind]}:${verb}`;
  if (call.app.scopes.includes(needed)) return;
  throw new Refusal('missing_scope', { needed, provided: call.app.scopes.join(',') });
}

/** The conversation, if the app may know that it exists: public, or one it is a member of. */
export function visibleChannel(call: Call, id: string): Channel {
  const channel = call.slack.world.channels[id];
  if (!channel) throw new Refusal('channel_not_found');
  const member = channel.members.includes(call.app.bot_user_id);
  if (!member && channel.kind !== 'channel') throw new Refusal('channel_not_found');
  return channel;
}

/** The conversation, if the app is in it; `not_in_channel` for public ones it is not in. */
export function joinedChannel(call: Call, id: string): Channel {
  const channel = visibleChannel(call, id);
  if (!channel.members.includes(appOf(call.slack).bot_user_id)) throw new Refusal('not_in_channel');
  return channel;
}

/** A page of a list, with the cursor for the next one as Slack gives it. */
export function pageOf<T>(items: T[], cursor: string | undefined, limit: number): { page: T[]; next: string } {
  const start = cursor ? readCursor(cursor) : 0;
  const page = items.slice(start, start + limit);
  const end = start + limit;
  return { page, next: end < items.length ? Buffer.from(`next:${end}`).toString('base64') : '' };
}

function readCursor(cursor: string): number {
  const match = /^next:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString());
  if (!match?.[1]) throw new Refusal('invalid_cursor');
  return Number(match[1]);
}
