/**
 * The silent trial: for its first weeks the bot only watches. What it would say to a client is shown to the staff, drawn as
 * the client would have seen it, with *right* and *wrong*; `/rules trial` shows how often it was right, and managers begin
 * and end it. It deliberately holds nothing back itself: that is the gate's, so that no rule can pass by.
 */
import type { Rule, Trigger, View } from '../../engine/rule.ts';
import { decide } from './decide.ts';
import { explain } from './explain.ts';
import { type Facts, load, ruleName } from './load.ts';
import { viewsFor } from './views.ts';

const triggers: Trigger[] = [
  { on: 'CommandGiven', word: 'trial', who: 'staff' },
  { on: 'ButtonPressed', action: 'trial-right', who: 'staff' },
  { on: 'ButtonPressed', action: 'trial-wrong', who: 'staff' },
  { on: 'ButtonPressed', action: 'trial-start', who: 'manager' },
  { on: 'ButtonPressed', action: 'trial-end', who: 'manager' },
];

/** Makes the rule; it is handed those whose messages it may have to show. */
export function trialRule(speaking: readonly Pick<Rule, 'views'>[]): Rule<Facts> {
  const viewNamed = (name: string): View | null =>
    speaking.flatMap(({ views }) => views).find((view) => view.name === name) ?? null;
  return { name: ruleName, config: null, triggers, load, decide, explain, views: viewsFor(viewNamed) };
}
