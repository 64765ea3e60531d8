/** Taking a press back: for a quarter of an hour, by anyone of the staff, from the notice or from the private answer. */
import type { MarkName } from '../../engine/effect.ts';
import type { WrittenMessage } from '../../engine/facts.ts';

/** How long a press can be undone, in milliseconds. */
export const undoTime = 15 * 60_000;

/** The marks that a press makes and *undo* takes back. */
export const undoable = [
  'taken',
  'waiting-on-client',
  'resumed',
  'not-a-request',
  'elsewhere',
  'handed',
  'remind',
  'changed',
  'track',
] as const satisfies readonly MarkName[];

/** An undo button's action is this and the mark's name. */
export const undoPrefix = 'undo-';

export type Press = WrittenMessage['marks'][number] & { place: { channelId: string; ts: string } };

/** Every press on these messages, oldest first, those taken back too. Reactions are taken back in Slack itself. */
export function pressesOn(messages: readonly WrittenMessage[]): Press[] {
  return messages
    .flatMap(({ channelId, ts, marks }) => marks.map((mark) => ({ ...mark, place: { channelId, ts } })))
    .filter(({ id }) => !id.startsWith('reaction:'))
    .sort((a, b) => a.at - b.at);
}
