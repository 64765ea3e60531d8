/**
 * How each manager wishes to hear that agreed times have passed: every breach at once, a summary by hour or day, quiet hours.
 * Shows and keeps the choice. It sends nothing and holds nothing back itself: whoever sends asks `engine/notice-choice.ts`.
 */
import type { Rule, Trigger } from '../../engine/rule.ts';
import { levels } from './choose.ts';
import { decide } from './decide.ts';
import { type Facts, load } from './load.ts';
import { views } from './views.ts';

// Who hears of anything as a manager is decided here: an agreement may name managers of its own.
const triggers: Trigger[] = [
  { on: 'CommandGiven', word: 'notices', who: 'staff' },
  ...[...levels, 'quiet', 'undo'].map((name) => {
    return { on: 'ButtonPressed' as const, action: `notices-${name}`, who: 'staff' as const };
  }),
  { on: 'FormSubmitted', form: 'notices-quiet', who: 'staff' },
];

export const noticesRule: Rule<Facts> = { name: 'notices', config: null, triggers, load, decide, views };
