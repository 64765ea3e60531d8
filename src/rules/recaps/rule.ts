/**
 * What came out of a meeting: whoever has the client writes it when it is over, the client confirms it with one press, what
 * was decided goes into the log of both companies, and who does what is not forgotten. It deliberately writes no minutes,
 * and posts nothing that nobody of the agency looked at.
 */
import type { Rule, Trigger } from '../../engine/rule.ts';
import { decide } from './decide.ts';
import { type Facts, load } from './load.ts';
import { ruleName } from './record.ts';
import { views } from './views/index.ts';

const triggers: Trigger[] = [
  { on: 'MeetingHeld' },
  { on: 'CommandGiven', word: 'recap', who: 'staff' },
  { on: 'CommandGiven', word: 'actions', who: 'staff' },
  { on: 'ButtonPressed', action: 'recap-write', who: 'staff' },
  { on: 'ButtonPressed', action: 'recap-rows', who: 'staff' },
  { on: 'ButtonPressed', action: 'recap-look', who: 'staff' },
  { on: 'ButtonPressed', action: 'recap-nothing', who: 'staff' },
  { on: 'ButtonPressed', action: 'recap-after-all', who: 'staff' },
  { on: 'ButtonPressed', action: 'recap-keep', who: 'staff' },
  { on: 'ButtonPressed', action: 'recap-done', who: 'staff' },
  { on: 'ButtonPressed', action: 'recap-not-done', who: 'staff' },
  { on: 'ButtonPressed', action: 'recap-drop', who: 'staff' },
  { on: 'FormSubmitted', form: 'recap', who: 'staff' },
  { on: 'FormSubmitted', form: 'recap-preview', who: 'staff' },
  // Everybody in the channel sees these; whose word counts is decided here.
  { on: 'ButtonPressed', action: 'recap-confirm', who: 'anyone' },
  { on: 'ButtonPressed', action: 'recap-missing', who: 'anyone' },
  { on: 'FormSubmitted', form: 'recap-missing', who: 'anyone' },
  { on: 'MessageDeleted' },
  { on: 'DeadlineDue' },
  { on: 'DeliveryFailed' },
];

export const recapsRule: Rule<Facts> = { name: ruleName, config: null, triggers, load, decide, views };
