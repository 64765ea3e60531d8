import type { Reason } from '../../engine/facts.ts';

/** What the rule concludes, as it is recorded. */
export const reasonNames = [
  'offered',
  'promised',
  'moved',
  'warned',
  'kept',
  'broken',
  'answered-late',
  'cancelled',
  'open-again',
] as const;
/** What it answers to presses; not worth telling later. */
export type ReasonName =
  | (typeof reasonNames)[number]
  | 'asked'
  | 'not-yours'
  | 'waits-for-opening'
  | 'waits-for-emergency'
  | 'let-go'
  | 'passed-on';

export const because = (name: ReasonName, data: Reason['data'] = {}): Reason => ({ name, data });
