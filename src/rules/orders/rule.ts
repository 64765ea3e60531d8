/**
 * Offers the client a change of the scope list, and keeps what both companies decided about it. It decides nothing by
 * words, and asks nobody for work before the client has said yes.
 */
import type { Rule, Trigger } from '../../engine/rule.ts';
import { ordersSection } from './config.ts';
import { decide } from './decide.ts';
import { explain } from './explain.ts';
import { type Facts, load, ruleName } from './load.ts';
import { views } from './views/index.ts';

export { ordersSection };

const triggers: Trigger[] = [
  { on: 'CommandGiven', word: 'offer', who: 'staff' },
  { on: 'CommandGiven', word: 'changes', who: 'staff' },
  // Both sides ask for what they decided; each is shown their own alone.
  { on: 'CommandGiven', word: 'decisions', who: 'anyone' },
  { on: 'ButtonPressed', action: 'offer-change', who: 'staff' },
  { on: 'FormSubmitted', form: 'order-form', who: 'staff' },
  { on: 'FormSubmitted', form: 'order-preview', who: 'staff' },
  { on: 'ButtonPressed', action: 'order-edit', who: 'staff' },
  { on: 'ButtonPressed', action: 'order-throw-away', who: 'staff' },
  { on: 'ButtonPressed', action: 'order-withdraw', who: 'staff' },
  { on: 'ButtonPressed', action: 'order-remind', who: 'staff' },
  { on: 'ButtonPressed', action: 'order-put', who: 'staff' },
  // Everybody in the channel sees these; who may decide is decided here.
  { on: 'ButtonPressed', action: 'order-accept', who: 'anyone' },
  { on: 'ButtonPressed', action: 'order-decline', who: 'anyone' },
  { on: 'ButtonPressed', action: 'order-again', who: 'anyone' },
  { on: 'MessagePosted' },
  { on: 'MessageDeleted' },
  { on: 'DeadlineDue' },
  { on: 'DeliveryFailed' },
];

export const ordersRule: Rule<Facts> = {
  name: ruleName,
  config: ordersSection.schema,
  triggers,
  load,
  decide,
  explain,
  views,
};
