/**
 * Goals, what both sides call success: staff enter what each came to in a month with a sentence on what it means, everybody who
 * serves the client sees the way so far, and the owner hears when one is reached. It deliberately reads no figures anywhere
 * by itself and posts none: the client reads them in their report.
 */
import { goalsSection } from '../../agreement/goals.ts';
import { enterGoals } from '../../engine/goal-entry.ts';
import type { Rule, Trigger } from '../../engine/rule.ts';
import { card } from './card.ts';
import { decide } from './decide.ts';
import { type Facts, load } from './load.ts';
import { views } from './views/index.ts';

const triggers: Trigger[] = [
  { on: 'CommandGiven', word: 'goals', who: 'staff' },
  { on: 'ButtonPressed', action: enterGoals, who: 'staff' },
  { on: 'FormSubmitted', form: 'goals', who: 'staff' },
  { on: 'GoalNoted' },
  { on: 'DeliveryFailed' },
];

export const goalsRule: Rule<Facts> = {
  name: 'goals',
  config: goalsSection.schema,
  triggers,
  load,
  decide,
  views,
  card: [card],
};
