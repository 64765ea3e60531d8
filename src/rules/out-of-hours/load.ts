import { z } from 'zod';
import type { Agreement } from '../../agreement/agreement.ts';
import type { Conversation } from '../../engine/conversation.ts';
import { outOfHoursKey } from '../../engine/emergency-button.ts';
import { hasEmergency } from '../../engine/emergency-talk.ts';
import type { EventOf } from '../../engine/event.ts';
import type { Ask, SaidMessage, WrittenMessage } from '../../engine/facts.ts';
import type { Decision } from '../../engine/rule.ts';
import { type ClosedTime, closedTimeAt } from './closed-time.ts';
import { permission } from './config.ts';

export const ruleName = 'out-of-hours';

/** The rule's slot for one person of one client: the last message of theirs that was replied to. */
export const lastReplySchema = z.object({
  schema: z.literal(1),
  key: z.string(),
  /** When that message came to ask, epoch milliseconds. */
  askedAt: z.number(),
});
export type LastReply = z.output<typeof lastReplySchema>;

/** A client's message that came to ask while the office was closed. */
export type AskedFacts = {
  kind: 'asked';
  message: WrittenMessage;
  askedAt: number;
  closed: ClosedTime;
  /** The conversation that waits through it; null where nothing does. */
  conversation: Conversation | null;
  /** Whether somebody of the staff has written in its lane since closing. */
  isStaffThere: boolean;
  /** The last reply to this person that was said, or is about to be. */
  lastReply: LastReply | null;
  /** Whether an emergency of this client runs. */
  hasEmergency: boolean;
};

export type Facts =
  | AskedFacts
  | { kind: 'deleted'; message: WrittenMessage; reply: SaidMessage; isAnswered: boolean; lastReply: LastReply | null }
  | { kind: 'unsent'; conversation: Conversation | null }
  /** The message became an emergency, or turned out to be none. */
  | { kind: 'raised'; reply: SaidMessage }
  | { kind: 'nothing' };

const nothing: Facts = { kind: 'nothing' };

/** The slot of a person of a client. */
export function slotOf(clientId: string, userId: string): string {
  return `${clientId}:${userId}`;
}

/** Loads what {@link decide} needs; nothing where the agreement does not permit a reply. */
export async function load(ask: Ask, { event, agreement }: Omit<Decision<unknown>, 'facts'>): Promise<Facts> {
  if (agreement === null) return nothing;
  switch (event.kind) {
    case 'MessagePosted':
    case 'MessageEdited':
      return agreement.mayPost.includes(permission) ? loadAsked(ask, event, agreement) : nothing;
    case 'MessageDeleted':
      return loadDeleted(ask, event, agreement);
    case 'IncidentChanged':
      return event.from === null || event.to === 'resolved' ? loadRaised(ask, event) : nothing;
    case 'DeliveryFailed':
      return { kind: 'unsent', conversation: await ask('conversation', { id: String(event.data.subject) }) };
    default:
      return nothing;
  }
}

/** Judged is the message as it stands written down, so that it does not matter in which order its events are heard. */
async function loadAsked(
  ask: Ask,
  { message: place, side }: EventOf<'MessagePosted' | 'MessageEdited'>,
  agreement: Agreement,
): Promise<Facts> {
  // Whoever could not be looked up may be of the staff: what clients read is not left to a guess.
  if (side !== 'client') return nothing;
  const message = await ask('message', place);
  if (message === null || message.deletedAt !== null || message.asksSince === null) return nothing;
  const askedAt = message.asksSince;
  const closed = closedTimeAt(agreement, askedAt);
  if (closed === null) return nothing;
  const conversations = await ask('conversations', { channelId: place.channelId });
  const conversation = conversations.find(({ settled, messages }) => settled === null && messages.includes(place.ts));
  if (conversation === undefined) return nothing;
  const voices = await ask('voices', {
    clientId: agreement.id,
    channelId: place.channelId,
    lane: conversation.lane,
    since: closed.since,
  });
  const lastReply = await loadLastReply(ask, agreement.id, message.author);
  const isStaffThere = voices.some((voice) => voice.side === 'staff');
  const isUrgent = await hasEmergency(ask, agreement.id);
  return { kind: 'asked', message, askedAt, closed, conversation, isStaffThere, lastReply, hasEmergency: isUrgent };
}

async function loadRaised(ask: Ask, { incidentId }: EventOf<'IncidentChanged'>): Promise<Facts> {
  const incident = await ask('incident', { id: incidentId });
  if (incident === null || incident.isDrill || incident.message === null) return nothing;
  const { ts } = incident.message;
  const reply = await ask('saidUnder', { key: outOfHoursKey({ channelId: incident.channelId, ts }) });
  return reply !== null && isHeard(reply) ? { kind: 'raised', reply } : nothing;
}

async function loadDeleted(
  ask: Ask,
  { message: place }: EventOf<'MessageDeleted'>,
  agreement: Agreement,
): Promise<Facts> {
  const reply = await ask('saidUnder', { key: outOfHoursKey(place) });
  const message = await ask('message', place);
  if (message === null || reply === null || !isHeard(reply)) return nothing;
  const voices = await ask('voices', {
    clientId: agreement.id,
    channelId: place.channelId,
    lane: message.threadTs ?? message.ts,
    since: message.occurredAt,
  });
  const lastReply = await loadLastReply(ask, agreement.id, message.author);
  return { kind: 'deleted', message, reply, isAnswered: voices.length > 0, lastReply };
}

/** A reply that never left told nobody anything: the next message may have one. */
async function loadLastReply(ask: Ask, clientId: string, userId: string): Promise<LastReply | null> {
  const kept = lastReplySchema
    .nullable()
    .parse(await ask('slot', { rule: ruleName, subject: slotOf(clientId, userId) }));
  if (kept === null) return null;
  const said = await ask('saidUnder', { key: kept.key });
  return said !== null && isHeard(said) ? kept : null;
}

function isHeard({ state }: SaidMessage): boolean {
  return state === 'sent' || state === 'waiting';
}
