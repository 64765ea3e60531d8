/** How a matter stands when it is drawn: asked anew each time, so that a notice never shows what is no longer so. */
import { type Agreement, sideIn } from '../../../agreement/agreement.ts';
import type { Conversation } from '../../../engine/conversation.ts';
import type { Ask } from '../../../engine/facts.ts';
import type { Reader } from '../../../engine/rule.ts';
import { businessTimeBetween } from '../../../time/business-time.ts';
import type { Calendar } from '../../../time/calendar.ts';
import { countedBy, endedPauses, openTime } from '../due.ts';
import { loadMessages, ruleName } from '../load.ts';
import { replyName } from '../reconcile.ts';
import { type Recorded, readRecorded } from '../record.ts';
import { placeOf } from '../subject.ts';
import { type Press, pressesOn, undoTime } from '../undo.ts';

export type Matter = {
  subject: string;
  conversation: Conversation;
  reply: Recorded;
  client: string;
  agreement: Agreement;
  /** Open time waited until it was settled, or until now; milliseconds. */
  waited: number;
  /** How far past its due time it is or was settled, in open time (or, outside it, by the clock); 0 where it is not. */
  late: number;
  /** The client's words as Slack sent them; null once they are no longer kept. */
  words: string | null;
  /** Whether some of them are kept under a key that is not ours. */
  isPartUnavailable: boolean;
  link: string;
  /** Nothing is heard in its channel: it may have been answered there. */
  isUnheard: boolean;
  /** The latest press that stands and can still be undone. */
  lastPress: Press | null;
  /** The latest press that was taken back, while that is news. */
  undone: Press | null;
  names: Names;
};

/** Names by Slack id, as Slack or the agreement has them. */
export type Names = ReadonlyMap<string, string>;

/** Loads a matter as `reader` finds it now; null where nothing of it waits or ever did. */
export async function loadMatter(ask: Ask, subject: string, reader: Reader): Promise<Matter | null> {
  const conversation = (await ask('conversation', { id: subject })) ?? (await ask('conversationOf', placeOf(subject)));
  if (conversation === null) return null;
  const { channelId, messages } = conversation;
  const rows = await ask('deadlines', { rule: ruleName, subjects: [conversation.id], channelIds: [] });
  const row = rows.find(({ subject: of, name }) => of === conversation.id && name === replyName);
  const clientId = row?.clientId ?? (await ask('channel', { channelId }))?.clientId ?? null;
  const agreement = clientId === null ? null : await ask('agreement', { clientId });
  if (row === undefined || agreement === null) return null;
  const reply = readRecorded(row);
  const all = pressesOn(await loadMessages(ask, placeOf(conversation.id), conversation));
  // A reminder is between the bot and whoever asked for it.
  const presses = all.filter(({ name, by }) => name !== 'remind' || by === reader.userId);
  const words = await Promise.all(messages.map((ts) => ask('words', { channelId, ts })));
  const kept = words.filter((text) => text !== null);
  const unread = messages.filter((_, index) => words[index] === null);
  const unavailable = await Promise.all(unread.map((ts) => ask('wordsUnavailable', { channelId, ts })));
  return {
    subject: conversation.id,
    conversation,
    reply,
    client: agreement.client.name,
    agreement,
    ...timesOf(conversation, reply, agreement, reader.now),
    words: kept.length === 0 ? null : kept.join('\n'),
    isPartUnavailable: unavailable.includes(true),
    link: await ask('link', { channelId, ts: messages[0] ?? placeOf(subject).ts }),
    isUnheard: await isUnheard(ask, clientId, channelId),
    lastPress: presses.filter(({ at, offAt }) => offAt === null && reader.now - at <= undoTime).at(-1) ?? null,
    undone: takenBackLately(presses, reader.now),
    names: await loadNames(ask, peopleIn(conversation, reply, presses), agreement),
  };
}

async function isUnheard(ask: Ask, clientId: string | null, channelId: string): Promise<boolean> {
  const deaf = clientId === null ? [] : await ask('deafChannels', { clientIds: [clientId] });
  return deaf.some(({ id }) => id === channelId);
}

/** Names of people: what Slack says, else the agreement. Unknown ones are left out. */
export async function loadNames(ask: Ask, userIds: Iterable<string>, agreement: Agreement | null): Promise<Names> {
  const names = new Map<string, string>();
  for (const userId of new Set(userIds)) {
    const name = (await ask('person', { userId }))?.name || nameIn(agreement, userId);
    if (name !== undefined) names.set(userId, name);
  }
  return names;
}

function nameIn(agreement: Agreement | null, userId: string): string | undefined {
  if (agreement === null || sideIn(agreement, userId) === undefined) return undefined;
  const { owner, backup, managers, staff, client } = agreement.people;
  return [owner, backup, ...managers, ...staff, ...client].find(({ id }) => id === userId)?.name;
}

function timesOf(conversation: Conversation, { dueAt, data }: Recorded, agreement: Agreement, now: number) {
  const counted = countedBy(agreement, null, conversation);
  if (counted === null) return { waited: 0, late: 0 };
  const until = conversation.settled?.at ?? now;
  const from = Math.max(conversation.askedAt, data.countedBy[0]?.since ?? 0);
  const waited = openTime(counted.calendar, from, until, endedPauses(conversation, until));
  return { waited, late: lateness(counted.calendar, dueAt, until) };
}

function lateness(calendar: Calendar, dueAt: number, until: number): number {
  return until <= dueAt ? 0 : businessTimeBetween(calendar, dueAt, until) || until - dueAt;
}

function takenBackLately(presses: readonly Press[], now: number): Press | null {
  const back = presses.filter(({ offAt }) => offAt !== null && now - offAt <= undoTime);
  const last = back.sort((a, b) => (a.offAt ?? 0) - (b.offAt ?? 0)).at(-1);
  // A later press of the same kind is what counts; that an earlier one was taken back is no longer news.
  const isOld = presses.some(({ name, offAt, at }) => name === last?.name && offAt === null && at >= (last.offAt ?? 0));
  return last === undefined || isOld ? null : last;
}

function peopleIn(conversation: Conversation, { data }: Recorded, presses: readonly Press[]): string[] {
  const { asker, takenBy, handedTo, settled } = conversation;
  const some = [asker, takenBy, handedTo, settled?.by, data.owner, data.takenBy, ...presses.map(({ by }) => by)];
  return some.filter((userId) => typeof userId === 'string');
}
