/**
 * Leaves staff in peace out of hours: keeps what they write in the evening and posts it at the next opening under their
 * name, tells them once an evening that it can, and counts for them how often they wrote late. It never posts as somebody,
 * never holds back what people send themselves, and scolds nobody.
 */
import type { Rule, Trigger } from '../../engine/rule.ts';
import { decide } from './decide.ts';
import { explain } from './explain.ts';
import { ruleName } from './kept.ts';
import { type Facts, load } from './load.ts';
import { views } from './views/index.ts';

const buttons = [
  'send-at-opening',
  'later-edit',
  'later-cancel',
  'later-undo',
  'later-send-now',
  'nudges-on',
  'nudges-off',
];

const triggers: Trigger[] = [
  { on: 'CommandGiven', word: 'later', who: 'staff' },
  { on: 'ShortcutUsed', shortcut: 'send-at-opening', who: 'staff' },
  ...buttons.map((action) => ({ on: 'ButtonPressed' as const, action, who: 'staff' as const })),
  { on: 'FormSubmitted', form: 'send-at-opening', who: 'staff' },
  { on: 'FormSubmitted', form: 'later-edit', who: 'staff' },
  { on: 'MessagePosted' },
  { on: 'DeadlineDue' },
  { on: 'DeliveryFailed' },
  { on: 'AgreementApplied' },
];

export const later: Rule<Facts> = { name: ruleName, config: null, triggers, load, decide, explain, views };
