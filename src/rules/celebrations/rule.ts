/**
 * Celebrates what both sides may be glad about on its day: anniversaries, round numbers, and people's own days where they
 * wish it; moved off closed days, worded anew each time, and never into trouble. It deliberately makes nothing up: wins that
 * people raise are another rule's, and nobody's day is known that they did not give.
 */
import { celebrationsSection } from '../../agreement/celebrations.ts';
import type { Rule, Trigger } from '../../engine/rule.ts';
import { decide } from './decide.ts';
import { type Facts, load } from './load.ts';
import { ruleName } from './record.ts';
import { views } from './views/index.ts';

export { celebrationsSection };

const triggers: Trigger[] = [
  // What is celebrated with a client is shown to those who serve them; what is known of somebody, to themselves.
  { on: 'CommandGiven', word: 'celebrate', who: 'anyone' },
  { on: 'ButtonPressed', action: 'celebrate-me', who: 'anyone' },
  { on: 'ButtonPressed', action: 'celebrate-me-off', who: 'anyone' },
  { on: 'FormSubmitted', form: 'celebrate-me', who: 'anyone' },
  { on: 'ButtonPressed', action: 'celebration-post', who: 'staff' },
  { on: 'ButtonPressed', action: 'celebration-let-be', who: 'staff' },
  { on: 'ButtonPressed', action: 'celebration-take-back', who: 'staff' },
  { on: 'AgreementApplied' },
  { on: 'ScopeCounted' },
  { on: 'DeadlineDue' },
  { on: 'DeliveryFailed' },
];

export const celebrationsRule: Rule<Facts> = {
  name: ruleName,
  config: celebrationsSection.schema,
  triggers,
  load,
  decide,
  views,
};
