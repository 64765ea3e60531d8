/** What the rule asks before it decides; the database only. */
import type { Agency } from '../../agreement/agency.ts';
import type { Agreement } from '../../agreement/agreement.ts';
import { type Missing, missingAmong, partakersOf } from '../../engine/absence.ts';
import type { Conversation } from '../../engine/conversation.ts';
import type { EmergencyTalk } from '../../engine/emergency-talk.ts';
import type { Event, EventOf } from '../../engine/event.ts';
import type { Ask, Deadline, SaidMessage, WrittenMessage } from '../../engine/facts.ts';
import type { Decision } from '../../engine/rule.ts';
import type { ChannelFacts } from './reconcile.ts';
import { replyName } from './reconcile.ts';
import { replySchema } from './record.ts';
import { holderOf, placeOf, subjectOf } from './subject.ts';

export const ruleName = 'response-window';

/** What is known of the matter that somebody asks about, by a press, a form or a shortcut. */
export type RequestFacts = {
  kind: 'request';
  /** The message it is about: the one that was pointed at, or the one that opened the conversation. */
  place: { channelId: string; ts: string };
  /** Null where that message waits for nothing and never did. */
  conversation: Conversation | null;
  /** That message first, then the others of its conversation; empty where we know nothing of it. */
  messages: WrittenMessage[];
  agreement: Agreement | null;
  agency: Agency | null;
  /** Whether whoever asks serves this client. */
  serves: boolean;
  /** The conversation's own rows: reply and reminders. */
  deadlines: Deadline[];
  /** In which to word field errors; everything else is worded by views. */
  language: string;
};

export type Facts = ChannelFacts | RequestFacts | { kind: 'nothing' };

type About = Omit<Decision<unknown>, 'facts'>;

/** Loads what {@link decide} needs for the event. */
export async function load(ask: Ask, { event, agreement, agency, now }: About): Promise<Facts> {
  const subject = requestedSubject(event);
  if (subject !== null) return loadRequest(ask, subject, event, now);
  if (agreement === null || event.clientId === null) return { kind: 'nothing' };
  const talks = await ask('emergencyTalks', { clientIds: [event.clientId] });
  const changed = event.kind === 'IncidentChanged' ? changedBy(event, talks) : null;
  const channelIds = changed === null ? channelsOf(event) : [changed.channelId];
  if (channelIds.length === 0) return { kind: 'nothing' };
  const deleted = event.kind === 'MessageDeleted' ? await ask('message', event.message) : null;
  const left = await loadLeft(ask, event, channelIds);
  const isTelling = telling.includes(event.kind);
  const missing = isTelling ? await missingAmong(ask, agreement.id, partakersOf(agreement, agency), now) : nobody;
  const managers = event.kind === 'DeadlineDue' ? partakersOf(agreement, agency) : [];
  const choices = managers.length === 0 ? [] : await ask('noticeChoices', { userIds: managers });
  const also = changed === null ? [] : await loadTalked(ask, changed, now);
  const channels = await loadChannels(ask, channelIds, { clientId: event.clientId, agreement, also });
  return { ...channels, deleted, left, missing, choices, talks, changed };
}

/** The emergency that began, ended or began again; null: it goes on as it was, or it is a drill. */
function changedBy({ incidentId, from, to }: EventOf<'IncidentChanged'>, talks: EmergencyTalk[]): EmergencyTalk | null {
  const isOver = (state: typeof from) => state === null || state === 'resolved';
  return isOver(from) === isOver(to) ? null : (talks.find(({ id }) => id === incidentId) ?? null);
}

/** What is talked about there, be it answered meanwhile. */
async function loadTalked(
  ask: Ask,
  { channelId, ts, thread }: EmergencyTalk,
  now: number,
): Promise<(Conversation | null)[]> {
  return [
    ts === null ? null : await ask('conversationOf', { channelId, ts }),
    thread === null ? null : await ask('lastAsked', { channelId, lane: thread, before: now }),
  ];
}

/** The subject that a press, form or shortcut is about; null for other events. */
export function requestedSubject(event: Event): string | null {
  if (event.kind === 'ButtonPressed') return event.value;
  if (event.kind === 'FormSubmitted') return event.subject;
  return event.kind === 'ShortcutUsed' ? subjectOf(event.message) : null;
}

function channelsOf(event: Event): string[] {
  switch (event.kind) {
    case 'MessagePosted':
    case 'MessageEdited':
    case 'MessageDeleted':
    case 'ReactionChanged':
    case 'ConversationMarked':
      return [event.message.channelId];
    case 'AgreementApplied':
      return event.channelIds;
    case 'DeadlineDue':
      return event.channelId === null ? [] : [event.channelId];
    case 'DeliveryFailed':
      return [...new Set(subjectsOf(event).map((subject) => placeOf(subject).channelId))];
    default:
      return [];
  }
}

/** What is heard in a channel is heard for the client that has it; anything else may be about one that was let go. */
async function loadLeft(ask: Ask, event: Event, channelIds: string[]): Promise<string[]> {
  if (['MessagePosted', 'MessageEdited', 'MessageDeleted', 'ReactionChanged'].includes(event.kind)) return [];
  const channels = await Promise.all(channelIds.map((channelId) => ask('channel', { channelId })));
  return channels.flatMap((channel) => (channel === null || channel.clientId === event.clientId ? [] : [channel.id]));
}

