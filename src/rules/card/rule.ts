/**
 * The card: the agreement as both sides read it, shown privately to whoever asks, put into the client's channel when staff
 * say so, and kept current there. It notes who of the client has read it. It agrees nothing and reminds nobody.
 */
import { cardParts } from '../../engine/card.ts';
import type { Rule } from '../../engine/rule.ts';
import { cardSection } from './config.ts';
import { decide } from './decide.ts';
import { type Facts, loader } from './load.ts';
import { card } from './parts.ts';
import { ruleName } from './slots.ts';
import { cardViews } from './views/index.ts';

export { cardSection };

/** Makes the rule; it is handed those that have something to say on the card. */
export function cardRule(speaking: readonly Pick<Rule, 'card'>[]): Rule<Facts> {
  const parts = cardParts([...speaking, { card }]);
  return {
    name: ruleName,
    config: cardSection.schema,
    triggers: [
      // Whose card somebody may see is decided here: staff those they serve, a client their own.
      { on: 'CommandGiven', word: 'card', who: 'anyone' },
      { on: 'ButtonPressed', action: 'card-put', who: 'staff' },
      { on: 'ButtonPressed', action: 'card-take', who: 'staff' },
      // Everybody in the channel sees this one; for whom it counts is decided here.
      { on: 'ButtonPressed', action: 'card-read', who: 'anyone' },
      { on: 'AgreementApplied' },
      { on: 'ChannelChanged' },
      { on: 'MessageDeleted' },
      { on: 'MemberJoined' },
      { on: 'DeadlineDue' },
      { on: 'MilestoneChanged' },
      { on: 'DeliveryFailed' },
    ],
    card,
    load: loader(parts),
    decide,
    views: cardViews(parts),
  };
}
