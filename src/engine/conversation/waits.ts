/**
 * The conversations of one channel while they are folded: which wait, in which lane and through which messages, and the
 * few ways in which one may change. It deliberately does not know why one should: `walk.ts` and `marks.ts` decide that.
 */

import type { Happening } from './happenings.ts';
import type { FoldedConversation, MessageRow, Settled } from './model.ts';

export const topLane = 'top';

/** A message that asks: since when, by whom, and whether staff asked for it to be tracked. */
type Asking = { ts: string; at: number; author: string; openedBy: FoldedConversation['openedBy']; isTracked: boolean };

export type Wait = { conversation: FoldedConversation; asking: Asking[] };

export type Waits = {
  channelId: string;
  /** In the order of their opening, settled ones too. */
  all: Wait[];
  waitingInLane: Map<string, Set<Wait>>;
  waitingWithMessage: Map<string, Wait>;
  /** Messages that ask nothing but stand in one group with what asks: a reply in their thread answers the group. */
  besides: Map<string, Wait>;
  /** Roots of the threads in which somebody waited; what still waits is in the two maps above. */
  threadsThatWaited: Set<string>;
};

/** A channel in which nothing waits yet, given the roots of threads in which somebody waited before. */
export function noWaits(channelId: string, threadsThatWaited: ReadonlySet<string>): Waits {
  return {
    channelId,
    all: [],
    waitingInLane: new Map(),
    waitingWithMessage: new Map(),
    besides: new Map(),
    threadsThatWaited: new Set(threadsThatWaited),
  };
}

/** Gives *top* or the root's ts. A root is no reply to itself. */
export function laneOf({ ts, threadTs }: Pick<MessageRow, 'ts' | 'threadTs'>): string {
  return threadTs === null || threadTs === ts ? topLane : threadTs;
}

/** What waits where this message stands: in its lane, oldest first, or through the root of its thread. */
export function waitingAround(waits: Waits, row: MessageRow): Wait[] {
  const lane = laneOf(row);
  const around = new Set(waits.waitingInLane.get(lane));
  const throughRoot = waits.waitingWithMessage.get(lane) ?? waits.besides.get(lane);
  if (throughRoot?.conversation.settled === null) around.add(throughRoot);
  return [...around];
}

/** What a client's message in this thread belongs to; undefined at the top level and where nothing waits. */
export function waitingOfThread(waits: Waits, row: MessageRow): Wait | undefined {
  const lane = laneOf(row);
  if (lane === topLane) return undefined;
  const [first] = waits.waitingInLane.get(lane) ?? [];
  return waits.waitingWithMessage.get(lane) ?? first;
}

/** Opens a conversation for this message, asked at this instant. */
export function open(waits: Waits, { row, at, chance }: Happening, openedBy: FoldedConversation['openedBy']): Wait {
  const lane = laneOf(row);
  const conversation: FoldedConversation = {
    id: `${waits.channelId}:${row.ts}${chance > 1 ? `:${chance}` : ''}`,
    channelId: waits.channelId,
    lane,
    turn: lane !== topLane && hasWaited(waits, lane) ? 'next' : 'first',
    messages: [],
    asker: row.author,
    askedAt: at,
    openedAt: at,
    openedBy,
    settled: null,
    pauses: [],
    takenBy: null,
    handedTo: null,
    chosen: { priority: null, owner: null, dueAt: null },
  };
  const wait: Wait = { conversation, asking: [] };
  waits.all.push(wait);
  waits.waitingInLane.set(lane, (waits.waitingInLane.get(lane) ?? new Set()).add(wait));
  join(waits, wait, { row, at }, openedBy);
  return wait;
}

function hasWaited(waits: Waits, root: string): boolean {
  return (
    waits.threadsThatWaited.has(root) ||
    waits.waitingWithMessage.has(root) ||
    (waits.waitingInLane.get(root)?.size ?? 0) > 0
  );
}

/** Adds a message to what waits already. The clock does not move. */
export function join(
  waits: Waits,
  wait: Wait,
  { row, at }: Pick<Happening, 'row' | 'at'>,
  openedBy: FoldedConversation['openedBy'],
): void {
  wait.asking.push({ ts: row.ts, at, author: row.author, openedBy, isTracked: openedBy === 'track' });
  wait.conversation.messages.push(row.ts);
  waits.waitingWithMessage.set(row.ts, wait);
}

/** Notes what stands in one group with what asks. A fold that is to see it must begin no later than it. */
export function standBeside(waits: Waits, wait: Wait, beside: readonly { ts: string; at: number }[]): void {
  for (const { ts, at } of beside) {
    waits.besides.set(ts, wait);
    wait.conversation.openedAt = Math.min(wait.conversation.openedAt, at);
  }
}

/** Takes a message out that asks no more. The last one settles the conversation; the clock counts from the oldest left. */
export function leave(waits: Waits, ts: string, settled: Settled): void {
  const wait = waits.waitingWithMessage.get(ts);
  if (wait === undefined) return;
  const left = wait.asking.filter((one) => one.ts !== ts);
  const [oldest] = left;
  if (oldest === undefined) {
    settle(waits, wait, settled);
    return;
  }
  wait.asking = left;
  wait.conversation.messages = left.map((one) => one.ts);
  wait.conversation.asker = oldest.author;
  wait.conversation.askedAt = oldest.at;
  wait.conversation.openedBy = oldest.openedBy;
  waits.waitingWithMessage.delete(ts);
  // Its thread goes on without it.
  waits.besides.set(ts, wait);
}

/** Brings a conversation to rest for good: nothing that happens later touches it. */
export function settle(waits: Waits, wait: Wait, settled: Settled): void {
  const { conversation } = wait;
  resume(wait, settled.at);
  conversation.settled = settled;
  waits.waitingInLane.get(conversation.lane)?.delete(wait);
  waits.threadsThatWaited.add(conversation.lane);
  for (const ts of conversation.messages) {
    waits.waitingWithMessage.delete(ts);
    waits.threadsThatWaited.add(ts);
  }
}

/** Stops the clock; it stays as it was where it stands already. */
export function pause({ conversation }: Wait, at: number, by: string): void {
  if (conversation.pauses.at(-1)?.to !== null) conversation.pauses.push({ from: at, to: null, by });
}

/** Lets the clock go on; nothing where it runs already. */
export function resume({ conversation }: Wait, at: number): void {
  const last = conversation.pauses.at(-1);
  if (last?.to === null) last.to = at;
}
