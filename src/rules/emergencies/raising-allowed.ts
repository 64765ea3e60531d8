/** Whether an emergency, or a drill, can begin there. */
import type { RaiseFacts } from './load.ts';

/** Why none can be raised there; null where it can. */
export function whyNot({ agreement, channel, mayRaise }: RaiseFacts): 'not-yours' | 'not-active' | 'no-channel' | null {
  if (!mayRaise) return 'not-yours';
  if (agreement.status !== 'active') return 'not-active';
  return channel?.role !== 'shared' || channel.isArchived ? 'no-channel' : null;
}
