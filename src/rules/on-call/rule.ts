/**
 * Who is on call: shown to staff, changed by them for an evening or a turn, and told to whoever goes on call. It deliberately
 * wakes nobody; whoever does asks `engine/on-call.ts` at that moment, as this rule does.
 */
import type { Rule, Trigger } from '../../engine/rule.ts';
import { decide } from './decide.ts';
import { type Facts, load, ruleName } from './load.ts';
import { views } from './views/index.ts';

const triggers: Trigger[] = [
  { on: 'CommandGiven', word: 'oncall', who: 'staff' },
  { on: 'ButtonPressed', action: 'oncall-back', who: 'staff' },
  { on: 'AgencyApplied' },
  { on: 'DeadlineDue' },
];

export const onCallRule: Rule<Facts> = { name: ruleName, config: null, triggers, load, decide, views };
