/** Tells conversations as a short story: rows by the time on the wall, outcomes as one line each. */
import {
  type Conversation,
  type FoldTerms,
  foldConversations,
  type MessageRow,
} from '../../src/engine/conversation.ts';
import type { MarkName } from '../../src/engine/effect.ts';
import type { Side } from '../../src/engine/event.ts';

const day = Date.UTC(2026, 2, 2);
const minute = 60_000;

export const channelId = 'channel';
export const terms: FoldTerms = {
  grouping: 5 * minute,
  staffDeletionGrace: 15 * minute,
  reactions: { taken: true, done: true },
};

/** '10:20' or '10:20:30' of the story's day (UTC) in epoch milliseconds. */
export function at(time: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
  return day + ((hours * 60 + minutes) * 60 + seconds) * 1000;
}

/** The ts of the message posted at that time. */
export function ts(time: string): string {
  return `${at(time) / 1000}.000100`;
}

function timeOf(instant: number): string {
  const clock = new Date(instant).toISOString().slice(11, 19);
  return clock.endsWith(':00') ? clock.slice(0, 5) : clock;
}

type More = {
  /** The time of the thread's root. */
  in?: string;
  chatter?: boolean;
  edits?: Record<string, 'asks' | 'chats'>;
  deleted?: string;
  marks?: MessageRow['marks'];
};

/** A message by one person of a side at a time; it needs a reply unless it is chatter. */
export function says(author: string, side: Side) {
  return (time: string, more: More = {}): MessageRow => ({
    ts: ts(time),
    threadTs: more.in === undefined ? null : ts(more.in),
    author,
    side,
    occurredAt: at(time),
    deletedAt: more.deleted === undefined ? null : at(more.deleted),
    readings: [
      { at: at(time), needsReply: more.chatter !== true, reason: 'told', assumed: false },
      ...Object.entries(more.edits ?? {}).map(([when, what]) => ({
        at: at(when),
        needsReply: what === 'asks',
        reason: 'told',
        assumed: false,
      })),
    ],
    marks: more.marks ?? [],
  });
}

export const ada = says('ada', 'client');
export const bea = says('bea', 'client');
export const sam = says('sam', 'staff');
export const robot = says('robot', 'neither');
export const stranger = says('stranger', 'unknown');

export function mark(
  name: MarkName,
  time: string,
  more: { by?: string; side?: Side; off?: string; data?: MessageRow['marks'][number]['data']; reaction?: boolean } = {},
): MessageRow['marks'][number] {
  const by = more.by ?? 'sam';
  return {
    id: `${more.reaction ? 'reaction:' : ''}${name}:${by}:${time}`,
    name,
    by,
    side: more.side ?? 'staff',
    at: at(time),
    offAt: more.off === undefined ? null : at(more.off),
    data: more.data ?? {},
  };
}

export function fold(rows: MessageRow[], changed: Partial<FoldTerms> = {}): Conversation[] {
  return foldConversations(channelId, rows, { ...terms, ...changed }, 0, { threadsWithWaits: new Set() });
}

/**
 * One line for each conversation: its messages; its thread and turn; from when and why its clock runs, where that is not
 * its first message's posting; how it ended.
 */
export function story(rows: MessageRow[], changed: Partial<FoldTerms> = {}): string[] {
  return fold(rows, changed).map(lineOf);
}

function lineOf(one: Conversation): string {
  const messages = one.messages.map((message) => timeOf(Number(message.split('.')[0]) * 1000));
  const lane = one.lane === 'top' ? '' : ` in ${timeOf(Number(one.lane.split('.')[0]) * 1000)} ${one.turn}`;
  const asked = timeOf(one.askedAt);
  const since = asked === messages[0] && one.openedBy === 'message' ? '' : ` since ${asked} by ${one.openedBy}`;
  const { settled } = one;
  const by = settled?.by == null ? '' : ` by ${settled.by}`;
  const end = settled === null ? 'waits' : `${settled.how} ${timeOf(settled.at)}${by}`;
  return `${messages.join(' ')}${lane}${since}: ${end}`;
}
