/**
 * What comes with a client in the next weeks, of whatever kind, and what was left out while nothing ran. It deliberately
 * plans nothing and changes nothing: each thing is the matter of its own rule.
 */
import type { Rule } from '../../engine/rule.ts';
import { decide } from './decide.ts';
import { type Facts, load } from './load.ts';
import { views } from './views/index.ts';

export const rhythmRule: Rule<Facts> = {
  name: 'rhythm',
  // The section of this name is every rule's that plans something in it.
  config: null,
  triggers: [{ on: 'CommandGiven', word: 'rhythm', who: 'staff' }],
  load,
  decide,
  views,
};
