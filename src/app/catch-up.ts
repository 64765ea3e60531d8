/**
 * Missed while down: a channel's history is held against what is written down, and what differs comes through the same
 * door as if it had just happened: new messages, edits and deletions.
 */
import { deafWhenRefused } from '../engine/hearing.ts';
import { type Incoming, type IncomingMessage, instantOfTs, tsOfInstant } from '../engine/incoming.ts';
import { SlackUnavailable } from '../engine/ports.ts';
import type { Written } from '../engine/written.ts';
import { claim } from './claim.ts';
import { createHistory, justBefore } from './history.ts';
import { LONGEST_REST, restOf } from './outcome.ts';
import type { Shell } from './shell.ts';
import type { Walker } from './walk.ts';

export type CatchUp = {
  /** Reads one channel; throws `SlackUnavailable` when Slack cannot answer. */
  channel(channelId: string): Promise<void>;
  /** Everything that client's inbox still holds, then its channel's history if something may have been missed. */
  hearAll(clientId: string | null, channelId: string): Promise<void>;
  /** Every client channel in which something may have been missed. What Slack cannot answer now is tried again. */
  everywhere(): Promise<void>;
  /** We were not listening: anything may have been missed since the last message that was heard in each channel. */
  missedWhileDown(): Promise<void>;
};

/** A sweep gives Slack so long (milliseconds of the machine) for all channels; the rest is read by the next one. */
const PATIENCE = 15_000;

/** Makes the reader of missed history; `walker` walks what it finds, without setting delivery going. */
export function createCatchUp(shell: Shell, walker: Walker): CatchUp {
  /** Slack asked to be left alone until then, by our Clock. */
  let restUntil = Number.NEGATIVE_INFINITY;
  const history = createHistory(shell);

  async function channel(channelId: string): Promise<void> {
    const row = await shell.store.people.channel(channelId);
    if (row === null) return;
    const { slackChannelId } = row;
    const { oldestTs, threads } = await shell.store.waiting(channelId);
    const missedSince = await shell.store.people.catchUpNeeded(channelId);
    const since = earliest(oldestTs ?? row.lastSeenTs, missedSince === null ? null : tsOfInstant(missedSince));
    // Nothing heard, nothing waiting, nothing missed.
    if (since === null) return shell.store.people.caughtUp(channelId, shell.clock() - TOO_YOUNG_TO_MISS);
    const missedAfter = missedSince === null ? null : justBefore(tsOfInstant(missedSince));
    const read = await history.read(slackChannelId, { since, threads, missedAfter });
    const written = await shell.store.written(channelId, since);
    await walkAll(difference({ slackChannelId, heard: read.heard, written, threads, asOf: read.asOf }));
    await shell.store.people.caughtUp(channelId, read.asOf - TOO_YOUNG_TO_MISS);
  }

  async function lastHeard(clientId: string, lastSeenTs: string | null): Promise<number> {
    if (lastSeenTs !== null) return instantOfTs(lastSeenTs);
    return (await shell.store.agreements.stored(clientId))?.appliedAt ?? shell.clock();
  }

  /** Gives whether to go on with the next: Slack's pace is the same for all of them. */
  async function tried(channelId: string): Promise<boolean> {
    try {
      await channel(channelId);
    } catch (error) {
      shell.logger.warn({ err: error, channelId }, 'History could not be read; read again at the next sweep');
      if (!(error instanceof SlackUnavailable)) return true;
      if (deafWhenRefused(error.refusal) !== null) await shell.store.people.checkSoon([channelId]);
      if (error.retryAfter === null) return true;
      restUntil = shell.clock() + restOf({ retryAfter: error.retryAfter });
      return false;
    }
    return true;
  }

  async function walkAll(incoming: Incoming[]): Promise<void> {
    for (const row of await claim(shell, incoming, 'history')) await walker.claimed(row);
  }

  return {
    channel,
    hearAll: async (clientId, channelId) => {
      if (clientId !== null) for (const id of await shell.store.inbox.ofClient(clientId)) await walker.row(id);
      await channel(channelId);
    },
    everywhere: async () => {
      const enough = shell.machineClock() + PATIENCE;
      const now = shell.clock();
      // A rest that lasts longer than any was noted by a clock that has been set back since.
      if (now < restUntil && restUntil - now <= LONGEST_REST) return;
      for (const { channelId, deaf, missedSince } of await shell.store.people.clientChannels()) {
        if (shell.machineClock() > enough) return;
        if (deaf !== null || missedSince === null) continue;
        if (!(await tried(channelId))) return;
      }
    },
    missedWhileDown: async () => {
      await shell.store.people.checkSoon('all');
      for (const { channelId, clientId, lastSeenTs } of await shell.store.people.clientChannels()) {
        await shell.store.people.needCatchUp([channelId], await lastHeard(clientId, lastSeenTs));
      }
    },
  };
}

function earliest(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return one < other ? one : other;
}

export type Compared = {
  slackChannelId: string;
  heard: IncomingMessage[];
  written: Written[];
  /** Roots of the threads whose replies were read. */
  threads: string[];
  /** When reading began, epoch ms. */
  asOf: number;
};

/** What is younger than this (milliseconds) when reading begins may simply not be in what was read. */
const TOO_YOUNG_TO_MISS = 60_000;

/** What history says and the table does not: new messages, edits, deletions. */
export function difference({ slackChannelId, heard, written, threads, asOf }: Compared): Incoming[] {
  const known = new Map(written.map((row) => [row.ts, row]));
  const there = new Set(heard.map((message) => message.ts));
  const news = heard.flatMap((message) => newsOf(message, known.get(message.ts)));
  const gone = written.filter((row) => {
    const wasRead = row.threadTs === null || threads.includes(row.threadTs);
    const stands = row.deletedAt === null && row.author !== '' && row.occurredAt < asOf - TOO_YOUNG_TO_MISS;
    return wasRead && stands && !there.has(row.ts);
  });
  const deletions = gone.map(({ ts, author, threadTs, isBot }): Incoming => {
    return {
      kind: 'deletion',
      slackChannelId,
      ts,
      deletedTs: tsOfInstant(asOf),
      previous: { author, threadTs, isBot },
    };
  });
  return [...news, ...deletions];
}

function newsOf(message: IncomingMessage, row: Written | undefined): Incoming[] {
  if (row === undefined || row.author === '') return [message];
  const { editedTs, ...rest } = message;
  if (editedTs === null || editedTs <= (row.editedTs ?? '')) return [];
  return [{ ...rest, kind: 'edit', editedTs, previous: null }];
}
