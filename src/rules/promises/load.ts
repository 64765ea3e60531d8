import type { Agreement } from '../../agreement/agreement.ts';
import { calendarOf } from '../../agreement/calendar-of.ts';
import { type Missing, missingAmong, partakersOf } from '../../engine/absence.ts';
import { type Conversation, topLane } from '../../engine/conversation.ts';
import { hasEmergency, isInTalk } from '../../engine/emergency-talk.ts';
import type { Event, EventOf, MessagePlace, Promised } from '../../engine/event.ts';
import type { Ask } from '../../engine/facts.ts';
import type { Decision } from '../../engine/rule.ts';
import { endOfBusinessDay } from '../../time/business-time.ts';
import { startOfDate } from '../../time/local-date.ts';
import { type Kept, type Offer, offerSchema, offerSubject, readPromise, ruleName } from './record.ts';

/** A reply that promises something: what it answered, by when it promises, and what was offered about it before. */
export type StatedFacts = {
  kind: 'stated';
  message: MessagePlace;
  conversation: Conversation;
  at: number;
  offer: Offer | null;
};

/** Promises that an event may settle, each with its conversation as it is now. */
export type Running = { row: Kept; conversation: Conversation | null };
export type RunningFacts = { kind: 'running'; running: Running[]; offer: Offer | null };

/** `hasEmergency`: one of this client runs. */
export type DueFacts = { kind: 'due'; row: Kept; missing: Missing; hasEmergency: boolean };

export type RequestFacts = {
  kind: 'request';
  serves: boolean;
  subject: string;
  offer: Offer | null;
  /** The asker's promise that the request is about. */
  row: Kept | null;
  /** Whether somebody of the staff has answered since the promise. */
  isAnswered: boolean;
  language: string;
};

export type Facts =
  | StatedFacts
  | RunningFacts
  | DueFacts
  | RequestFacts
  | { kind: 'list'; serves: boolean }
  | { kind: 'undelivered' }
  | { kind: 'nothing' };

const nothing: Facts = { kind: 'nothing' };
/** What was answered longer ago is no question that a reply of today is about. */
const FRESH = 7 * 24 * 60 * 60_000;

/** Loads what the event needs; nothing at all for what clients say. */
export async function load(ask: Ask, about: Omit<Decision<unknown>, 'facts'>): Promise<Facts> {
  const { event, agreement } = about;
  switch (event.kind) {
    case 'CommandGiven':
      return { kind: 'list', serves: (await ask('clientsServedBy', { userId: event.actor })).length > 0 };
    case 'ButtonPressed':
    case 'FormSubmitted':
      return loadRequest(ask, event, agreement);
    case 'DeliveryFailed':
      return { kind: 'undelivered' };
    case 'DeadlineDue': {
      const found = event.rule === ruleName ? await ask('deadline', { id: event.deadlineId }) : null;
      if (found === null || agreement === null) return nothing;
      const row = readPromise(found);
      const concerned = [...partakersOf(agreement, about.agency), row.data.by];
      const missing = await missingAmong(ask, agreement.id, concerned, about.now);
      return { kind: 'due', row, missing, hasEmergency: await hasEmergency(ask, agreement.id) };
    }
    case 'MessagePosted':
    case 'MessageEdited':
      return agreement === null || event.side !== 'staff' ? nothing : loadMessage(ask, event, agreement);
    case 'MessageDeleted':
    case 'ReactionChanged':
      return agreement === null ? nothing : loadRunning(ask, event.message, await conversationAbout(ask, event));
    case 'ConversationMarked':
      return loadRunning(ask, event.message, null);
    default:
      return nothing;
  }
}

async function loadMessage(
  ask: Ask,
  event: EventOf<'MessagePosted' | 'MessageEdited'>,
  agreement: Agreement,
): Promise<Facts> {
  const { message, promised, occurredAt } = event;
  if (promised == null) return event.kind === 'MessagePosted' ? loadRunning(ask, message, null) : nothing;
  const conversation = await conversationAbout(ask, event);
  const settled = conversation?.settled ?? null;
  const isReply = settled === null || (settled.how === 'replied' && occurredAt - settled.at < FRESH);
  if (conversation === null || !isReply) return loadRunning(ask, message, null);
  // Of an emergency its own rule reminds; nobody is asked anything where it is talked about.
  const talks = await ask('emergencyTalks', { clientIds: [agreement.id] });
  if (isInTalk(message, talks, occurredAt)) return loadRunning(ask, message, null);
  const at = instantOf(promised, occurredAt, agreement);
  return { kind: 'stated', message, conversation, at, offer: await loadOffer(ask, offerSubject(message)) };
}

