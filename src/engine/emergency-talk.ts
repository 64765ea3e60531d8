/**
 * Where an emergency is talked about: the message that raised it, the thread of that, and the thread of the message by which
 * the client follows it. It says which questions belong there; it deliberately decides nothing about them.
 */
import type { Conversation } from './conversation.ts';
import type { Ask } from './facts.ts';
import { clientKey, type Incident } from './incident.ts';

/** So long after its end (milliseconds) what is asked there is still about it. */
const STILL_ABOUT = 24 * 60 * 60_000;

/** One emergency as a place; no drills. Instants in epoch milliseconds. */
export type EmergencyTalk = Pick<
  Incident,
  'id' | 'clientId' | 'number' | 'channelId' | 'raisedAt' | 'resolvedAt' | 'how'
> & {
  /** The message that raised it; null: raised without one. */
  ts: string | null;
  /** The thread in which the client follows it; null: their message does not stand yet. */
  thread: string | null;
};

type Talked = Pick<Conversation, 'channelId' | 'lane' | 'messages' | 'askedAt' | 'settled' | 'openedBy'>;

/**
 * The emergencies that a conversation belongs to, false alarms among them. What was settled before does not, nor what came up
 * long after the end, nor what staff track by hand.
 */
export function talksOf<Talk extends EmergencyTalk>(conversation: Talked, talks: readonly Talk[]): Talk[] {
  const { channelId, lane, messages, askedAt, settled, openedBy } = conversation;
  if (openedBy === 'track') return [];
  return talks.filter((talk) => {
    const isThere = (talk.ts !== null && messages.includes(talk.ts)) || (talk.thread !== null && talk.thread === lane);
    if (talk.channelId !== channelId || !isThere) return false;
    const isBefore = settled !== null && settled.at < talk.raisedAt;
    return !isBefore && (talk.resolvedAt === null || askedAt < talk.resolvedAt + STILL_ABOUT);
  });
}

/** The emergency for whose sake other promises about a conversation stand aside; null: none, or it was a false alarm. */
export function talkOf(conversation: Talked, talks: readonly EmergencyTalk[]): EmergencyTalk | null {
  return talksOf(conversation, talks).find(({ how }) => how !== 'false-alarm') ?? null;
}

/** Whether a message (its thread's root, null at the top level) stands where an emergency of today is talked about. */
export function isInTalk(
  { channelId, ts, threadTs }: { channelId: string; ts: string; threadTs: string | null },
  talks: readonly EmergencyTalk[],
  at: number,
): boolean {
  return talks.some((talk) => {
    if (talk.channelId !== channelId || talk.how === 'false-alarm') return false;
    if (talk.resolvedAt !== null && at >= talk.resolvedAt + STILL_ABOUT) return false;
    return talk.ts === ts || (talk.thread !== null && talk.thread === threadTs);
  });
}

/** Whether an emergency of this client runs; a drill is none. */
export async function hasEmergency(ask: Ask, clientId: string): Promise<boolean> {
  const running = await ask('runningIncidents', { clientIds: [clientId] });
  return running.some(({ isDrill }) => !isDrill);
}

/** So long (milliseconds) what may wait is put off each time while an emergency runs. */
export const PUT_OFF = 15 * 60_000;

/** The thread in which the client follows an emergency; null: their message does not stand yet. */
export async function threadOf(ask: Ask, incident: Incident): Promise<string | null> {
  if (incident.message !== null) return incident.message.threadTs ?? incident.message.ts;
  return (await ask('standsAt', { key: clientKey(incident) }))?.ts ?? null;
}