/** Events of which somebody may be told. */
const telling: readonly Event['kind'][] = ['DeadlineDue', 'MessageDeleted', 'DeliveryFailed', 'ConversationMarked'];
const nobody: Missing = { gone: [], away: [] };

/** The conversations that one of our messages was about. */
export function subjectsOf({ data }: { data: Record<string, unknown> }): string[] {
  if (Array.isArray(data.subjects)) return data.subjects;
  return typeof data.subject === 'string' ? [data.subject] : [];
}

async function loadChannels(
  ask: Ask,
  channelIds: string[],
  { clientId, agreement, also }: { clientId: string; agreement: Agreement; also: (Conversation | null)[] },
): Promise<Omit<ChannelFacts, 'deleted' | 'left' | 'missing' | 'choices' | 'talks' | 'changed'>> {
  const folded = await Promise.all(channelIds.map((channelId) => ask('conversations', { channelId })));
  const conversations = folded.flat();
  for (const one of also) {
    if (one !== null && conversations.every(({ id }) => id !== one.id)) conversations.push(one);
  }
  const deadlines = await ask('deadlines', { rule: ruleName, subjects: subjectsIn(conversations), channelIds });
  // A row may outlive its conversation's id: a message heard late can join two conversations to one.
  for (const { subject, name } of deadlines) {
    if (name !== replyName || conversations.some(({ id }) => id === subject)) continue;
    const holder = (await ask('conversation', { id: subject })) ?? (await ask('conversationOf', placeOf(subject)));
    if (holder === null || conversations.some(({ id }) => id === holder.id)) continue;
    conversations.push(holder);
    const more = await ask('deadlines', { rule: ruleName, subjects: [holder.id], channelIds: [] });
    deadlines.push(...more.filter(({ id }) => deadlines.every((known) => known.id !== id)));
  }
  return {
    kind: 'channels',
    conversations,
    deadlines,
    former: await loadFormer(ask, deadlines, clientId, agreement.version),
    said: await loadSaid(ask, deadlines, conversations),
  };
}

/** Their own names, and those that their messages would have had before they were joined. */
function subjectsIn(conversations: readonly Conversation[]): string[] {
  const names = conversations.flatMap(({ id, channelId, messages }) => [
    id,
    ...messages.map((ts) => subjectOf({ channelId, ts })),
  ]);
  return [...new Set(names)];
}

async function loadFormer(ask: Ask, deadlines: Deadline[], clientId: string, current: number): Promise<Agreement[]> {
  const replies = deadlines.filter(({ name }) => name === replyName);
  const versions = new Set(
    replies.flatMap(({ data }) => replySchema.parse(data).countedBy.map(({ version }) => version)),
  );
  versions.delete(current);
  const former = await Promise.all([...versions].map((version) => ask('agreement', { clientId, version })));
  return former.filter((one) => one !== null);
}

/** Only of what waits again: whether what was told had left. */
async function loadSaid(ask: Ask, deadlines: Deadline[], conversations: Conversation[]): Promise<SaidMessage[]> {
  const reopened = deadlines.filter(
    ({ name, state, subject }) =>
      name === replyName && state !== 'pending' && holderOf(subject, conversations)?.settled === null,
  );
  const said = await Promise.all(reopened.map(({ subject }) => ask('said', { rule: ruleName, subject })));
  return said.flat();
}

async function loadRequest(ask: Ask, subject: string, { kind, actor }: Event, now: number): Promise<RequestFacts> {
  const userId = actor ?? '';
  const place = placeOf(subject);
  // A shortcut names a message, which may have asked again since; everything else names a conversation.
  const named = kind === 'ShortcutUsed' ? null : await ask('conversation', { id: subject });
  const conversation = named ?? (await ask('conversationOf', place));
  const channel = await ask('channel', { channelId: place.channelId });
  const clientId = channel?.clientId ?? null;
  const served = await ask('clientsServedBy', { userId, at: now });
  const agency = await ask('agency', {});
  const person = await ask('person', { userId });
  return {
    kind: 'request',
    place,
    conversation,
    messages: await loadMessages(ask, place, conversation),
    agreement: clientId === null ? null : await ask('agreement', { clientId }),
    agency,
    serves: served.some((one) => one.clientId === clientId),
    deadlines:
      conversation === null
        ? []
        : await ask('deadlines', { rule: ruleName, subjects: [conversation.id], channelIds: [] }),
    language: person?.language ?? agency?.defaults.language ?? 'en',
  };
}

/** A message and the others of its conversation, as far as they are written down. */
export async function loadMessages(
  ask: Ask,
  place: { channelId: string; ts: string },
  conversation: Conversation | null,
): Promise<WrittenMessage[]> {
  const messages = [];
  for (const ts of new Set([place.ts, ...(conversation?.messages ?? [])])) {
    const message = await ask('message', { channelId: place.channelId, ts });
    if (message !== null) messages.push(message);
  }
  return messages;
}
