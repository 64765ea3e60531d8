/**
 * What a client asks for that is not part of the agreement, or may not be: the right person of the staff hears of it at
 * once, with the lines of the list that say so, and settles it with a press that also teaches. It deliberately says nothing
 * to the client, reads no words itself, and changes no response window.
 */
import type { Rule, Trigger } from '../../engine/rule.ts';
import { flagsSection } from './config.ts';
import { decide } from './decide.ts';
import { explain } from './explain.ts';
import { type Facts, load } from './load.ts';
import { ruleName } from './record.ts';
import { views } from './views/index.ts';

export { flagsSection };

const presses = ['flag-in', 'flag-none', 'flag-undo', 'flag-raise'];

const triggers: Trigger[] = [
  { on: 'MessagePosted' },
  { on: 'MessageEdited' },
  { on: 'MessageDeleted' },
  { on: 'IncidentChanged' },
  { on: 'Adjudicated' },
  { on: 'ShortcutUsed', shortcut: 'check-scope', who: 'staff' },
  ...presses.map((action) => ({ on: 'ButtonPressed' as const, action, who: 'staff' as const })),
  { on: 'FormSubmitted', form: 'flag-in', who: 'staff' },
  { on: 'DeliveryFailed' },
];

export const flagsRule: Rule<Facts> = {
  name: ruleName,
  config: flagsSection.schema,
  triggers,
  load,
  decide,
  explain,
  views,
};
