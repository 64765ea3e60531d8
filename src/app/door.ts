/** The door on Slack's side: claims what happened before Slack is told, and answers whoever asks us directly. */
import type { Answer } from '../engine/effect.ts';
import type { Event, EventBase, ViewData } from '../engine/event.ts';
import type { Incoming, IncomingRequest } from '../engine/incoming.ts';
import type { RequestAnswers } from '../engine/ports.ts';
import { type InboxRow, LockNotHad } from '../engine/store-port.ts';
import { afterCommit } from './after.ts';
import { claim } from './claim.ts';
import { type Asked, atTheDoor, walkRequest } from './corridor.ts';
import { drawForm, drawMessage, readerOf, readingOnce } from './draw.ts';
import type { Homes } from './homes.ts';
import type { Introductions } from './introduce.ts';
import type { Shell } from './shell.ts';

type AskedEvent = Omit<Extract<Event, { source: 'request' }>, keyof EventBase>;

export type DoorParts = {
  shell: Shell;
  introductions: Introductions;
  /** Sets claimed rows going: here, or by waking a worker. */
  begin(rows: InboxRow[]): void;
  /** Walks a request once more that could not be decided at once. */
  again(row: InboxRow): void;
  deliver(): void;
  /** Has everything else let this pass. */
  first<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Something may have been missed in every channel since this instant (epoch ms). */
  missedSince(since: number): Promise<void>;
  homes: Pick<Homes, 'afterRequest'>;
};

/** Makes the door through which everything that Slack tells us, or asks of us, comes in. */
export function createDoor(parts: DoorParts) {
  const { shell } = parts;
  /** Claimed, while Slack is being told. */
  const claimed = new Map<string, InboxRow>();
  return {
    claim: async (incoming: Incoming[], delivery: { resent: boolean }): Promise<string[]> => {
      const rows = await claim(shell, incoming, delivery.resent ? 'resent' : 'live');
      for (const row of rows) claimed.set(row.id, row);
      await shell.checkpoint('claimed');
      return rows.map((row) => row.id);
    },
    walk: (inboxIds: string[]): void => {
      const rows = inboxIds.flatMap((id) => claimed.get(id) ?? []);
      for (const id of inboxIds) claimed.delete(id);
      parts.begin(rows);
    },
    malformed: async (eventId: string | null, because: string): Promise<void> => {
      shell.metrics.errors.inc({ kind: 'malformed' });
      shell.logger.warn({ eventId, because }, 'Slack sent something that nobody understands');
      if (eventId !== null) await shell.store.inbox.malformed(`malformed:${eventId}`, because, shell.clock());
    },
    rateLimited: async (minute: number): Promise<void> => {
      shell.metrics.errors.inc({ kind: 'rate-limited' });
      await parts.missedSince(minute * 1000);
    },
    request: (incoming: IncomingRequest, answers: RequestAnswers): Promise<void> =>
      parts.first(() => request(parts, incoming, answers)),
  };
}

async function request(parts: DoorParts, incoming: IncomingRequest, answers: RequestAnswers): Promise<void> {
  const { shell } = parts;
  const [row] = await claim(shell, [incoming], 'request');
  if (row === undefined) return answers.nothing(); // the same trigger once more: pressed twice is one record
  await parts.introductions.before(incoming, row.channelId);
  try {
    const asked = await walkRequest(shell, row, await askedEvent(shell, incoming, row.channelId), atTheDoor);
    if (asked === null) return answers.nothing();
    await afterCommit(shell, asked.aftermath, parts.deliver);
    await carryOutAnswer(parts, asked, row, answers);
    // Acknowledged plainly, it has asked for the new drawing itself.
    if (asked.answer.how !== 'plainly') await parts.homes.afterRequest(incoming);
  } catch (error) {
    if (!(error instanceof LockNotHad)) throw error;
    const noted: Answer = { kind: 'answer', how: 'privately', view: 'noted', data: {} };
    await carryOutAnswer(parts, { answer: noted, clientId: null }, row, answers);
    parts.again(row);
  }
  await shell.checkpoint('answered');
}

/** What was asked, in the house's words. */
export async function askedEvent(
  shell: Shell,
  incoming: IncomingRequest,
  channelId: string | null,
): Promise<AskedEvent> {
  switch (incoming.kind) {
    case 'command':
      return { kind: 'CommandGiven', channelId, command: incoming.command, words: incoming.words } as AskedEvent;
    case 'press': {
      const on = incoming.on && (await shell.store.outbox.byPlace(incoming.on.slackChannelId, incoming.on.ts));
      const { action, value, entered } = incoming;
      const inForm = entered === undefined ? {} : { entered };
      const press = { kind: 'ButtonPressed', channelId, action, value, onKey: on?.key ?? null, ...inForm };
      return press as AskedEvent;
    }
    case 'shortcut': {
      const message = { channelId: channelId ?? '', ...incoming.message };
      return { kind: 'ShortcutUsed', channelId, shortcut: incoming.shortcut, message } as AskedEvent;
    }
    case 'form':
      return {
        kind: 'FormSubmitted',
        channelId,
        form: incoming.form,
        subject: incoming.subject,
        values: incoming.values,
      } as AskedEvent;
  }
}

/** What a private answer is drawn with: what somebody typed is given back to them and goes no further. */
export function dataOf({ data, words }: { data: ViewData; words?: string }): ViewData {
  return words === undefined ? data : { ...data, words };
}

async function carryOutAnswer(
  parts: DoorParts,
  { answer, clientId }: Pick<Asked, 'answer' | 'clientId'>,
  row: InboxRow,
  answers: RequestAnswers,
): Promise<void> {
  if (answer.how === 'plainly') return answers.nothing();
  const asker = (row.payload as IncomingRequest).by;
  const shell = readingOnce(parts.shell);
  const reader = await readerOf(shell, asker, clientId);
  if (answer.how === 'field-errors') return answers.fieldErrors(answer.errors);
  if (answer.how === 'privately') {
    const rendered = await drawMessage(shell, answer.view, dataOf(answer), reader);
    return rendered === null ? answers.nothing() : answers.privately(rendered);
  }
  const form = await drawForm(shell, answer.view, dataOf(answer), reader);
  return answer.how === 'open-form' ? answers.openForm(form) : answers.updateForm(form);
}
