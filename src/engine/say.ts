/**
 * The plain way to say something: wanted in any case, alone, nothing read from Slack before, looked up when it is unknown
 * whether it left. It deliberately decides neither who hears it nor what of this is otherwise.
 */
import type { Say } from './effect.ts';

/** Completes a *say*; what is given beats what is usual. */
export function plainSay(
  said: Pick<Say, 'key' | 'to' | 'audience' | 'view' | 'data'> & Partial<Omit<Say, 'kind'>>,
): Say {
  return {
    kind: 'say',
    permission: null,
    priority: 'normal',
    wantedWhile: null,
    hearFirst: null,
    bundle: null,
    unknownOutcome: 'look-up',
    ...said,
  };
}
