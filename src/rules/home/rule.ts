/**
 * The home tab: what waits on whoever opens it, soonest first, or what was agreed with them. Draws and remembers how each
 * person wants it drawn; decides nothing about questions and keeps nothing about them.
 */
import { homeRule } from '../../engine/home-tab.ts';
import type { Rule } from '../../engine/rule.ts';
import { decide } from './decide.ts';
import { type Facts, load } from './load.ts';
import type { Agreed } from './views/agreed.ts';
import { homeView } from './views/index.ts';

/** Makes the rule; it is handed how what was agreed is shown. */
export function homeRuleOf(agreed: Agreed): Rule<Facts> {
  return {
    name: homeRule,
    config: null,
    triggers: [
      { on: 'HomeOpened' },
      // They change nothing but how somebody's own page looks, which is drawn by what they may see then.
      { on: 'ButtonPressed', action: 'home-filter', who: 'anyone' },
      { on: 'ButtonPressed', action: 'home-previous', who: 'anyone' },
      { on: 'ButtonPressed', action: 'home-next', who: 'anyone' },
    ],
    load,
    decide,
    views: [homeView(agreed)],
  };
}
