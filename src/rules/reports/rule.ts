/**
 * A report that was collected goes to the client: its owner looks it over, it is posted at its hour, pinned as the latest,
 * and can be read again later. It deliberately asks nobody for their part, and sends nothing that nobody approved unless the
 * agreement says so.
 */
import type { Rule, Trigger } from '../../engine/rule.ts';
import { ruleName } from './config.ts';
import { decide } from './decide.ts';
import { type Facts, load } from './load.ts';
import { views } from './views/index.ts';

const triggers: Trigger[] = [
  { on: 'ReportChanged' },
  { on: 'GoalNoted' },
  { on: 'AgreementApplied' },
  { on: 'DeadlineDue' },
  { on: 'DeliveryFailed' },
  { on: 'CommandGiven', word: 'reports', who: 'staff' },
  { on: 'ButtonPressed', action: 'report-approve', who: 'staff' },
  { on: 'ButtonPressed', action: 'report-unapprove', who: 'staff' },
  { on: 'ButtonPressed', action: 'report-send', who: 'staff' },
  { on: 'ButtonPressed', action: 'report-edit', who: 'staff' },
  { on: 'ButtonPressed', action: 'report-skip', who: 'staff' },
  { on: 'ButtonPressed', action: 'report-take-up', who: 'staff' },
  { on: 'ButtonPressed', action: 'report-read', who: 'staff' },
  { on: 'ButtonPressed', action: 'report-markdown', who: 'staff' },
  { on: 'ButtonPressed', action: 'report-page', who: 'staff' },
  { on: 'ButtonPressed', action: 'reports-older', who: 'staff' },
  // It stands below the report where both sides read; whose channel it is, is asked here.
  { on: 'ButtonPressed', action: 'report-earlier', who: 'anyone' },
  { on: 'FormSubmitted', form: 'report-edit', who: 'staff' },
  { on: 'FormSubmitted', form: 'report-skip', who: 'staff' },
];

export const reportsRule: Rule<Facts> = { name: ruleName, config: null, triggers, load, decide, views };
