/**
 * Calls, visits and reviews on their agreed rhythm: the owner has an agenda the business day before, drawn from what is open,
 * shares it with the client or leaves the meeting out. It deliberately invites nobody, books no room and posts nothing to
 * the client that nobody of the staff wrote.
 */
import { rhythmSection } from '../../agreement/rhythm.ts';
import type { Rule, Trigger } from '../../engine/rule.ts';
import { decide } from './decide.ts';
import { type Facts, load } from './load.ts';
import { ruleName } from './record.ts';
import { views } from './views/index.ts';

export { rhythmSection };

const triggers: Trigger[] = [
  { on: 'ButtonPressed', action: 'meeting-share', who: 'staff' },
  { on: 'ButtonPressed', action: 'meeting-cancel', who: 'staff' },
  { on: 'ButtonPressed', action: 'meeting-restore', who: 'staff' },
  { on: 'FormSubmitted', form: 'meeting', who: 'staff' },
  { on: 'MessagePosted' },
  { on: 'MessageEdited' },
  { on: 'MessageDeleted' },
  { on: 'AgreementApplied' },
  { on: 'DeadlineDue' },
  { on: 'DeliveryFailed' },
];

export const meetingsRule: Rule<Facts> = {
  name: ruleName,
  config: rhythmSection.schema,
  triggers,
  load,
  decide,
  views,
};
