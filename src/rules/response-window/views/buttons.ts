import type { ActionsBlock, Button } from '@slack/types';
import { button as carrying } from '../../../engine/blocks.ts';
import type { Reader } from '../../../engine/rule.ts';
import { undoPrefix } from '../undo.ts';
import { type Key, say } from '../words.ts';
import { pressName } from './lines.ts';
import type { Matter } from './matter.ts';

type Action =
  | 'taken'
  | 'waiting-on-client'
  | 'resumed'
  | 'elsewhere'
  | 'not-a-request'
  | 'remind'
  | 'hand-to'
  | 'change';

/** The buttons on a notice: all that makes sense while it waits, only *undo* once it rests; null where none does. */
export function buttonsOf(matter: Matter, reader: Reader): ActionsBlock | null {
  const undo = matter.lastPress === null ? [] : [undoButton(matter.lastPress.name, matter.subject, reader)];
  const waits = matter.conversation.settled === null && matter.reply.state === 'pending';
  const actions: Action[] = waits ? actionsFor(matter, reader) : [];
  const elements = [...actions.map((action) => button(action, matter.subject, reader)), ...undo];
  return elements.length === 0 ? null : { type: 'actions', elements };
}

/** The few that fit where several matters share one message. */
export function fewButtons(matter: Matter, reader: Reader): ActionsBlock {
  const wanted = actionsFor(matter, reader).filter((action) => action !== 'remind' && action !== 'hand-to');
  return { type: 'actions', elements: wanted.map((action) => button(action, matter.subject, reader)) };
}

/** Takes a press back. */
export function undoButton(mark: string, subject: string, reader: Reader): Button {
  const text = say(reader.language, 'button.undo', { press: pressName(mark, reader) });
  return carrying(`${undoPrefix}${mark}`, text, subject);
}

function actionsFor({ conversation, reply }: Matter, reader: Reader): Action[] {
  return [
    ...(conversation.takenBy === reader.userId ? [] : (['taken'] as const)),
    reply.data.pausedSince === null ? 'waiting-on-client' : 'resumed',
    'elsewhere',
    'not-a-request',
    'remind',
    'hand-to',
    'change',
  ];
}

function button(action: Action, subject: string, reader: Reader): Button {
  const made = carrying(action, say(reader.language, `button.${action}` satisfies Key), subject);
  return action === 'taken' ? { ...made, style: 'primary' } : made;
}