/** A date of which no time was named lasts until its closing; one without open time until that of the next business date. */
function instantOf(promised: Promised, writtenAt: number, agreement: Agreement): number {
  if ('at' in promised) return promised.at;
  const calendar = calendarOf(agreement, writtenAt);
  return endOfBusinessDay(calendar, Math.max(writtenAt, startOfDate(calendar.timeZone, promised.date)), 0);
}

/** The conversation that a message of the staff belongs to: its lane's latest, or the one whose message began the thread. */
async function conversationAbout(
  ask: Ask,
  { message, occurredAt }: Pick<EventOf<'MessagePosted'>, 'message' | 'occurredAt'>,
): Promise<Conversation | null> {
  const { channelId, ts, threadTs } = message;
  const asked = await ask('conversationOf', { channelId, ts });
  if (asked !== null) return asked;
  const lane = threadTs ?? topLane;
  const last = await ask('lastAsked', { channelId, lane, before: occurredAt });
  if (last !== null || threadTs === null) return last;
  return ask('conversationOf', { channelId, ts: threadTs });
}

async function loadRunning(ask: Ask, message: MessagePlace, about: Conversation | null): Promise<Facts> {
  const { channelId } = message;
  const subjects = about === null ? [] : [about.id];
  const rows = await ask('deadlines', { rule: ruleName, subjects, channelIds: [channelId] });
  const running: Running[] = [];
  for (const row of rows) running.push(await withConversation(ask, readPromise(row)));
  return { kind: 'running', running, offer: await loadOffer(ask, offerSubject(message)) };
}

/** A conversation that was folded otherwise since is found by its first message. */
async function withConversation(ask: Ask, row: Kept): Promise<Running> {
  const known = await ask('conversation', { id: row.subject });
  if (known !== null || row.channelId === null) return { row, conversation: known };
  const ts = row.subject.slice(row.channelId.length + 1).split(':')[0] ?? '';
  return { row, conversation: await ask('conversationOf', { channelId: row.channelId, ts }) };
}

async function loadOffer(ask: Ask, subject: string): Promise<Offer | null> {
  return offerSchema.nullable().parse(await ask('slot', { rule: ruleName, subject }));
}

async function loadRequest(
  ask: Ask,
  event: EventOf<'ButtonPressed' | 'FormSubmitted'>,
  agreement: Agreement | null,
): Promise<RequestFacts> {
  const { actor, clientId } = event;
  const subject = event.kind === 'ButtonPressed' ? event.value : event.subject;
  const served = await ask('clientsServedBy', { userId: actor });
  const offer = await loadOffer(ask, subject);
  const language = (await ask('person', { userId: actor }))?.language ?? 'en';
  return {
    kind: 'request',
    serves: served.some((one) => one.clientId === clientId),
    subject,
    offer,
    row: await loadPromise(ask, event, subject, offer),
    isAnswered: offer !== null && agreement !== null && (await isAnswered(ask, subject, offer, agreement)),
    language,
  };
}

async function loadPromise(ask: Ask, { actor }: Event, subject: string, offer: Offer | null): Promise<Kept | null> {
  if (offer === null) {
    const row = await ask('deadline', { id: subject });
    return row === null || row.rule !== ruleName ? null : readPromise(row);
  }
  const rows = (await ask('deadlines', { rule: ruleName, subjects: [offer.about], channelIds: [] })).map(readPromise);
  return rows.find(({ data, state }) => data.by === actor && state === 'pending') ?? null;
}

async function isAnswered(ask: Ask, subject: string, offer: Offer, { id, grouping }: Agreement): Promise<boolean> {
  const { by, promisedAt, lane } = offer;
  const where = { clientId: id, channelId: subject.slice(0, subject.lastIndexOf(':')) };
  const conversation = await ask('conversation', { id: offer.about });
  for (const one of new Set([lane, conversation?.lane ?? lane])) {
    const voices = await ask('voices', { ...where, lane: one, since: promisedAt + 1 });
    const isAnswer = ({ side, userId, lastAt }: (typeof voices)[number]) =>
      side === 'staff' && (userId !== by || lastAt > promisedAt + grouping.ms);
    if (voices.some(isAnswer)) return true;
  }
  return false;
}
