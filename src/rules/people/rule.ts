/**
 * Who is who in a client's channels: shows how everybody is seen and why, lets staff correct it, and asks the owner once
 * about somebody whose side nobody named, and tells a manager once when owner or backup are gone. A correction changes the agreement's own list of people, as a new version. It
 * decides nothing about messages or waits: those are judged again by whoever they belong to.
 */
import type { Rule, Trigger } from '../../engine/rule.ts';
import { decide } from './decide.ts';
import { explain } from './explain.ts';
import { type Facts, load, ruleName } from './load.ts';
import { sides } from './sides.ts';
import { views } from './views/index.ts';

const triggers: Trigger[] = [
  { on: 'CommandGiven', word: 'people', who: 'staff' },
  { on: 'ButtonPressed', action: 'people-correct', who: 'staff' },
  { on: 'FormSubmitted', form: 'people-correct', who: 'staff' },
  ...sides.map((side) => ({ on: 'ButtonPressed' as const, action: `people-${side}`, who: 'staff' as const })),
  { on: 'MessagePosted' },
  { on: 'PersonChanged' },
  { on: 'AgreementApplied' },
  { on: 'DeliveryFailed' },
];

export const people: Rule<Facts> = {
  name: ruleName,
  config: null,
  triggers,
  load,
  decide,
  explain,
  views,
};
