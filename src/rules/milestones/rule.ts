/**
 * Milestones, the days that both sides set at the start: their owner is asked ahead how they stand, the client reads that
 * one is reached and what to look at, and of a day that slips before it has come. It deliberately tells the client nothing
 * that nobody of the staff wrote, and changes no agreement.
 */
import type { Rule, Trigger } from '../../engine/rule.ts';
import { card } from './card.ts';
import { decide } from './decide.ts';
import { type Facts, load } from './load.ts';
import { ruleName } from './record.ts';
import { views } from './views/index.ts';

const triggers: Trigger[] = [
  { on: 'CommandGiven', word: 'milestones', who: 'staff' },
  { on: 'ButtonPressed', action: 'milestone-reached', who: 'staff' },
  { on: 'ButtonPressed', action: 'milestone-slip', who: 'staff' },
  { on: 'ButtonPressed', action: 'milestone-on-track', who: 'staff' },
  { on: 'ButtonPressed', action: 'milestone-undo', who: 'staff' },
  { on: 'ButtonPressed', action: 'milestone-again', who: 'staff' },
  { on: 'FormSubmitted', form: 'milestone-reached', who: 'staff' },
  { on: 'FormSubmitted', form: 'milestone-slip', who: 'staff' },
  { on: 'FormSubmitted', form: 'milestone-preview', who: 'staff' },
  { on: 'AgreementApplied' },
  { on: 'DeadlineDue' },
  { on: 'DeliveryFailed' },
];

export const milestonesRule: Rule<Facts> = {
  name: ruleName,
  config: null,
  triggers,
  load,
  decide,
  views,
  card: [card],
};
