/**
 * What is left of an emergency: the client is thanked and asked once, and staff write down what came of it. It judges nobody,
 * and shows the client nothing that somebody has not put before them.
 */
import type { Rule, Trigger } from '../../engine/rule.ts';
import { ruleName } from './config.ts';
import { decide } from './decide.ts';
import { explain } from './explain.ts';
import { type Facts, load } from './load.ts';
import { views } from './views/index.ts';

const triggers: Trigger[] = [
  { on: 'IncidentChanged' },
  // Everybody in the channel sees these; whose answer counts is decided here.
  { on: 'ButtonPressed', action: 'review-yes', who: 'anyone' },
  { on: 'ButtonPressed', action: 'review-not-quite', who: 'anyone' },
  { on: 'FormSubmitted', form: 'review-better', who: 'anyone' },
  { on: 'CommandGiven', word: 'review', who: 'staff' },
  { on: 'ButtonPressed', action: 'review-write', who: 'staff' },
  { on: 'ButtonPressed', action: 'review-follow-ups', who: 'staff' },
  { on: 'ButtonPressed', action: 'review-show', who: 'staff' },
  { on: 'ButtonPressed', action: 'review-take-back', who: 'staff' },
  { on: 'ButtonPressed', action: 'review-finish', who: 'staff' },
  { on: 'ButtonPressed', action: 'review-open-again', who: 'staff' },
  { on: 'ButtonPressed', action: 'review-follow-up-add', who: 'staff' },
  { on: 'ButtonPressed', action: 'review-follow-up-change', who: 'staff' },
  { on: 'ButtonPressed', action: 'review-follow-up-done', who: 'staff' },
  { on: 'ButtonPressed', action: 'review-follow-up-reopen', who: 'staff' },
  { on: 'ButtonPressed', action: 'review-follow-up-remove', who: 'staff' },
  { on: 'FormSubmitted', form: 'review-form', who: 'staff' },
  { on: 'FormSubmitted', form: 'review-preview', who: 'staff' },
  { on: 'FormSubmitted', form: 'review-follow-up', who: 'staff' },
  { on: 'DeadlineDue' },
  { on: 'DeliveryFailed' },
];

export const reviewsRule: Rule<Facts> = {
  name: ruleName,
  config: null,
  triggers,
  load,
  decide,
  explain,
  views,
};
