/**
 * Why? of one message: how it was read, what it belongs to, what staff did with it, and what every rule concluded, each
 * in its own words. Changes nothing and keeps nothing.
 */
import type { Rule } from '../../engine/rule.ts';
import { decide } from './decide.ts';
import { type Facts, load } from './load.ts';
import { type Explain, whyView } from './views.ts';

/** Makes the rule; it is handed those whose reasons it may have to say. */
export function whyRule(speaking: readonly Pick<Rule, 'name' | 'explain'>[]): Rule<Facts> {
  const explain: Explain = ({ rule, reason }, reader) =>
    speaking.find(({ name }) => name === rule)?.explain?.(reason, reader) ?? null;
  return {
    name: 'why',
    config: null,
    triggers: [
      { on: 'CommandGiven', word: 'why', who: 'staff' },
      { on: 'ShortcutUsed', shortcut: 'why', who: 'staff' },
    ],
    load,
    decide,
    views: [whyView(explain)],
  };
}
