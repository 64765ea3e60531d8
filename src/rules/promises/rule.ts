/**
 * Holding replies: who writes "answer by Thursday 15:00" to a client is offered, privately, to be reminded of it. Pressed, it
 * is a promise with a time of its own, kept by the next reply there, and counted. It deliberately promises nothing by
 * itself, says nothing to the client, and changes no response window: the holding reply has met that already.
 */
import type { Rule, Trigger } from '../../engine/rule.ts';
import { decide } from './decide.ts';
import { explain } from './explain.ts';
import { type Facts, load } from './load.ts';
import { ruleName } from './record.ts';
import { views } from './views.ts';

const presses = ['promise-remind', 'promise-other', 'promise-no', 'promise-undo', 'promise-done'];

const triggers: Trigger[] = [
  { on: 'CommandGiven', word: 'promises', who: 'staff' },
  ...presses.map((action) => ({ on: 'ButtonPressed' as const, action, who: 'staff' as const })),
  { on: 'FormSubmitted', form: 'promise-time', who: 'staff' },
  { on: 'MessagePosted' },
  { on: 'MessageEdited' },
  { on: 'MessageDeleted' },
  { on: 'ReactionChanged' },
  { on: 'ConversationMarked' },
  { on: 'DeadlineDue' },
  { on: 'DeliveryFailed' },
];

export const promises: Rule<Facts> = { name: ruleName, config: null, triggers, load, decide, explain, views };
