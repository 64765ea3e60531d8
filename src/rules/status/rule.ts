/**
 * Reports on their agreed rhythm: whoever knows is asked in time, on their own clocks, reminded while they have not answered,
 * and what there is goes to its owner as a draft. It deliberately writes no report, sends nothing to a client and fills in
 * nothing that nobody said.
 */
import type { Rule, Trigger } from '../../engine/rule.ts';
import { decide } from './decide.ts';
import { type Facts, load } from './load.ts';
import { ruleName } from './record.ts';
import { views } from './views/index.ts';

const triggers: Trigger[] = [
  { on: 'CommandGiven', word: 'report', who: 'staff' },
  // For whom it counts is decided here: those who are asked, and those who serve the client.
  { on: 'ButtonPressed', action: 'status-answer', who: 'staff' },
  { on: 'ButtonPressed', action: 'status-nothing', who: 'staff' },
  { on: 'ButtonPressed', action: 'status-pass', who: 'staff' },
  { on: 'FormSubmitted', form: 'status-answer', who: 'staff' },
  { on: 'FormSubmitted', form: 'status-pass', who: 'staff' },
  { on: 'AgreementApplied' },
  { on: 'DeadlineDue' },
  { on: 'ReportChanged' },
  { on: 'PersonChanged' },
  { on: 'DeliveryFailed' },
];

export const statusRule: Rule<Facts> = {
  name: ruleName,
  config: null,
  triggers,
  load,
  decide,
  views,
};
