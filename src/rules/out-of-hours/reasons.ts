/** Why a client's message got a reply, or none, as it is recorded. */
export const reasonNames = [
  'replied',
  'already-told',
  'staff-there',
  'open-again',
  'emergency',
  'withdrawn',
  'not-sent',
] as const;
export type ReasonName = (typeof reasonNames)[number];
