/** Whoever asked while their client was busy, or while we died, is answered privately once their request has walked from the inbox. */
import type { Answer } from '../engine/effect.ts';
import type { IncomingRequest } from '../engine/incoming.ts';
import type { InboxRow } from '../engine/store-port.ts';
import { drawMessage, readerOf } from './draw.ts';
import type { Shell } from './shell.ts';

/** An answer that comes later than this (milliseconds) is to a question nobody remembers. */
const WORTH_ANSWERING = 30 * 60_000;

/** Answers by direct message, once, whatever becomes of it. A form can no longer be opened: they will press again. */
export async function answerLater(shell: Shell, answer: Answer, row: InboxRow, { by }: IncomingRequest): Promise<void> {
  if (shell.clock() - row.receivedAt > WORTH_ANSWERING) return;
  try {
    const rendered = await drawn(shell, answer, by);
    if (rendered !== null) await shell.slack.sender.post({ userId: by }, rendered, `answer:${row.key}`);
  } catch (error) {
    shell.logger.warn({ err: error, inboxId: row.id }, 'A late answer could not be given');
  }
}

async function drawn(shell: Shell, answer: Answer, by: string) {
  if (answer.how === 'field-errors') return { text: Object.values(answer.errors).join('\n'), blocks: [] };
  if (answer.how !== 'privately') return null;
  return drawMessage(shell, answer.view, answer.data, await readerOf(shell, by, null));
}
