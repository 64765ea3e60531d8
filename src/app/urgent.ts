/**
 * The lane of emergencies: its own connections, its own place before everything else, and a look every second. What it does is
 * what the usual way would do, later: it is safe that both do it.
 */
import { afterCommit, type Kick } from './after.ts';
import { walkDeadline } from './corridor.ts';
import type { Deliver } from './deliver.ts';
import type { Paging } from './page.ts';
import type { Shell } from './shell.ts';

const AT_ONCE = 50;

export type Urgent = {
  /** Rings, says and pages what is urgent and due. Never throws. */
  due(): Promise<void>;
};

/** Makes it of a shell whose store has connections of its own. `kick` sets the usual delivery going. */
export function createUrgent(shell: Shell, parts: { deliver: Deliver; paging: Paging; kick: Kick }): Urgent {
  const { deliver, paging, kick } = parts;

  async function ring(): Promise<void> {
    const keys = await shell.store.deadlines.due(shell.clock(), AT_ONCE, 'urgent');
    for (const { id, revision } of keys) {
      const aftermath = await walkDeadline(shell, id, revision);
      if (aftermath !== null) await afterCommit(shell, aftermath, kick);
    }
  }

  async function alone(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      shell.metrics.errors.inc({ kind: 'urgent' });
      shell.logger.error({ err: error }, 'Something urgent failed; it is tried again in a second');
    }
  }

  return {
    due: async () => {
      // Slack down keeps nobody from being called; what rings now sets this going once more.
      await Promise.all([alone(() => paging.due()), alone(() => deliver.due()), alone(ring)]);
    },
  };
}
