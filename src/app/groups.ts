/**
 * Who is in the Slack user groups that are paged in an emergency: read once an hour while nothing is wrong, for at that moment
 * there is no time to ask. What Slack cannot answer stays as it was.
 */
import { groupsInUse } from '../agreement/emergency.ts';
import { SlackUnavailable } from '../engine/ports.ts';
import { restOf } from './outcome.ts';
import type { Shell } from './shell.ts';

const HOUR = 3_600_000;
/** In one sweep: Slack takes twenty of these a minute. */
const AT_ONCE = 5;
/** Where Slack does not say how long it wants to be left alone. Milliseconds. */
const REST = 5 * 60_000;

export type Groups = {
  /** Asks Slack of those groups whose turn it is. */
  due(): Promise<void>;
};

/** Makes what reads them. */
export function createGroups({ store, slack, clock, logger }: Shell): Groups {
  let restUntil = Number.NEGATIVE_INFINITY;

  /** Those never asked of first, then those asked of longest ago. */
  async function whoseTurn(now: number): Promise<string[]> {
    const inUse = groupsInUse(await store.agreements.all(), await store.ask('agency', {}));
    if (inUse.length === 0) return [];
    const known = await store.ask('userGroups', { groupIds: inUse });
    const readAt = (groupId: string) =>
      known.find((one) => one.groupId === groupId)?.readAt ?? Number.NEGATIVE_INFINITY;
    // A reading from the future was made by a clock that has been set back since.
    const isStale = (groupId: string) => now - readAt(groupId) >= HOUR || readAt(groupId) > now;
    return inUse.filter(isStale).toSorted((one, other) => readAt(one) - readAt(other));
  }

  return {
    due: async () => {
      const now = clock();
      if (now < restUntil && restUntil - now <= HOUR) return;
      for (const groupId of (await whoseTurn(now)).slice(0, AT_ONCE)) {
        try {
          await store.people.saveGroup(groupId, (await slack.reader.groupMembers(groupId)) ?? [], now);
        } catch (error) {
          if (!(error instanceof SlackUnavailable)) throw error;
          const { retryAfter } = error;
          restUntil = now + (retryAfter === null ? REST : restOf({ retryAfter }));
          logger.warn({ err: error, groupId }, 'Who is in a user group could not be read; it stays as last known');
          return;
        }
      }
    },
  };
}
