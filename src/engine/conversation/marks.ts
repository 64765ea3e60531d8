/**
 * What staff's presses and reactions do to the conversation of the message they are on. Marks that do not count never come
 * here. A mark on what has come to rest, or on a message in which nobody waits, deliberately does nothing, but *track*.
 */

import type { MarkName } from '../effect.ts';
import type { Happening } from './happenings.ts';
import type { Conversation, MarkRow, Settled } from './model.ts';
import { open, pause, resume, settle, type Wait, type Waits } from './waits.ts';

type Marked = Extract<Happening, { kind: 'marked' }>;

const settling: Partial<Record<MarkName, Settled['how']>> = {
  done: 'marked-done',
  elsewhere: 'answered-elsewhere',
  'not-a-request': 'not-a-request',
};

/** Lets one mark that staff made do to what waits what it stands for; marks on what is settled change nothing. */
export function applyMark(waits: Waits, one: Marked): void {
  const { mark, row, at } = one;
  const wait = waits.waitingWithMessage.get(row.ts);
  const how = settling[mark.name];
  if (mark.name === 'track') track(waits, one);
  else if (wait === undefined) return;
  else if (how !== undefined) settle(waits, wait, { at, how, by: mark.by });
  else change(wait, mark, at);
}

/** Staff want this message followed, whatever its words; in what waits already it stays, and their choices count there. */
function track(waits: Waits, one: Marked): void {
  const { mark, row } = one;
  const wait = waits.waitingWithMessage.get(row.ts) ?? open(waits, one, 'track');
  for (const asking of wait.asking) if (asking.ts === row.ts) asking.isTracked = true;
  choose(wait.conversation, mark.data);
}

function change(wait: Wait, mark: MarkRow, at: number): void {
  const { conversation } = wait;
  switch (mark.name) {
    case 'taken':
      conversation.takenBy = mark.by;
      break;
    case 'handed':
      if (typeof mark.data.to !== 'string') break;
      conversation.handedTo = mark.data.to;
      conversation.takenBy = null;
      break;
    case 'changed':
      choose(conversation, mark.data);
      break;
    case 'waiting-on-client':
      pause(wait, at, mark.by);
      break;
    case 'resumed':
      resume(wait, at);
      break;
  }
}

/** What the data does not name stays as it was chosen; null gives the choice back to the agreement. */
function choose({ chosen }: Conversation, { priority, owner, dueAt }: MarkRow['data']): void {
  if (typeof priority === 'string' || priority === null) chosen.priority = priority;
  if (typeof owner === 'string' || owner === null) chosen.owner = owner;
  if (typeof dueAt === 'number' || dueAt === null) chosen.dueAt = dueAt;
}
