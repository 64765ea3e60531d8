/**
 * Emergencies: raised by a client or by staff, paged step by step until somebody has it, and kept before the client's eyes until
 * it is over. By reading a message it wakes nobody unless that is agreed; it asks whether it is one, and decides nothing
 * about that.
 */
import { emergencySection } from '../../agreement/emergency.ts';
import type { Rule, Trigger } from '../../engine/rule.ts';
import { card } from './card.ts';
import { drillForm, ruleName } from './config.ts';
import { decide } from './decide.ts';
import { explain } from './explain.ts';
import { type Facts, load } from './load.ts';
import { views } from './views/index.ts';

const triggers: Trigger[] = [
  // Everybody in the channel sees the button; for whom it counts is decided here.
  { on: 'ButtonPressed', action: 'raise-emergency', who: 'anyone' },
  { on: 'FormSubmitted', form: 'emergency', who: 'anyone' },
  { on: 'CommandGiven', word: 'emergency', who: 'staff' },
  { on: 'ShortcutUsed', shortcut: 'raise-emergency', who: 'staff' },
  { on: 'MessagePosted' },
  { on: 'MessageEdited' },
  { on: 'MessageDeleted' },
  { on: 'ReactionChanged' },
  { on: 'ConversationMarked' },
  { on: 'IncidentChanged' },
  { on: 'ButtonPressed', action: 'emergency-none', who: 'staff' },
  { on: 'CommandGiven', word: 'incident', who: 'staff' },
  { on: 'CommandGiven', word: 'incidents', who: 'staff' },
  // Whoever was paged may, and whoever works for the client: decided here.
  { on: 'ButtonPressed', action: 'emergency-have', who: 'staff' },
  { on: 'ButtonPressed', action: 'emergency-pass', who: 'staff' },
  { on: 'ButtonPressed', action: 'emergency-add', who: 'staff' },
  { on: 'ButtonPressed', action: 'emergency-update', who: 'staff' },
  { on: 'ButtonPressed', action: 'emergency-resolve', who: 'staff' },
  { on: 'ButtonPressed', action: 'emergency-false-alarm', who: 'staff' },
  { on: 'ButtonPressed', action: 'emergency-severity', who: 'staff' },
  { on: 'FormSubmitted', form: 'emergency-add', who: 'staff' },
  { on: 'FormSubmitted', form: 'emergency-update', who: 'staff' },
  { on: 'FormSubmitted', form: drillForm, who: 'staff' },
  { on: 'FormSubmitted', form: 'emergency-drill-end', who: 'staff' },
  { on: 'DeadlineDue' },
  { on: 'DeliveryFailed' },
  { on: 'PageFailed' },
];

export const emergenciesRule: Rule<Facts> = {
  name: ruleName,
  config: emergencySection.schema,
  triggers,
  card: [card],
  load,
  decide,
  explain,
  views,
};
