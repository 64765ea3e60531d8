/**
 * The out-of-hours reply: a client who asks while the office is closed learns once, in the thread, when the team is back
 * and when an answer comes. It answers nothing itself, stops no clock, and says nothing that the agreement does not permit.
 */
import type { Rule } from '../../engine/rule.ts';
import { card } from './card.ts';
import { outOfHoursSection } from './config.ts';
import { decide } from './decide.ts';
import { explain } from './explain.ts';
import { type Facts, load, ruleName } from './load.ts';
import { views } from './views.ts';

export { outOfHoursSection };

export const outOfHours: Rule<Facts> = {
  name: ruleName,
  config: outOfHoursSection.schema,
  triggers: [
    { on: 'MessagePosted' },
    { on: 'MessageEdited' },
    { on: 'MessageDeleted' },
    { on: 'DeliveryFailed' },
    { on: 'IncidentChanged' },
  ],
  card: [card],
  load,
  decide,
  explain,
  views,
};
