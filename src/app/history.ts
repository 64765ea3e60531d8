/**
 * Reads a channel's history with the threads that matter. What was read stays read while Slack asks to wait, so that a
 * channel of any length is read to its end at Slack's pace. It compares nothing with what is written down.
 */
import { type IncomingMessage, instantOfTs, tsOfInstant } from '../engine/incoming.ts';
import type { Thread } from '../engine/ports.ts';
import type { Shell } from './shell.ts';

/** What is to be read: from a ts on (inclusive), the replies of these threads' roots, and of others since `missedAfter`. */
export type Wanted = { since: string; threads: string[]; missedAfter: string | null };

/** What was heard; `asOf` is when reading began (epoch milliseconds): what is younger may be missing. */
export type Heard = { heard: IncomingMessage[]; asOf: number };

export type History = {
  /** Throws `SlackUnavailable` when Slack cannot answer now; the next call goes on from there. */
  read(slackChannelId: string, wanted: Wanted): Promise<Heard>;
};

/** So long (milliseconds) before the gap a thread may have been begun that somebody went on with during it. */
const OLDEST_THREAD = 14 * 86_400_000;
/** And so many messages before it, so that a busy channel is read within Slack's pace. */
const MOST_BEFORE = 2_000;
/** After so long (milliseconds) what was read is read anew. */
const TOO_OLD = 3_600_000;

/** A reading that may have stopped on the way. */
type Unfinished = {
  since: string;
  asOf: number;
  messages: IncomingMessage[];
  threads: Thread[];
  /** Down to which ts all is read; null: nothing yet. */
  reached: string | null;
  isWhole: boolean;
  earlier: Thread[] | null;
  replies: Map<string, IncomingMessage[]>;
};

/** Makes the reader; what it has not finished it keeps in memory only. */
export function createHistory(shell: Shell): History {
  const { reader } = shell.slack;
  const unfinished = new Map<string, Unfinished>();

  /** What was read before and still serves, else a new reading. */
  function begin(slackChannelId: string, since: string): Unfinished {
    const now = shell.clock();
    const kept = unfinished.get(slackChannelId);
    if (kept !== undefined && kept.since <= since && now >= kept.asOf && now - kept.asOf < TOO_OLD) return kept;
    const empty = { messages: [], threads: [], reached: null, isWhole: false, earlier: null };
    const reading = { since, asOf: now, ...empty, replies: new Map() };
    unfinished.set(slackChannelId, reading);
    return reading;
  }

  async function readTop(slackChannelId: string, reading: Unfinished): Promise<void> {
    const newest = newestOf(reading.messages);
    if (newest !== null) take(reading, await pagesOf(slackChannelId, { afterTs: newest, beforeTs: null }));
    if (reading.isWhole) return;
    const below = { afterTs: justBefore(reading.since), beforeTs: reading.reached };
    for await (const page of reader.history(slackChannelId, below)) {
      take(reading, page);
      reading.reached = oldestOf(page.messages) ?? reading.reached;
    }
    reading.isWhole = true;
  }

  /** All or nothing: a gap between what is newest and what was read before would never be seen. */
  async function pagesOf(slackChannelId: string, between: { afterTs: string; beforeTs: null }) {
    const whole = { messages: [] as IncomingMessage[], threads: [] as Thread[] };
    for await (const page of reader.history(slackChannelId, between)) take(whole, page);
    return whole;
  }

  async function readReplies(slackChannelId: string, reading: Unfinished, root: string, after: string | null) {
    if (reading.replies.has(root)) return;
    reading.replies.set(root, await reader.replies(slackChannelId, root, after));
  }

  /** Where nothing waited somebody may have written too: their threads' latest replies say so. */
  async function readOthers(slackChannelId: string, reading: Unfinished, { threads, missedAfter }: Wanted) {
    if (missedAfter === null) return;
    const afterTs = tsOfInstant(instantOfTs(reading.since) - OLDEST_THREAD);
    reading.earlier ??= await reader.threads(slackChannelId, { afterTs, beforeTs: reading.since }, MOST_BEFORE);
    for (const { rootTs, latestReplyTs } of [...reading.earlier, ...reading.threads]) {
      if (latestReplyTs > missedAfter && !threads.includes(rootTs))
        await readReplies(slackChannelId, reading, rootTs, missedAfter);
    }
  }

  return {
    read: async (slackChannelId, wanted) => {
      const reading = begin(slackChannelId, wanted.since);
      await readTop(slackChannelId, reading);
      for (const root of wanted.threads) await readReplies(slackChannelId, reading, root, null);
      await readOthers(slackChannelId, reading, wanted);
      unfinished.delete(slackChannelId);
      return { heard: [...inOrder(reading.messages), ...[...reading.replies.values()].flat()], asOf: reading.asOf };
    },
  };
}

type Page = { messages: IncomingMessage[]; threads: Thread[] };

function take(into: Page, page: Page): void {
  into.messages.push(...page.messages);
  into.threads.push(...page.threads);
}

/** Slack gives the newest first; ts of equal width sort as they happened. */
function inOrder(messages: IncomingMessage[]): IncomingMessage[] {
  return messages.sort((one, other) => (one.ts < other.ts ? -1 : one.ts > other.ts ? 1 : 0));
}

function newestOf(messages: IncomingMessage[]): string | null {
  return messages.reduce<string | null>((newest, { ts }) => (newest === null || ts > newest ? ts : newest), null);
}

function oldestOf(messages: IncomingMessage[]): string | null {
  return messages.reduce<string | null>((oldest, { ts }) => (oldest === null || ts < oldest ? ts : oldest), null);
}

/** History is asked for what comes after; the message at `ts` itself must be among it. */
export function justBefore(ts: string): string {
  const [seconds = '0', micros = '0'] = ts.split('.');
  const before = Number(micros) - 1;
  return before >= 0 ? `${seconds}.${String(before).padStart(6, '0')}` : `${Number(seconds) - 1}.999999`;
}
