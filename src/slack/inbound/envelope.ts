import { ZodError, z } from 'zod';
import type { Incoming, IncomingRequest } from '../../engine/incoming.ts';
import { fromDirectMessage, fromMention } from './address.ts';
import { appEvents, fromApp } from './app.ts';
import { channelEvents, fromChannel, fromIdChange, fromMembership, type Happening } from './channel.ts';
import { fromCommand } from './command.ts';
import { fromForm } from './form.ts';
import { fromHome } from './home.ts';
import { fromMessage, isDirect } from './message.ts';
import { fromPerson } from './person.ts';
import { fromPress } from './press.ts';
import { fromReaction } from './reaction.ts';
import { fromShortcut } from './shortcut.ts';

/** What a payload of Slack's says. `because` names fields, never their content. */
export type Reading =
  | { kind: 'happened'; incoming: Incoming[] }
  | { kind: 'asked'; request: IncomingRequest }
  | { kind: 'rate-limited'; minute: number }
  /** Well formed, and nothing to us. */
  | { kind: 'nothing' }
  | Malformed;

/** Not what Slack is known to send: recorded by the door, acknowledged, and never a crash. */
export type Malformed = { kind: 'malformed'; eventId: string | null; because: string };

type Handler = (happening: Happening) => Incoming[];

const eventHandlers: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ['message', ({ event }) => (isDirect(event) ? fromDirectMessage(event) : fromMessage(event))],
  ['app_mention', ({ event }) => fromMention(event)],
  ['reaction_added', ({ event }) => fromReaction(event)],
  ['reaction_removed', ({ event }) => fromReaction(event)],
  ['member_joined_channel', fromMembership],
  ['member_left_channel', fromMembership],
  ['channel_id_changed', fromIdChange],
  ['user_change', fromPerson],
  ['app_home_opened', fromHome],
  ...appEvents.map((name): [string, Handler] => [name, fromApp]),
  ...channelEvents.map((name): [string, Handler] => [name, fromChannel]),
]);

/** The event types that have a handler; `message` stands for all of Slack's `message.*` subscriptions. */
export const handledEvents: readonly string[] = [...eventHandlers.keys()];

const requestReaders: ReadonlyMap<string, (body: unknown) => IncomingRequest> = new Map<
  string,
  (body: unknown) => IncomingRequest
>([
  ['block_actions', fromPress],
  ['message_action', fromShortcut],
  ['view_submission', fromForm],
]);

const anyBody = z.looseObject({ type: z.string().optional(), command: z.string().optional() });
const envelope = z.looseObject({
  event_id: z.string(),
  event_time: z.number(),
  event: z.looseObject({ type: z.string() }),
});
const rateLimit = z.looseObject({ minute_rate_limited: z.number() });

/**
 * Reads one payload of Slack's, of whatever kind. Pure; never throws.
 *
 * @param botUserId whose joining and leaving is news.
 */
export function incomingFromEnvelope(body: unknown, botUserId: string): Reading {
  try {
    return read(body, botUserId);
  } catch (error) {
    if (!(error instanceof ZodError)) throw error;
    const because = error.issues.map(({ path, code }) => `${path.join('.') || 'payload'}: ${code}`).join(', ');
    return { kind: 'malformed', eventId: eventIdOf(body), because };
  }
}

function read(body: unknown, botUserId: string): Reading {
  const { type, command } = anyBody.parse(body);
  if (type === 'app_rate_limited') return rateLimited(body);
  if (type === 'event_callback') return readEvent(body, botUserId);
  if (command !== undefined) return { kind: 'asked', request: fromCommand(body) };
  const reader = requestReaders.get(type ?? '');
  if (reader) return { kind: 'asked', request: reader(body) };
  if (type === undefined) return { kind: 'malformed', eventId: null, because: 'type: missing' };
  return { kind: 'nothing' };
}

function readEvent(body: unknown, botUserId: string): Reading {
  const { event_id: eventId, event_time: eventTime, event } = envelope.parse(body);
  if (event.type === 'app_rate_limited') return rateLimited(event);
  const incoming = eventHandlers.get(event.type)?.({ event, eventId, eventTime, botUserId }) ?? [];
  return incoming.length > 0 ? { kind: 'happened', incoming } : { kind: 'nothing' };
}

/** Slack's documentation has it as the whole payload, its samples within an envelope. */
function rateLimited(notice: unknown): Reading {
  return { kind: 'rate-limited', minute: rateLimit.parse(notice).minute_rate_limited };
}

function eventIdOf(body: unknown): string | null {
  return z.looseObject({ event_id: z.string() }).safeParse(body).data?.event_id ?? null;
}
