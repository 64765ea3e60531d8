/**
 * What is part of the agreement and what is not: the list on the card and for staff, what is used of its allowances, and
 * what is given as a favour. It compares no message with the list, and says nothing to the client.
 */
import { scopeSection } from '../../agreement/scope-list.ts';
import type { Rule, Trigger } from '../../engine/rule.ts';
import { card } from './card.ts';
import { decide } from './decide.ts';
import { type Facts, load, ruleName } from './load.ts';
import { views } from './views/index.ts';

export { scopeSection };

const triggers: Trigger[] = [
  { on: 'CommandGiven', word: 'scope', who: 'staff' },
  { on: 'CommandGiven', word: 'used', who: 'staff' },
  { on: 'CommandGiven', word: 'favour', who: 'staff' },
  { on: 'CommandGiven', word: 'favours', who: 'staff' },
  { on: 'ShortcutUsed', shortcut: 'count-as-used', who: 'staff' },
  // These four stand on any rule's messages, with a message as their value: `engine/message-subject.ts`.
  { on: 'ButtonPressed', action: 'scope-used', who: 'staff' },
  { on: 'ButtonPressed', action: 'scope-used-more', who: 'staff' },
  { on: 'ButtonPressed', action: 'scope-favour', who: 'staff' },
  { on: 'ButtonPressed', action: 'scope-favour-more', who: 'staff' },
  { on: 'FormSubmitted', form: 'scope-used', who: 'staff' },
  { on: 'FormSubmitted', form: 'scope-favour', who: 'staff' },
  // That it takes owner, backup or a manager is decided here.
  { on: 'FormSubmitted', form: 'scope-item', who: 'staff' },
  { on: 'FormSubmitted', form: 'scope-import', who: 'staff' },
  { on: 'FormSubmitted', form: 'scope-import-confirm', who: 'staff' },
  { on: 'ButtonPressed', action: 'scope-import-undo', who: 'staff' },
  { on: 'ButtonPressed', action: 'scope-undo', who: 'staff' },
  { on: 'DeadlineDue' },
  { on: 'DeliveryFailed' },
];

export const scopeRule: Rule<Facts> = {
  name: ruleName,
  config: scopeSection.schema,
  triggers,
  card: [card],
  load,
  decide,
  views,
};
