/**
 * Who is away and who stands in: noted down by a command, begun and ended at its time. Whoever stands in hears once what is
 * open, whoever is back hears what is. Which notices go to whom meanwhile is asked of `engine/absence.ts` by the rules that
 * send them; this rule decides nothing about them, and the client sees nothing of it.
 */
import type { Rule, Trigger } from '../../engine/rule.ts';
import { decide } from './decide.ts';
import { type Facts, load, ruleName } from './load.ts';
import { views } from './views/index.ts';

const triggers: Trigger[] = [
  // For whom somebody may say it is decided here: for themselves, and managers for those they manage.
  { on: 'CommandGiven', word: 'away', who: 'staff' },
  { on: 'ButtonPressed', action: 'away-back', who: 'staff' },
  { on: 'DeadlineDue' },
  { on: 'DeliveryFailed' },
  { on: 'MessagePosted' },
  { on: 'MessageEdited' },
  { on: 'MessageDeleted' },
  { on: 'ReactionChanged' },
  { on: 'ConversationMarked' },
];

export const away: Rule<Facts> = { name: ruleName, config: null, triggers, load, decide, views };
