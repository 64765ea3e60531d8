/**
 * Tells a client's owner what became of a shared channel: renamed, shared, another id, or no longer heard. Compares with
 * what was told before, so that each change is told once; it deliberately stops no clock and posts nothing to clients.
 */
import type { Rule } from '../../engine/rule.ts';
import { decide } from './decide.ts';
import { type Facts, load, ruleName } from './load.ts';
import { views } from './views.ts';

export const channelsRule: Rule<Facts> = {
  name: ruleName,
  config: null,
  triggers: [{ on: 'ChannelChanged' }, { on: 'AgreementApplied' }, { on: 'DeliveryFailed' }],
  load,
  decide,
  views,
};
