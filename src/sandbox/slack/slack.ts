import type { Logger } from 'pino';
import type { Clock } from '../../clock.ts';
import type { App, Channel, Message, User, World } from './model.ts';
import type { Answer, Letter } from './wire.ts';

/** Something in the world is another now. Enough for a page to know what to draw again. */
export type Change = {
  kind: 'message' | 'channel' | 'user' | 'view' | 'home' | 'ephemeral' | 'pin' | 'bookmark' | 'read';
  channel?: string;
  user?: string;
  ts?: string;
};

export type InnerEvent = { type: string; event_ts: string; [key: string]: unknown };

/** Who is concerned by an event: a channel's members, or with no channel the whole workspace. */
export type Reach = { channel?: Channel; actorTeam?: string; subscription?: string };

/** What every part of the stand-in works on. */
export type Slack = {
  world: World;
  clock: Clock;
  /** The machine's time, for what must stay real: signatures and the life of a trigger. */
  machine: Clock;
  logger: Logger | null;
  /** Origin of this server, without a slash at the end. */
  origin: string;
  emit(event: InnerEvent, reach: Reach): void;
  changed(change: Change): void;
  triggers: Map<string, Trigger>;
  /** Asks the app: a signed request, three seconds of patience. */
  ask(letter: Letter): Promise<Answer>;
};

/** What opens a form: lives three seconds of the machine's time and serves once. */
export type Trigger = { user: string; team: string; made: number; used: boolean; view: string | null };

/** The installed app; a world without one cannot be served. */
export function appOf(slack: Slack): App {
  if (!slack.world.app) throw new Error('This world has no app: use addApp');
  return slack.world.app;
}

/** The next number of a series, for ids that are the same in every run. */
export function count(slack: Slack, series: string): number {
  const next = (slack.world.counters[series] ?? 0) + 1;
  slack.world.counters[series] = next;
  return next;
}

/** An id in Slack's form: a prefix and ten capital letters and digits. */
export function makeId(slack: Slack, prefix: string): string {
  return prefix + count(slack, prefix).toString(36).toUpperCase().padStart(10, '0');
}

/** Person by id; an error for ids that nobody has. */
export function userOf(slack: Slack, id: string): User {
  const user = slack.world.users[id];
  if (!user) throw new Error(`No user ${id} in this world`);
  return user;
}

/** Channel by id; an error for ids that no channel has. */
export function channelOf(slack: Slack, id: string): Channel {
  const channel = slack.world.channels[id];
  if (!channel) throw new Error(`No channel ${id} in this world`);
  return channel;
}

/** All messages of a channel in order of ts: the stored list itself, not a copy. */
export function messagesOf(slack: Slack, channel: string): Message[] {
  return slack.world.messages[channel] ?? [];
}

/** Where a message with this ts stands or would stand. */
function placeOf(messages: Message[], ts: string): number {
  let low = 0;
  let high = messages.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((messages[middle]?.ts ?? '') < ts) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The message with this ts, or undefined. */
export function findMessage(slack: Slack, channel: string, ts: string): Message | undefined {
  const messages = messagesOf(slack, channel);
  const found = messages[placeOf(messages, ts)];
  return found?.ts === ts ? found : undefined;
}

/** Puts a message in its place by ts. */
export function insertMessage(slack: Slack, channel: string, message: Message): void {
  slack.world.messages[channel] ??= [];
  const messages = messagesOf(slack, channel);
  messages.splice(placeOf(messages, message.ts), 0, message);
}

/** Takes a message out. */
export function removeMessage(slack: Slack, channel: string, ts: string): void {
  const messages = messagesOf(slack, channel);
  const place = placeOf(messages, ts);
  if (messages[place]?.ts === ts) messages.splice(place, 1);
}

const MICROS_APART = 100;

/** Text of an instant in microseconds: ten digits of seconds, a dot, six of micros. */
function tsText(micros: number): string {
  return `${String(Math.floor(micros / 1e6)).padStart(10, '0')}.${String(micros % 1e6).padStart(6, '0')}`;
}

/** A ts of the Clock's instant that no message or event of this channel has had. */
export function nextTs(slack: Slack, channel: string): string {
  const series = `ts:${channel}`;
  const now = Math.floor(slack.clock()) * 1000 + MICROS_APART;
  const last = slack.world.counters[series] ?? 0;
  // A clock set back may meet old messages again, hence the search; else the counter alone is enough.
  let micros = last >= now && last - now < 1e6 ? last + MICROS_APART : now;
  while (findMessage(slack, channel, tsText(micros))) micros += MICROS_APART;
  slack.world.counters[series] = micros;
  return tsText(micros);
}

/** Whole seconds of the Clock, as most of Slack's dates are. */
export function seconds(slack: Slack): number {
  return Math.floor(slack.clock() / 1000);
}
