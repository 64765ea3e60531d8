/** Walking what waits: inbox rows, rung alarms, failed rulings. Each is safe to walk twice, by anybody, at any time. */
import { type IncomingRequest, instantOfTs } from '../engine/incoming.ts';
import type { FailedRuling, InboxRow } from '../engine/store-port.ts';
import { afterCommit, type Kick } from './after.ts';
import { answerLater } from './answer-later.ts';
import { celebratedText } from './celebrated.ts';
import { isRequest, walkDeadline, walkFailure, walkPersonChange, walkRequest, walkRow } from './corridor.ts';
import { askedEvent } from './door.ts';
import { opinionOn } from './doubt.ts';
import type { Introductions } from './introduce.ts';
import { nextTry } from './judge.ts';
import type { Shell } from './shell.ts';

export type Walker = {
  row(id: string): Promise<void>;
  /** A row that was claimed here just now and need not be read again. */
  claimed(row: InboxRow): Promise<void>;
  alarm(id: string, revision: number): Promise<void>;
  failure(failure: FailedRuling): Promise<void>;
};

/** Makes the walker; `deliver` sets delivery going without waiting for it. */
export function createWalker(shell: Shell, introductions: Introductions, deliver: Kick): Walker {
  async function introduced(row: InboxRow): Promise<void> {
    await introductions.before(row.payload, row.channelId);
    await introductions.again(row.payload, row.channelId);
    await shell.checkpoint('introduced');
  }

  /**
   * Back in a channel: what was said there meanwhile is read by the next sweep. Out of the workspace: Slack's word is not
   * taken for it, the next sweep asks.
   */
  async function missed({ payload, channelId }: InboxRow): Promise<void> {
    if (payload.kind === 'app-change') await shell.store.people.checkSoon('all');
    if (payload.kind !== 'channel-change' || payload.change !== 'bot-joined' || channelId === null) return;
    const lastSeenTs = (await shell.store.people.channel(channelId))?.lastSeenTs ?? payload.eventTs;
    await shell.store.people.needCatchUp([channelId], instantOfTs(lastSeenTs));
  }

  async function noted(row: InboxRow, incoming: IncomingRequest): Promise<void> {
    const asked = await walkRequest(shell, row, await askedEvent(shell, incoming, row.channelId), {});
    if (asked === null) return;
    await afterCommit(shell, asked.aftermath, deliver);
    await answerLater(shell, asked, row, incoming);
  }

  async function changed(row: InboxRow, userId: string): Promise<void> {
    for (const aftermath of await walkPersonChange(shell, row, userId)) await afterCommit(shell, aftermath, deliver);
  }

  async function claimed(row: InboxRow): Promise<void> {
    try {
      await introduced(row);
      await missed(row);
      if (isRequest(row.payload)) return await noted(row, row.payload);
      if (row.payload.kind === 'person-change') await changed(row, row.payload.userId);
      const outside = { opinion: await opinionOn(shell, row), celebrated: await celebratedText(shell, row) };
      const aftermath = await walkRow(shell, row, outside);
      if (aftermath !== null) await afterCommit(shell, aftermath, deliver);
    } catch (error) {
      await inboxFailed(shell, row, error);
    }
  }

  return {
    row: async (id) => {
      const row = await shell.store.inbox.row(id);
      if (row !== null) await claimed(row);
    },
    claimed,
    alarm: async (id, revision) => {
      await introductions.unknown();
      const aftermath = await walkDeadline(shell, id, revision);
      if (aftermath === null) shell.logger.debug({ deadlineId: id, revision }, 'Stale alarm');
      else await afterCommit(shell, aftermath, deliver);
    },
    failure: async (failure) => {
      const aftermath = await walkFailure(shell, failure);
      if (aftermath !== null) await afterCommit(shell, aftermath, deliver);
    },
  };
}

async function inboxFailed(shell: Shell, row: InboxRow, error: unknown): Promise<void> {
  const tries = row.tries + 1;
  const because = error instanceof Error ? error.name : 'unknown';
  const again = nextTry(shell.clock(), tries);
  shell.metrics.errors.inc({ kind: 'inbox' });
  shell.logger.error({ err: error, inboxId: row.id, tries }, 'A happening could not be walked');
  await shell.store.inbox.failed(row.id, because, again);
  if (again === null)
    await shell.operator('A happening was given up after eight tries. See: groundrules retry', { inboxId: row.id });
}
