/** Keeps open home tabs current: those that may show what is no longer so, each at most every ten seconds. */
import type { IncomingRequest } from '../engine/incoming.ts';
import type { Shell } from './shell.ts';

/** In one go, every five seconds: below what Slack takes in a minute, and leaving room for whoever presses. */
const AT_ONCE = 8;

export type Homes = {
  /** Asks for new drawings where something has happened since the last, and lets homes rest that nobody looks at any more. */
  refresh(): Promise<void>;
  /** What somebody did themselves they see at once, wherever they did it. Never throws: the next refresh shows it too. */
  afterRequest(asked: IncomingRequest): Promise<void>;
};

/** Makes what keeps homes current; `deliver` sets delivery going without waiting for it. */
export function createHomes({ store, clock, logger }: Shell, deliver: () => void): Homes {
  return {
    refresh: async () => {
      if ((await store.homes.refresh(clock(), AT_ONCE)) > 0) deliver();
    },
    afterRequest: async ({ by }) => {
      try {
        if (await store.homes.redraw(by, clock())) deliver();
      } catch (error) {
        logger.warn({ err: error }, 'A home tab was not drawn at once; the next refresh draws it');
      }
    },
  };
}
