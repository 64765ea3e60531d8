/**
 * Setting up a client's channel and changing what was agreed, in a form in steps instead of a file: prefilled, checked as it
 * goes, kept until it counts. It makes the same file that one would write by hand and puts it into force. It deliberately
 * decides nothing about messages, knows no rule's section beyond the few lines that it asks for, and posts nothing.
 */
import type { Sections } from '../../agreement/section.ts';
import type { Rule, Trigger } from '../../engine/rule.ts';
import { decide } from './decide.ts';
import { steps } from './fields.ts';
import { type Facts, load, ruleName } from './load.ts';
import { viewsFor } from './views/index.ts';

const triggers: Trigger[] = [
  { on: 'CommandGiven', word: 'setup', who: 'staff', reads: 'members' },
  { on: 'CommandGiven', word: 'edit', who: 'staff' },
  ...steps.flatMap((step): Trigger[] => [
    { on: 'ButtonPressed', action: `setup-to-${step}`, who: 'staff' },
    { on: 'FormSubmitted', form: `setup-${step}`, who: 'staff' },
  ]),
  { on: 'FormSubmitted', form: 'setup-summary', who: 'staff' },
  { on: 'ButtonPressed', action: 'setup-throw-away', who: 'staff' },
  { on: 'ButtonPressed', action: 'setup-anew', who: 'staff' },
];

/** Makes the rule; it is handed every rule's section of the agreement, with which what is filled in is checked. */
export function setupRule(sections: Sections): Rule<Facts> {
  return {
    name: ruleName,
    config: null,
    triggers,
    load,
    decide: (input) => decide(input, sections),
    views: viewsFor(sections.flatMap(({ mayPost }) => mayPost ?? [])),
  };
}
