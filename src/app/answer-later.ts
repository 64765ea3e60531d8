/** Whoever asked while their client was busy, or while we died, is answered privately once their request has walked from the inbox. */
import type { IncomingRequest } from '../engine/incoming.ts';
import type { InboxRow } from '../engine/store-port.ts';
import type { Asked } from './corridor.ts';
import { dataOf } from './door.ts';
import { drawMessage, readerOf } from './draw.ts';
import type { Shell } from './shell.ts';

type Answered = Pick<Asked, 'answer' | 'clientId'>;

/** An answer that comes later than this (milliseconds) is to a question nobody remembers. */
const WORTH_ANSWERING = 30 * 60_000;

/** Answers by direct message, once, whatever becomes of it. A form can no longer be opened: they are asked to press again. */
export async function answerLater(
  shell: Shell,
  asked: Answered,
  row: InboxRow,
  { by }: IncomingRequest,
): Promise<void> {
  if (shell.clock() - row.receivedAt > WORTH_ANSWERING) return;
  try {
    const rendered = await drawn(shell, asked, by);
    if (rendered !== null) await shell.slack.sender.post({ userId: by }, rendered, `answer:${row.key}`);
  } catch (error) {
    shell.logger.warn({ err: error, inboxId: row.id }, 'A late answer could not be given');
  }
}

async function drawn(shell: Shell, { answer, clientId }: Answered, by: string) {
  if (answer.how === 'plainly') return null;
  if (answer.how === 'field-errors') return { text: Object.values(answer.errors).join('\n'), blocks: [] };
  const reader = await readerOf(shell, by, clientId);
  if (answer.how !== 'privately') return drawMessage(shell, 'try-again', {}, reader);
  return drawMessage(shell, answer.view, dataOf(answer), reader);
}
