/**
 * The agreed hours, for whoever may see them: open or closed now, what comes next, a date, the coming week. It counts
 * nothing, promises nothing and keeps nothing; what is due under these hours is told by other rules.
 */
import type { Rule } from '../../engine/rule.ts';
import { card } from './card.ts';
import { decide } from './decide.ts';
import { type Facts, load } from './load.ts';
import { hours as hoursView } from './views/index.ts';

export const hours: Rule<Facts> = {
  name: 'hours',
  config: null,
  // Whose hours somebody may see is decided here: staff those they serve, a client their own.
  triggers: [{ on: 'CommandGiven', word: 'hours', who: 'anyone' }],
  card: [card],
  load,
  decide,
  views: [hoursView],
};
