/**
 * The agreement in force as its file, given privately to whoever works for the client. Changes nothing, and deliberately
 * gives neither earlier versions nor anything that is kept beside the agreement.
 */
import type { Rule } from '../../engine/rule.ts';
import { decide } from './decide.ts';
import { type Facts, load } from './load.ts';
import { views } from './views.ts';

export const exportRule: Rule<Facts> = {
  name: 'export',
  config: null,
  triggers: [{ on: 'CommandGiven', word: 'export', who: 'staff' }],
  load,
  decide,
  views,
};
