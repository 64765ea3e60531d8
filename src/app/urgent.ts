/**
 * The lane of emergencies: its own connections, its own place before everything else, and a look every second. What it does is
 * what the usual way would do, later: it is safe that both do it.
 */
import { afterCommit, type Kick } from './after.ts';
import { walkDeadline } from './corridor.ts';
import type { Deliver } from './deliver.ts';
import { createLane, type Lane } from './lane.ts';
import type { Paging } from './page.ts';
import type { Shell } from './shell.ts';

/** Fewer than there are connections, so that what waits for a client keeps no page from leaving. */
const AT_ONCE = 2;
const FOUND_AT_ONCE = 50;

/** Rings, says and pages what is urgent and due. Never throws. */
export type Urgent = Lane;

/** Makes it of a shell whose store has connections of its own. `kick` sets the usual delivery going. */
export function createUrgent(shell: Shell, parts: { deliver: Deliver; paging: Paging; kick: Kick }): Urgent {
  const { deliver, paging, kick } = parts;
  const ringing = createLane({
    find: () => shell.store.deadlines.due(shell.clock(), FOUND_AT_ONCE, 'urgent'),
    nameOf: ({ id }) => id,
    work: async ({ id, revision }) => {
      const aftermath = await walkDeadline(shell, id, revision);
      if (aftermath !== null) await afterCommit(shell, aftermath, kick);
      return aftermath !== null;
    },
    atOnce: AT_ONCE,
    failed: (error) => {
      shell.metrics.errors.inc({ kind: 'urgent' });
      shell.logger.error({ err: error }, 'Something urgent failed; it is tried again in a second');
    },
  });
  return {
    due: async () => {
      // Slack down keeps nobody from being called; what rings now sets this going once more.
      await Promise.all([paging.due(), deliver.due(), ringing.due()]);
    },
  };
}
