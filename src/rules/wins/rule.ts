/**
 * What went well, the client's wins and the agency's: raised by either side, posted once in the client's channel with who
 * made it, and taken back by whoever serves the client. It deliberately finds no wins by itself, ranks nobody, and never
 * speaks into a channel where the client waits or has an emergency.
 */
import { winsSection } from '../../agreement/wins.ts';
import type { Rule, Trigger } from '../../engine/rule.ts';
import { decide } from './decide.ts';
import { explain } from './explain.ts';
import { type Facts, load } from './load.ts';
import { ruleName } from './record.ts';
import { views } from './views/index.ts';

export { winsSection };

const triggers: Trigger[] = [
  { on: 'CommandGiven', word: 'win', who: 'staff' },
  { on: 'CommandGiven', word: 'wins', who: 'staff' },
  { on: 'ShortcutUsed', shortcut: 'celebrate', who: 'staff' },
  { on: 'FormSubmitted', form: 'win', who: 'staff' },
  { on: 'ButtonPressed', action: 'win-post', who: 'staff' },
  { on: 'ButtonPressed', action: 'win-leave', who: 'staff' },
  { on: 'ButtonPressed', action: 'win-take-back', who: 'staff' },
  ...['post', 'leave', 'all', 'skip', 'take-back'].map((what) => ({
    ...{ on: 'ButtonPressed' as const, action: `wins-card-${what}`, who: 'staff' as const },
  })),
  { on: 'AgreementApplied' },
  { on: 'DeadlineDue' },
  { on: 'ReactionChanged' },
  { on: 'MessagePosted' },
  { on: 'MessageDeleted' },
  { on: 'DeliveryFailed' },
];

export const winsRule: Rule<Facts> = {
  name: ruleName,
  config: winsSection.schema,
  triggers,
  load,
  decide,
  explain,
  views,
};
