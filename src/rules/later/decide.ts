import type { Decision, Ruling } from '../../engine/rule.ts';
import { leave, notLeft, underNewTerms } from './leaving.ts';
import type { Facts } from './load.ts';
import { nudge } from './nudges.ts';
import { requested } from './requests.ts';

/** Answers whoever asks, lets go what is due, says what did not leave, and nudges. */
export function decide({ event, facts, agreement, now }: Decision<Facts>): Ruling[] {
  switch (facts.kind) {
    case 'request':
      return [requested(event, facts, now)];
    case 'posted':
      return event.kind === 'MessagePosted' ? nudge(facts, event, now) : [];
    case 'agreed':
      return agreement === null ? [] : underNewTerms(facts.pending, agreement, now);
    case 'leaving':
      if (agreement === null) return [];
      return event.kind === 'DeliveryFailed' ? notLeft(event, facts, agreement, now) : leave(facts, agreement, now);
    case 'nothing':
      return [];
  }
}
